from ipaddress import ip_address

import pytest

from portal.outside import Refused, fetch
from portal.outside.places import addresses_of, is_public, place_of

#: Other spellings of addresses that are the machine itself, its network, or the cloud's own service.
SPELLINGS = [
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "localhost",
    "LOCALHOST",
    "0.0.0.0",  # noqa: S104 -- nothing is bound
    "0",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.169.254",
    "192.0.0.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "192.88.99.1",
    "[::]",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b:1::a00:1]",
    "[2002:7f00:1::]",
    "[2001:0:7f00:1::]",
    "[2001:db8::1]",
    "[fc00::1]",
    "[fe80::1]",
    "[fec0::1]",
    "[ff02::1]",
    "１２７.0.0.1",
    "ⓛocalhost",
]
NO_ADDRESSES = [
    "",
    "/feed",
    "//example.org/feed",
    "ftp://example.org/",
    "file:///etc/passwd",
    "gopher://example.org:80/",
    "http://",
    "http:///feed",
    "http://user@example.org/",
    "http://user:word@example.org/",
    "http://:@example.org/",
    "http://example.org\\@127.0.0.1/",
    "http://example.org/\r\nHost: other",
    "http://example.org/\x00",
    "http://example.org:22/",
    "http://example.org:8000/",
    "http://example.org:0/",
    "http://example.org:99999/",
    "http://[::1/",
    "http://" + "a" * 64 + "é.org/",
    "http://example.org/" + "a" * 2000,
]


@pytest.mark.parametrize("host", SPELLINGS)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_no_spelling_leads_into_the_own_network(scheme, host):
    with pytest.raises(Refused):
        addresses_of(place_of(f"{scheme}://{host}/"))


@pytest.mark.parametrize("url", NO_ADDRESSES)
def test_only_the_web_is_asked(url):
    with pytest.raises(Refused):
        fetch(url)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "2a00:1450:4001::200e"])
def test_the_internet_is_public(address):
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("http://example.org", "/"),
        ("http://example.org/a b?c=d e#part", "/a%20b?c=d%20e"),
        ("https://example.org/%D8%AE?x=%20", "/%D8%AE?x=%20"),
        ("https://example.org/خبر?q=خبر", "/%D8%AE%D8%A8%D8%B1?q=%D8%AE%D8%A8%D8%B1"),
    ],
)
def test_target_is_escaped_once(url, target):
    assert place_of(url).target == target


def test_host_in_any_script_is_asked_by_its_name_on_the_wire():
    assert place_of("http://مثال.إختبار/").host == "xn--mgbh0fb.xn--kgbechtv"


def test_machine_of_ones_own_is_named_with_its_port(settings):
    settings.OUTSIDE_ALLOWED = ["127.0.0.1:9000"]

    assert addresses_of(place_of("http://127.0.0.1:9000/")) == ["127.0.0.1"]
    with pytest.raises(Refused):
        addresses_of(place_of("http://127.0.0.1:9001/"))

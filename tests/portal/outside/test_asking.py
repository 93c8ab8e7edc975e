import gzip
import socket
import ssl
from time import monotonic

import pytest

from portal.outside import Refused, TooLarge, Unreachable, fetch, post
from portal.outside import line as line_module
from portal.outside.asking import MOST_REDIRECTS
from tests.answering import CERTIFICATE, answering

PUBLIC = "93.184.216.34"


@pytest.fixture
def named(monkeypatch):
    """Let the name server answer what is given, each time the next; tells how often it was asked."""

    def name(*answers):
        asked, rest, really = [], list(answers), socket.getaddrinfo

        def resolve(host, port, *more, **kinds):
            if host[0].isdecimal():
                return really(host, port, *more, **kinds)
            asked.append(host)
            addresses = rest.pop(0) if len(rest) > 1 else rest[0]
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

        monkeypatch.setattr(socket, "getaddrinfo", resolve)
        return asked

    return name


@pytest.fixture
def connected(monkeypatch):
    """Connect nowhere; tells to which addresses it would have been."""
    tried = []

    def connect(address, timeout):
        tried.append(address)
        raise ConnectionRefusedError("nobody there")

    monkeypatch.setattr(line_module.socket, "create_connection", connect)
    return tried


def test_fetch_returns_what_is_there(machine):
    machine.answers["/feed"] = 200, {"ETag": '"a"'}, b"<feed/>"

    answer = fetch(f"{machine.url}/feed", headers={"If-None-Match": '"b"'})

    assert (answer.status, answer.body, answer.url) == (200, b"<feed/>", f"{machine.url}/feed")
    assert answer.headers["etag"] == '"a"'
    assert machine.asked[0].headers == {
        "Host": machine.place,
        "Accept-Encoding": "identity",
        "User-Agent": "Portal (+http://testserver)",
        "If-None-Match": '"b"',
    }


def test_what_says_no_is_an_answer(machine):
    machine.answers["/gone"] = 410, {}, b"gone"

    assert fetch(f"{machine.url}/gone").status == 410


def test_no_proxy_of_the_environment_is_asked(machine, hidden, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, hidden.url)

    fetch(machine.url)

    assert (len(machine.asked), len(hidden.asked)) == (1, 0)


def test_redirect_is_followed(machine):
    machine.answers["/old"] = 301, {"Location": "/new?a=b"}, b""
    machine.answers["/new?a=b"] = 200, {}, b"here"

    answer = fetch(f"{machine.url}/old")

    assert (answer.body, answer.url) == (b"here", f"{machine.url}/new?a=b")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirect_leads_nobody_into_the_own_network(machine, hidden, status):
    machine.answers["/"] = status, {"Location": f"{hidden.url}/secret"}, b""

    with pytest.raises(Refused):
        fetch(machine.url)

    assert hidden.asked == []


@pytest.mark.parametrize(
    "onwards", ["http://169.254.169.254/latest", "file:///etc/passwd", "//localhost/", "ftp:"]
)
def test_each_redirect_is_judged(machine, onwards):
    machine.answers["/"] = 302, {"Location": onwards}, b""

    with pytest.raises(Refused):
        fetch(machine.url)


def test_redirects_end(machine):
    machine.answers["/"] = 302, {"Location": "/"}, b""

    with pytest.raises(Refused):
        fetch(machine.url)

    assert len(machine.asked) == MOST_REDIRECTS + 1


def test_address_that_was_judged_is_the_one_connected_to(named, connected):
    asked = named([PUBLIC], ["127.0.0.1"])

    with pytest.raises(Unreachable):
        fetch("http://two-answers.example/")

    assert asked == ["two-answers.example"]
    assert connected == [(PUBLIC, 80)]


def test_name_with_one_private_address_is_not_asked(named, connected):
    named([PUBLIC, "10.0.0.1"])

    with pytest.raises(Refused):
        fetch("http://half.example/")

    assert connected == []


def test_other_addresses_of_a_name_are_tried(named, connected):
    named([PUBLIC, "1.1.1.1"])

    with pytest.raises(Unreachable):
        fetch("https://example.org/")

    assert connected == [(PUBLIC, 443), ("1.1.1.1", 443)]


def test_unknown_name_is_unreachable(monkeypatch):
    def resolve(*_what, **_more):
        raise socket.gaierror("unknown")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)

    with pytest.raises(Unreachable):
        fetch("http://nowhere.example/")


def test_answer_is_no_larger_than_asked_for(machine):
    machine.answers["/fits"] = 200, {}, b"x" * 1000
    machine.answers["/more"] = 200, {}, b"x" * 1001

    assert len(fetch(f"{machine.url}/fits", most=1000).body) == 1000
    with pytest.raises(TooLarge):
        fetch(f"{machine.url}/more", most=1000)


def test_endless_answer_is_left(machine):
    def pour(handler):
        handler.send_response(200)
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b"x" * 65536)
        except OSError:
            """The other side hung up, as it should."""

    machine.answers["/"] = pour

    with pytest.raises(TooLarge):
        fetch(machine.url, most=100_000)


def test_packed_answer_is_not_unpacked(machine):
    machine.answers["/"] = 200, {"Content-Encoding": "gzip"}, gzip.compress(b"\0" * 10_000_000)

    with pytest.raises(Refused):
        fetch(machine.url)


def test_answer_that_is_cut_off_is_none(machine):
    machine.answers["/"] = 200, {"Content-Length": "100"}, b"half"

    with pytest.raises(Unreachable):
        fetch(machine.url)


@pytest.mark.parametrize("where", ["headers", "body"])
def test_drip_is_left_when_the_time_is_over(machine, where):
    def drip(handler):
        handler.wfile.write(b"HTTP/1.0 200 OK\r\n" + (b"\r\n" if where == "body" else b"X: "))
        try:
            for _second in range(100):
                handler.wfile.write(b"x")
                handler.wfile.flush()
                handler.server.waited.wait(0.05)
        except OSError:
            """The other side hung up, as it should."""

    machine.answers["/"] = drip
    started = monotonic()

    with pytest.raises(Unreachable):
        fetch(machine.url, seconds=0.3)

    assert monotonic() - started < 2


def test_no_http_is_no_answer(machine):
    machine.answers["/"] = lambda handler: handler.wfile.write(b"SSH-2.0-OpenSSH\r\n")

    with pytest.raises(Unreachable):
        fetch(machine.url)


def test_post_hands_over_the_body_and_follows_nobody(machine):
    machine.answers["/hook"] = 307, {"Location": "/other"}, b"moved"

    answer = post(f"{machine.url}/hook", b"{}", headers={"Content-Type": "application/json"})

    assert (answer.status, answer.is_success) == (307, False)
    assert [(asked.method, asked.path, asked.body) for asked in machine.asked] == [("POST", "/hook", b"{}")]


def test_post_is_never_in_clear(connected, named):
    named([PUBLIC])

    with pytest.raises(Refused):
        post("http://example.org/hook", b"{}")

    assert connected == []


@pytest.fixture
def secure(settings):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    with answering(context) as machine:
        settings.OUTSIDE_ALLOWED = [f"{name}:{machine.port}" for name in ("outside.example", "other.example")]
        yield machine


def trust(monkeypatch, certificate=None):
    context = ssl.create_default_context(cafile=certificate)
    monkeypatch.setattr(line_module, "trust", lambda: context)


def test_certificate_is_checked_against_the_name_not_the_address(secure, named, monkeypatch):
    named(["127.0.0.1"])
    trust(monkeypatch, CERTIFICATE)

    assert post(f"https://outside.example:{secure.port}/", b"{}").is_success
    assert secure.asked[0].headers["Host"] == f"outside.example:{secure.port}"
    with pytest.raises(Unreachable):
        post(f"https://other.example:{secure.port}/", b"{}")


def test_certificate_that_nobody_signed_is_not_trusted(secure, named, monkeypatch):
    named(["127.0.0.1"])
    trust(monkeypatch)

    with pytest.raises(Unreachable):
        post(f"https://outside.example:{secure.port}/", b"{}")

    assert secure.asked == []

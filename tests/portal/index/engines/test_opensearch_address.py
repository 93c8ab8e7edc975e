import builtins
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.index.engines import opensearch
from portal.index.engines.opensearch import engine_at
from portal.index.engines.opensearch.address import Address, read_address


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("opensearch+http://search.example", Address("search.example")),
        (
            "opensearch+https://user:p%40ss%2F@search.example:443/news-1?ca=/etc/ssl/own.pem",
            Address("search.example", 443, True, "news-1", "/etc/ssl/own.pem", ("user", "p@ss/")),
        ),
        ("opensearch+https://[::1]:9201/", Address("::1", 9201, True)),
    ],
)
def test_address_is_read(url, expected):
    assert read_address(url) == expected


@pytest.mark.parametrize(
    "url",
    [
        "opensearch+ftp://user:s3cret@host",
        "opensearch+http:///prefix",
        "opensearch+https://user:s3cret/more@host",
        "opensearch+https://user:s3cret@host:high",
        "opensearch+https://user:s3cret@host/Prefix",
        "opensearch+https://user:s3cret@host/a,b",
        "opensearch+https://user:s3cret@host?verify=no",
        "opensearch+https://user:s3cret@[host",
    ],
)
def test_address_that_is_none_is_refused_without_quoting_it(url):
    with pytest.raises(ImproperlyConfigured, match="SEARCH_URL should read opensearch") as refusal:
        read_address(url)

    assert "s3cret" not in str(refusal.value)
    assert refusal.value.__cause__ is None


def test_address_hides_the_login():
    assert "s3cret" not in repr(read_address("opensearch+https://user:s3cret@host"))


def test_missing_client_is_named_with_what_to_do(monkeypatch):
    real = builtins.__import__

    def without_client(name, *arguments, **more):
        if name.startswith("opensearchpy"):
            raise ModuleNotFoundError(f"No module named {name!r}", name="opensearchpy")
        return real(name, *arguments, **more)

    for name in [name for name in sys.modules if name.startswith(opensearch.__name__ + ".")]:
        if not name.endswith("address"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", without_client)

    with pytest.raises(ImproperlyConfigured, match=r"pip install -r requirements-opensearch\.txt"):
        engine_at("opensearch+https://user:s3cret@nowhere.example/absent")


def test_one_engine_serves_a_process():
    engine_at.cache_clear()
    assert engine_at("opensearch+http://one.example") is engine_at("opensearch+http://one.example")
    engine_at.cache_clear()

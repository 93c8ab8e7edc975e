"""Guarantee 21 from outside, over every address: no fault, nothing sent back, nobody led away."""

import io
from itertools import cycle, islice
from urllib.parse import quote

import pytest
from django.urls import Resolver404, resolve
from django.utils.translation import override

from portal.bilingual.middleware import language_of_path
from portal.page_parameters import parameters_of
from tests.portal.page_cache.conftest import ask
from tests.security.everything import addresses_of
from tests.security.hostile import BODIES, EVIL, HEADERS, HOSTS, METHODS, VALUES, Sent, weaknesses

pytestmark = pytest.mark.django_db

#: How many of the oddities each address is sent, in turn.
EACH = 4
READ_BY_ALL = ("/ar/", "/api/v1/articles", "/sitemap.xml", "/en/nothing-here/")
TAKE_FORMS = ("/i18n/setlang/", "/admin/login/", "/ar/", "/api/oembed")
OF_MACHINES = {
    "/api/oembed": ("url", "format", "maxwidth", "maxheight"),
    "/api/v1/articles": (
        "lang",
        "topic",
        "author",
        "organization",
        "since",
        "before",
        "after",
        "cursor",
        "limit",
    ),
    "/api/v1/partnerships": ("lang", "kind", "status", "organization", "year", "cursor", "limit"),
    "/api/v1/commitments": ("lang", "status", "organization", "cursor", "limit"),
    "/api/v1/changes": ("since", "after", "cursor", "limit"),
    "/api/v1/search": ("q", "lang", "kind", "sort", "cursor", "limit"),
}


@pytest.fixture
def addresses(things):
    return addresses_of(things)


def send(portal, sent):
    return ask(portal, sent.path, sent.query, sent.method, **sent.environ)


def found(portal, requests, **options):
    """Every weakness that these requests showed. So many of them differ that none stands for another."""
    requests = list(requests)
    assert len({str(sent) for sent in requests}) > 100
    answers = ((sent, send(portal, sent)) for sent in requests)
    return [f"{sent}: {told}" for sent, answer in answers for told in weaknesses(sent, answer, **options)]


def split(address):
    path, _mark, query = address.partition("?")
    return path, query


def in_turn(things, number):
    """Lists of ``number`` of these, each list beginning where the last one ended."""
    endless = cycle(things)
    while True:
        yield list(islice(endless, number))


def test_odd_headers(portal, addresses):
    turns = in_turn(HEADERS, EACH)
    everywhere = [Sent(*split(address), environ=header) for address in addresses for header in next(turns)]
    all_of_them = [Sent(path, environ=header) for path in READ_BY_ALL[:2] for header in HEADERS]

    assert found(portal, [*everywhere, *all_of_them]) == []


def test_odd_methods(portal, addresses):
    turns = in_turn(METHODS, 2)

    assert (
        found(
            portal, [Sent(*split(address), method=method) for address in addresses for method in next(turns)]
        )
        == []
    )


def test_odd_paths(portal, addresses):
    turns = in_turn(VALUES, EACH)
    paths = [address for address in addresses if "?" not in address]

    assert (
        found(portal, [Sent(odd) for path in paths for value in next(turns) for odd in spoilt(path, value)])
        == []
    )


def spoilt(path, value):
    """The value behind the path, and in the place of its last part."""
    value = quote(value, safe="%/;.\\")
    yield path + value
    yield f"{path.rstrip('/').rpartition('/')[0]}/{value}/"


def test_odd_parameters(portal, addresses):
    turns = in_turn(VALUES, EACH)
    of_pages = {split(address)[0]: taken(split(address)[0]) for address in addresses}
    takers = of_pages | OF_MACHINES
    requests = [
        Sent(path, f"{name}={quote(value, safe='%')}")
        for path, names in takers.items()
        for name in (*sorted(names), "never-heard-of")
        for value in next(turns)
    ]

    assert found(portal, requests) == []


def taken(path):
    """The parameters that a page says it takes."""
    language = language_of_path(path)
    if not language:
        return ()
    with override(language):
        try:
            return parameters_of(resolve(path).func)
        except Resolver404:
            return ()


def test_names_of_parameters(portal):
    requests = [Sent(path, f"{quote(value, safe='%')}=1") for path in READ_BY_ALL for value in VALUES]

    assert found(portal, requests) == []


def test_odd_bodies(portal):
    requests = [
        Sent(path, method="POST", environ=body_of(kind, body)) for path in TAKE_FORMS for kind, body in BODIES
    ]

    assert found(portal, requests, is_public=False) == []


def body_of(kind, body):
    return {"CONTENT_TYPE": kind, "CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body)}


def test_forged_hosts_show_nowhere(portal, addresses):
    turns = in_turn(HOSTS, 3)
    requests = [
        Sent(*split(address), environ={"HTTP_HOST": host}) for address in addresses for host in next(turns)
    ]
    answers = [(sent, send(portal, sent)) for sent in requests]

    assert [str(sent) for sent, answer in answers if EVIL.encode() in answer.body] == []
    assert [f"{sent}: {told}" for sent, answer in answers for told in weaknesses(sent, answer)] == []

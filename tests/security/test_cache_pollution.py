"""What one client sends changes nothing that another is answered: the page cache keeps clean pages alone."""

from urllib.parse import quote

import pytest

from portal.utf8_requests import Utf8Handler
from tests.portal.page_cache.conftest import ask
from tests.security.everything import addresses_of
from tests.security.hostile import HEADERS, VALUES, Sent
from tests.security.test_hostile_requests import in_turn, send, split

pytestmark = pytest.mark.django_db

#: They choose among languages or say what the client holds; none of these is looked at to make a page.
CLAIMS = [
    header
    for header in HEADERS
    if not header.keys() & {"SCRIPT_NAME", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_RANGE"}
]
UNKEYED = [f"utm_source={quote(value, safe='%')}" for value in VALUES]


def clean(portal, address):
    answer = ask(portal, *split(address))
    return (
        answer.status,
        {name: value for name, value in answer.headers.items() if name != "age"},
        answer.body,
    )


def kept(addresses):
    return [address for address in addresses if address.startswith(("/ar/", "/en/", "/sitemap"))]


@pytest.mark.parametrize("before", [CLAIMS, UNKEYED], ids=["headers", "parameters"])
def test_clean_client_gets_the_clean_page(portal, things, before):
    """Each page is made first for an attacker, and is then what it would be without one."""
    turns = in_turn(before, 3)
    for address in kept(addresses_of(things)):
        for oddity in next(turns):
            path, query = split(address)
            extra = oddity if isinstance(oddity, str) else ""
            sent = Sent(path, "&".join(filter(None, (query, extra))), environ={} if extra else oddity)
            send(portal, sent)

        assert clean(portal, address) == clean(Utf8Handler(), address), address


@pytest.mark.parametrize("claimed", ["utf-7", "latin-1", "utf-16", "zlib"])
def test_character_set_of_a_request_reads_no_address(portal, things, claimed):
    """A page of one search, kept as that of another, is what an attacker would have everybody read."""
    name = things.organizations[0].name_ar
    query = f"q={quote(name)}"

    first = ask(portal, "/ar/search/", query, CONTENT_TYPE=f"text/plain; charset={claimed}")

    assert name in first.body.decode()
    assert first.body == ask(portal, "/ar/search/", query).body

"""What search engines are told on every page of the demonstration: its shape, its language, its addresses."""

import json
import re
from itertools import chain
from urllib.parse import urldefrag

import pytest
from django.conf import settings

from portal.schema_org import document, filled, licence
from tests.portal.crawling import ARABIC, LATIN_PHRASE
from tests.portal.schema_shapes import faults

pytestmark = pytest.mark.django_db

SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
#: Names of every language stand there, and file names.
ANY_LANGUAGE = {"alternateName", "query-input", "encodingFormat", "genre", "addressCountry"}
#: The start of a date, or the number of an entry.
FIGURE = re.compile(r"\d{4}-\d\d|\d{3}$")
#: What is no page: files, cards, and the addresses of a search that somebody has yet to fill in.
NO_PAGES = re.compile(r"/static/|/media/|/api/v1/|/card[^/]*\.png$|\{")


@pytest.fixture(scope="module")
def told(pages):
    """By path, the nodes of a page."""
    found = {path: _nodes(seen) for path, seen in pages.items() if seen.html and not path.startswith("/api/")}
    return {path: nodes for path, nodes in found.items() if nodes}


def test_every_node_has_the_shape_of_its_type(told):
    wrong = {path: found for path, nodes in told.items() if (found := [*chain(*map(faults, nodes))])}

    assert wrong == {}
    kinds = {node["@type"] for nodes in told.values() for node in nodes}
    assert kinds >= {"WebSite", "NewsMediaOrganization", "NewsArticle", "AnalysisNewsArticle", "Person"}
    assert kinds >= {"Organization", "GovernmentOrganization", "Dataset", "CreativeWork", "BreadcrumbList"}


@pytest.mark.parametrize(
    ("node", "fault"),
    [
        ({"@type": "Person", "url": "https://one.example/"}, "/Person: lacks name"),
        ({"@type": "Person", "name": ""}, "/Person.name: ''"),
        ({"@type": "Person", "name": "One", "born": "x"}, "/Person.born: unknown"),
        ({"@type": "Place", "name": "P", "url": "/en/"}, "/Place.url: '/en/'"),
        (
            {"@type": "Role", "hasOccupation": {"@type": "Place"}},
            "/Role.hasOccupation/Place: not here",
        ),
    ],
)
def test_checker_sees_a_fault(node, fault):
    assert faults(node) == [fault]


def test_every_page_tells_what_it_is(told, pages):
    addressed = {path for path, seen in pages.items() if seen.html and seen.heads.get("canonical")}

    assert addressed - set(told) == {"/ar/search/", "/en/search/"}


def test_values_are_in_the_language_of_the_page(told):
    foreign = {}
    for path, nodes in told.items():
        pattern = ARABIC if path.startswith("/en/") else LATIN_PHRASE
        for name, text in _texts(nodes):
            if name not in ANY_LANGUAGE and "://" not in text and pattern.search(text):
                foreign[path] = (name, text)

    assert foreign == {}


def test_addresses_of_the_portal_lead_to_pages_in_the_language_of_the_page(told, pages):
    answering = {path for path, seen in pages.items() if seen.response.status_code == 200}
    lost = {}
    for path, nodes in told.items():
        for name, text in _texts(nodes):
            address = urldefrag(text).url.removeprefix(settings.SITE_URL)
            if address == text or address in {"", "/"} or NO_PAGES.search(address):
                continue
            elsewhere = name in {"sameAs", "translationOfWork", "workTranslation"}
            if address not in answering or (address[:4] != path[:4] and not elsewhere):
                lost[path] = (name, text)

    assert lost == {}


def test_numbers_and_dates_are_the_same_in_both_languages(told, pages):
    """Both editions of the demonstration were published at once. Lists show what there is in a language."""
    twins = {path: pages[path].alternates.get("en", "").removeprefix(settings.SITE_URL) for path in told}
    pairs = {
        path: twin for path, twin in twins.items() if twin not in {"", path} and not _is_list(told[path])
    }

    assert len(pairs) > 40
    assert {path for path, twin in pairs.items() if _figures(told[path]) != _figures(told[twin])} == set()


def test_way_back_up_is_the_one_that_readers_see(told, pages):
    for path, nodes in told.items():
        for trail in (node for node in nodes if node["@type"] == "BreadcrumbList"):
            steps = [step["item"].removeprefix(settings.SITE_URL) for step in trail["itemListElement"]]
            assert steps[-1] == path
            assert set(steps[:-1]) <= set(pages[path].links), path


def test_publisher_is_one_in_both_languages(told):
    ids = {node["@id"] for path in ("/ar/", "/en/") for node in told[path] if "logo" in node}

    assert ids == {f"{settings.SITE_URL}/#publisher"}


def test_nothing_empty_is_told():
    node = {"@type": "Place", "name": "", "width": 0, "free": False, "image": [], "url": None}

    assert filled(node) == {"@type": "Place", "width": 0, "free": False}
    assert document({"@type": "A"}, {"@type": "B"})["@graph"] == [{"@type": "A"}, {"@type": "B"}]


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("", None),
        ("https://licence.example/by", "https://licence.example/by"),
        ("CC BY 4.0", {"@type": "CreativeWork", "name": "CC BY 4.0"}),
    ],
)
def test_licence_is_told_as_the_settings_name_it(settings, named, told):
    settings.SITE_CONTENT_LICENCE = named

    assert licence() == told


def _nodes(seen):
    documents = map(json.loads, SCRIPT.findall(seen.response.content.decode()))
    return [node for one in documents for node in one.pop("@graph", [one])]


def _texts(value, name="", inside=""):
    """Every text with the name of its property, that of the node outside for an ``@id``."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in {"@context", "@type"}:
                yield from _texts(inner, inside if key in {"@id", "url"} else key, inside=key)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, name, inside)
    elif isinstance(value, str):
        yield name, value


def _figures(value):
    """Numbers and dates in their order."""
    if isinstance(value, dict):
        return [figure for key, inner in value.items() if key != "@context" for figure in _figures(inner)]
    if isinstance(value, list):
        return [figure for inner in value for figure in _figures(inner)]
    return [value] if isinstance(value, int | float) or FIGURE.match(str(value)) else []


def _is_list(nodes):
    return any(node["@type"] == "CollectionPage" for node in nodes)

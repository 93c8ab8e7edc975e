"""Searching in the open data: the same words find the same as on the page, each result with its addresses."""

import re
from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse
from ninja import Query, Router
from pydantic import Field

from articles.models import Topic
from organizations.exporting import Document, Listed
from organizations.models import Organization
from portal.addresses import absolute
from portal.errors import error_response
from portal.index import Found, Kind, Order
from portal.index.engine import TookTooLong
from portal.index.engines import engine
from portal.index.limits import PAGE_SECONDS, time_limit
from portal.open_data import UnknownValue
from portal.open_lists import Asked, Day, Language, SlugText, fields_of, filled, number
from portal.paging import KeyedPage

from .address import MOST_PAGES, PAGE_SIZE, SearchAddress
from .limits import allows
from .reading import LONGEST_TEXT, read
from .results import ledger_first, rows_of
from .searching import wanted_of
from .views import MAY_CHANGE

router = Router(tags=["search"])

ARABIC = re.compile("[\u0621-\u064a]")
#: Where the document of a result is, by its kind, and by which of its columns.
DOCUMENTS = {
    Kind.ARTICLE: ("api:article", "pk"),
    Kind.PARTNERSHIP: ("api:partnership", "slug"),
    Kind.ORGANIZATION: ("api:organization", "slug"),
    Kind.PERSON: ("api:person", "slug"),
}


class Result(Document):
    """What was found: ``url`` is its page in the language that was searched, ``document`` stays for good."""

    kind: Kind
    document: str
    url: str
    name: str
    snippet: str


class Results(Listed):
    """``total`` counts what was ranked: where it isn't complete, the newest of what there is."""

    language: Language
    total: int
    is_complete: bool
    results: list[Result]


class Looking(Asked):
    """What is looked for, and where."""

    q: Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT, pattern=r"^[^\u0000-\u001f\u007f]+$")]
    type: filled(Kind) = None
    topic: filled(SlugText) = None
    organization: filled(SlugText) = None
    since: filled(Day) = Field(None, alias="from", description="of this day of Kuwait or later")
    until: filled(Day) = Field(None, alias="to", description="of this day of Kuwait or before")
    sort: filled(Order) = Order.RELEVANCE
    page: filled(number(1, MOST_PAGES)) = 1
    lang: filled(Language) = Field(
        None, description="the language whose texts are searched; else that of the letters of ``q``"
    )
    fields: fields_of(Result) = None

    @property
    def language(self):
        return self.lang or ("ar" if ARABIC.search(self.q) else "en")

    def address(self) -> SearchAddress:
        told = self.model_dump(mode="json", by_alias=True, exclude_none=True, exclude={"lang", "fields"})
        for name, things in (("topic", Topic.objects), ("organization", Organization.objects)):
            if name in told and not things.filter(slug=told[name]).exists():
                raise UnknownValue(name)
        return SearchAddress.read({name: str(value) for name, value in told.items()})

    def query(self, page) -> str:
        """This search at another of its pages, as a query string; empty before the first."""
        told = self.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"page"})
        return "?" + urlencode(told | ({"page": page} if page > 1 else {})) if page else ""


@router.get("/search", response=Results, url_name="search", summary="What holds these words")
def search(request, looking: Query[Looking]):
    """In the titles and the texts of articles, entries, organisations and people, the best match first."""
    if not allows(request):
        return error_response(request, HTTPStatus.TOO_MANY_REQUESTS)
    try:
        with time_limit(PAGE_SECONDS):
            return _answer(request, looking)
    except TookTooLong:
        return error_response(request, HTTPStatus.SERVICE_UNAVAILABLE)


def _answer(request, looking):
    query = _query(looking)
    found = engine().find(query) if query else Found()
    last = max(1, -(-len(found.hits) // PAGE_SIZE))
    page = looking.page or 1
    if page > last:
        raise Http404("beyond the last page")
    listed = KeyedPage(
        rows=_results(found.hits, looking, query, page),
        older=looking.query(page + 1) if page < last else "",
        newer=looking.query(page - 1),
        filters=looking.query(1),
    )
    whole = {"language": looking.language, "total": len(found.hits), "is_complete": found.is_complete}
    return looking.list_answer(
        request, listed, "results", listed.rows, shows=["search", *MAY_CHANGE], **whole
    )


def _query(looking):
    """None where nothing is looked for, or between days of which the first comes after the last."""
    if looking.since and looking.until and looking.since > looking.until:
        return None
    asked = looking.address()
    return read(asked.typed, looking.language, asked.filters, asked.order).query


def _results(hits, looking, query, page):
    if looking.type is None and looking.sort == Order.RELEVANCE:
        hits = ledger_first(hits)
    shown = hits[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    rows = rows_of(shown, looking.language, wanted_of(query)) if query else []
    return [_result(row, looking.language) for row in rows]


def _result(row, language):
    route, column = DOCUMENTS[row.kind]
    name, snippet = ("".join(part.text for part in parts) for parts in (row.name, row.snippet))
    return {
        "kind": row.kind,
        "document": absolute(reverse(route, args=[getattr(row.thing, column)])),
        "url": absolute(row.thing.url_in(language)),
        "name": name,
        "snippet": snippet,
    }

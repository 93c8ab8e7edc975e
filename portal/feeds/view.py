"""The view of a feed: a page of a list by key, told in the format and the language of its address."""

from collections.abc import Iterable

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.http import http_date
from django.views import View

from portal.addresses import absolute
from portal.bilingual.alternates import Page
from portal.page_parameters import CURSOR
from portal.paging import KeyedPage

from . import atom, json_feed, rss
from .document import Document, Entry
from .names import tag

FORMATS = {"atom": atom, "rss": rss, "json": json_feed}
ENTRIES = 25


class LanguageFeed(View):
    """A feed in the language of its address. Of a record, ``get`` finds that first and passes itself on.

    The answer is a public page to ``portal.caching``. It says when it last changed; what was withdrawn since
    no such time could tell, so its ETag alone decides whether a reader's copy is still good.
    """

    parameters = frozenset(CURSOR)
    http_method_names = ["get", "head", "options"]
    #: The feed's own address, which takes what ``named`` says and a format.
    route = ""
    #: The word that stands for all its entries among the surrogate keys.
    surrogate_key = ""
    #: What distinguishes it from the other feeds of its route: the slug of a record.
    named: tuple[str, ...] = ()

    def name(self) -> str:
        raise NotImplementedError

    def description(self) -> str:
        raise NotImplementedError

    def url(self) -> str:
        """The path of the page with the same things."""
        raise NotImplementedError

    def page_of(self, parameters) -> tuple[KeyedPage, list]:
        """One page of the list, and the things of it as ``entry`` needs them."""
        raise NotImplementedError

    def entry(self, thing) -> Entry:
        raise NotImplementedError

    def shows(self, things: list) -> Iterable:
        return things

    @property
    def language(self):
        return self.request.LANGUAGE_CODE

    def get(self, request, format):
        if format not in FORMATS:
            raise Http404(f"no feed in the format {format}")
        listed, things = self.page_of(request.GET)
        shows = (self.surrogate_key, *self.shows(things))
        page = Page.at(self.route, self.language, *self.named, format, cursor=listed.cursor, shows=shows)
        feed = self._document(format, page, listed, [self.entry(thing) for thing in things])
        writer = FORMATS[format]
        response = HttpResponse(writer.write(feed), content_type=f"{writer.TYPE}; charset=utf-8")
        response["Last-Modified"] = http_date(feed.updated.timestamp())
        response.context_data = {"page": page}
        return response

    def _document(self, format, page, listed, entries):
        path = reverse(self.route, args=[*self.named, format])
        start = absolute(path)
        site = settings.SITE_NAME[self.language]
        return Document(
            id=tag(path.strip("/").removesuffix(f".{format}")),
            title=f"{self.name()} · {site}",
            description=str(self.description()),
            language=self.language,
            publisher=site,
            licence=settings.SITE_CONTENT_LICENCE,
            url=absolute(self.url()),
            address=page.canonical,
            first=start,
            next=start + listed.older if listed.older else "",
            previous=start + listed.newer if listed.newer else "",
            hub=settings.WEBSUB_HUB,
            entries=entries,
        )

"""What the address of a search asks for; each part of it can be changed while the others stay."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models import Topic
from organizations.models import Organization
from portal.bilingual.text import clean_line, cut_at_word
from portal.index import Filters, Kind, Order
from portal.index.found import MOST_RANKED

from .reading import LONGEST_TEXT

PAGE_SIZE = 10
MOST_PAGES = MOST_RANKED // PAGE_SIZE
LONGEST_SLUG = 200

#: In this order they stand in addresses, so that one search has one address.
NAMES = ("q", "type", "topic", "organization", "from", "to", "sort", "page")


class BadDay(BadRequest):
    """The reader's address names days that a search can't use."""

    def __init__(self, reader_message):
        super().__init__(reader_message)
        self.reader_message = reader_message


@dataclass(frozen=True)
class SearchAddress:
    """A search as its address has it; ``since`` and ``until`` are days in Kuwait, both included.

    ``text`` is as much of what was ``typed`` as is looked for: a page repeats it in each of its links.
    """

    text: str = ""
    typed: str = ""
    kind: Kind | None = None
    topic: Topic | None = None
    organization: Organization | None = None
    since: date | None = None
    until: date | None = None
    order: Order = Order.RELEVANCE
    page: int = 1

    @classmethod
    def read(cls, parameters):
        """What these parameters ask for. An unknown value is a 404, a damaged day a 400 (design §7)."""
        since, until = _day(parameters.get("from")), _day(parameters.get("to"))
        typed = clean_line(parameters.get("q", ""))
        if since and until and since > until:
            raise BadDay(_("The first day of the period comes after its last."))
        return cls(
            text=cut_at_word(typed, LONGEST_TEXT),
            typed=typed,
            kind=_one_of(Kind, parameters.get("type")),
            topic=_at_slug(Topic.objects, parameters.get("topic")),
            organization=_organization(parameters.get("organization")),
            since=since,
            until=until,
            order=_one_of(Order, parameters.get("sort")) or Order.RELEVANCE,
            page=_page(parameters.get("page")),
        )

    @property
    def filters(self):
        """The same for the index, which knows keys only."""
        return Filters(
            kind=self.kind,
            topic=self.topic and self.topic.pk,
            organization=self.organization and self.organization.pk,
            since=self.since,
            until=self.until,
        )

    @property
    def year(self):
        """The year that the period is, or None: the facet of years asks for whole ones."""
        if self.since and self.until and (self.since, self.until) == days_of(self.since.year):
            return self.since.year
        return None

    @cached_property
    def parameters(self):
        """As the address has them, by name; those that say nothing are left out."""
        values = {
            "q": self.text,
            "type": self.kind and self.kind.value,
            "topic": self.topic and self.topic.slug,
            "organization": self.organization and self.organization.slug,
            "from": self.since and self.since.isoformat(),
            "to": self.until and self.until.isoformat(),
            "sort": "" if self.order == Order.RELEVANCE else self.order.value,
            "page": str(self.page) if self.page > 1 else "",
        }
        return {name: values[name] for name in NAMES if values[name]}

    @property
    def is_narrowed(self):
        return self.filters != Filters()

    def query(self, **changed):
        """The address's query with these instead, the first page of it; an empty value drops a part.

        ``since`` and ``until`` stand for ``from``, which Python keeps for itself, and ``to``.
        """
        days = {"since": "from", "until": "to"}
        changes = {days.get(name, name): value for name, value in changed.items()}
        wanted = self.parameters | {"page": ""} | changes
        found = {name: wanted[name] for name in NAMES if wanted.get(name)}
        return f"?{urlencode(found)}" if found else ""

    def address(self, **changed):
        return self._path + self.query(**changed)

    @property
    def bare_address(self):
        """The same words without any filter."""
        return self._path + f"?{urlencode({'q': self.text})}"

    @cached_property
    def _path(self):
        """Of the page that is being made, which has dozens of these addresses."""
        return reverse("search:results")


def without_days(parameters):
    """The first page of the same search at any time."""
    return {name: parameters[name] for name in parameters if name not in ("from", "to", "page")}


def days_of(year):
    """The first and the last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def _one_of(choices, value):
    if not value:
        return None
    try:
        return choices(value)
    except ValueError as error:
        raise Http404(value[:80]) from error


def _at_slug(things, slug):
    return get_object_or_404(things, slug=slug[:LONGEST_SLUG]) if slug else None


def _organization(slug):
    """Whom the address names now, or what became of it: its ``slug`` is then another."""
    return get_object_or_404(Organization.objects.at(slug[:LONGEST_SLUG])) if slug else None


def _day(text):
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise BadDay(_NO_DAY) from error
    if day.isoformat() != text:
        raise BadDay(_NO_DAY)
    return day


def _page(text):
    if not text:
        return 1
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(MOST_PAGES))):
        raise Http404("page")
    if not 1 <= int(text) <= MOST_PAGES:
        raise Http404("page")
    return int(text)


_NO_DAY = _("A day in the address isn’t one. Write days like 2025-03-31.")

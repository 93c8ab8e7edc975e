"""From what the index found to what a page shows of it.

The rows are loaded anew through the querysets that decide what readers see: what was withdrawn a moment ago
isn't shown, whatever the index still holds.
"""

from dataclasses import dataclass
from itertools import takewhile

from django.db import models
from django.db.models import F, Prefetch

from articles.models import Article
from articles.richtext import lines_of
from organizations.models import Organization, Person, Position
from organizations.partnerships.models import Commitment, Partnership
from portal.index import Kind

from .snippets import Part, marked, snippet

#: What has a name of its own and no day.
BODIES = {Kind.ORGANIZATION, Kind.PERSON}


@dataclass(frozen=True)
class Row:
    """One result: the thing, what it is called and where it says what was looked for, both as parts."""

    kind: Kind
    thing: models.Model
    name: list[Part]
    snippet: list[Part]


def ledger_first(hits):
    """The matches with the best ledger entry before all articles: the record before what is told of it.

    Somebody who is asked for by name, and stands at the head of the list for it, stays there.
    """
    head = len(list(takewhile(lambda hit: hit.kind in BODIES, hits)))
    rest = hits[head:]
    entry = next((hit for hit in rest if hit.kind == Kind.PARTNERSHIP), None)
    if entry is None:
        return hits
    return (*hits[:head], entry, *(hit for hit in rest if hit is not entry))


def rows_of(hits, language, wanted):
    """What readers of this language may see of these, in the same order. Eight queries at most."""
    loaded = {kind: _load(kind, hits, language) for kind in {hit.kind for hit in hits}}
    found = ((hit.kind, loaded[hit.kind].get(hit.pk)) for hit in hits)
    return [_row(kind, thing, language, wanted) for kind, thing in found if thing is not None]


def _load(kind, hits, language):
    """The things of one kind, by primary key."""
    return LOADERS[kind](language).in_bulk([hit.pk for hit in hits if hit.kind == kind])


def _articles(language):
    return Article.objects.live(language).for_cards(language).annotate(words=F(f"body_{language}"))


def _partnerships(language):
    stated = {f"statement_{language}__isnull": False}
    items = Commitment.objects.current().filter(**stated).order_by("partnership", "number")
    return Partnership.objects.public(language).for_rows().prefetch_related(Prefetch("commitments", items))


def _organizations(language):
    return Organization.objects.named_in(language)


def _people(language):
    offices = Position.objects.newest_first().select_related("organization")
    return Person.objects.named_in(language).prefetch_related(Prefetch("positions", queryset=offices))


LOADERS = {
    Kind.ARTICLE: _articles,
    Kind.PARTNERSHIP: _partnerships,
    Kind.ORGANIZATION: _organizations,
    Kind.PERSON: _people,
}


def _row(kind, thing, language, wanted):
    name = marked(thing.name_in(language), wanted)
    return Row(kind, thing, name, snippet(_lines(kind, thing, language), wanted))


def _lines(kind, thing, language):
    """What a result may quote, the more telling first."""
    if kind == Kind.ARTICLE:
        yield getattr(thing, f"standfirst_{language}") or ""
        yield from lines_of(thing.words or "")
        return
    yield getattr(thing, f"{SAID[kind]}_{language}") or ""
    if kind == Kind.PARTNERSHIP:
        for item in thing.commitments.all():
            yield getattr(item, f"statement_{language}")


#: What there is to quote of a thing.
SAID = {Kind.PARTNERSHIP: "summary", Kind.ORGANIZATION: "description", Kind.PERSON: "biography"}

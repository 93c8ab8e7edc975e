"""What the search index holds of the ledger: entries on the record, in each language that gives them a title.

Of an entry that was redacted it holds nothing, of the others no row that was redacted or replaced.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, datetime, time

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from organizations.partnerships.models import (
    Commitment,
    Owner,
    Partnership,
    PartnershipAlias,
    Party,
    Signatory,
)
from organizations.partnerships.querysets import is_public
from portal.bilingual.languages import LANGUAGES
from portal.index import Document, Kind
from portal.index.documents import Key
from portal.index.names import Names
from portal.index.searchable import Searchable

COLUMNS = tuple(
    f"{name}_{language}" for name in ("title", "summary", "place", "event") for language in LANGUAGES
)
#: How a page calls an entry beside its title, with and without the noughts.
NUMBERED = ("القيد {:03}", "القيد {}", "Entry {:03}", "Entry {}")


#: Whom an entry names: in which rows, by which column, and the way from there to the entry.
NAMED = (
    (Party, "organization", "partnership"),
    (Signatory, "organization", "partnership"),
    (Signatory, "person", "partnership"),
    (Owner, "organization", "commitment__partnership"),
)


class Entries(Searchable):
    """Entries of the ledger; each is linked to those whom it names."""

    kind, model = Kind.PARTNERSHIP, Partnership

    def changed(self, since: datetime) -> Q:
        """Every verb touches its entry."""
        aliases = PartnershipAlias.objects.filter(partnership=OuterRef("pk"), touched_at__gte=since)
        return Q(touched_at__gte=since) | Exists(aliases)

    def linked_to(self, key: Key) -> QuerySet:
        kind, thing = key
        entries = Partnership.objects.order_by()
        named = Q()
        for model, name, leads in NAMED:
            if name == kind:
                named |= Q(pk__in=model.objects.filter(**{name: thing}).order_by().values(leads))
        return (entries.filter(named) if named else entries.none()).values_list("pk", flat=True)

    def documents(self, pks: Collection[int], language: str | None = None) -> Iterator[Document]:
        """Seven queries."""
        entries = _entries(pks)
        names, about, statements = _all_names(entries), _about(entries), _statements(entries)
        for pk, entry in entries.items():
            for code in [language] if language else LANGUAGES:
                if headline := entry[f"title_{code}"]:
                    said = (*statements[pk, code], entry[f"place_{code}"], entry[f"event_{code}"])
                    yield Document(
                        kind=Kind.PARTNERSHIP,
                        pk=pk,
                        language=code,
                        headline=headline,
                        standfirst=entry[f"summary_{code}"] or "",
                        body="\n".join(filter(None, said)),
                        names=names[pk],
                        published_at=_time(entry["sorted_on"]),
                        about=tuple(dict.fromkeys(about[pk])),
                    )

    def due(self, language: str, *, is_public: bool = True) -> QuerySet:
        entries = Partnership.objects.public(language) if is_public else Partnership.objects.none()
        return entries.order_by("pk").values_list("pk", flat=True)

    def names(self, pks: Collection[int]) -> Iterator[Names]:
        """Two queries."""
        entries = _entries(pks)
        names = _all_names(entries)
        for pk, entry in entries.items():
            labels = {language: title for language in LANGUAGES if (title := entry[f"title_{language}"])}
            yield Names(Kind.PARTNERSHIP, pk, labels, names[pk])


def _entries(pks):
    """Those that readers of any language see, as dictionaries by their keys."""
    seen = Partnership.objects.filter(is_public("ar") | is_public("en"), pk__in=pks).order_by("pk")
    return {row["pk"]: row for row in seen.values("pk", "number", "sorted_on", *COLUMNS)}


def _all_names(entries):
    names = {pk: [*_titles(entry), *_numbered(entry["number"])] for pk, entry in entries.items()}
    aliases = PartnershipAlias.objects.filter(partnership__in=entries).order_by("pk")
    for pk, name in aliases.values_list("partnership", "name"):  # not translated: Alias.name
        names[pk].append(name)
    return {pk: tuple(dict.fromkeys(filter(None, found))) for pk, found in names.items()}


def _titles(entry):
    return [entry[f"title_{language}"] for language in LANGUAGES]


def _numbered(number):
    return [pattern.format(number) for pattern in NUMBERED] if number else []


def _about(entries):
    """Who takes part, who signed and for whom, and who announced an item that still stands."""
    about = defaultdict(list)
    for model, name, leads in NAMED:
        rows = model.objects.filter(**{f"{leads}__in": entries, f"{name}__isnull": False})
        if model is Owner:
            rows = rows.filter(commitment__in=Commitment.objects.current())
        else:
            rows = rows.filter(redaction=None)
        for pk, thing in rows.order_by("pk").values_list(leads, name):
            about[pk].append((Kind(name), thing))
    return about


def _statements(entries):
    """What was announced and still stands, by entry and language."""
    statements = defaultdict(list)
    columns = [f"statement_{language}" for language in LANGUAGES]
    items = Commitment.objects.current().filter(partnership__in=entries).order_by("partnership", "number")
    for pk, *said in items.values_list("partnership", *columns):
        for language, statement in zip(LANGUAGES, said, strict=True):
            statements[pk, language].append(statement)
    return statements


def _time(day):
    """The first moment of the day on which something is known to have happened, if any is known."""
    return timezone.make_aware(datetime.combine(day, time.min)) if day > date.min else None

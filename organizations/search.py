"""What the search index holds of the directory: organisations and people, under all their names.

A record that was merged into another is none any more; its names are those of the other.
"""

from collections.abc import Collection, Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from organizations.models import Alias, Organization, Person, PersonAlias, Position
from portal.bilingual.languages import LANGUAGES
from portal.index import Document, Kind
from portal.index.documents import Key
from portal.index.names import Names
from portal.index.searchable import Searchable


class Records(Searchable):
    """Records of the directory of one model; a document in each language in which they have a name."""

    #: Columns, one for each language, that hold names.
    named_by: tuple[str, ...]
    #: Rows that belong to a record, with the column that leads to it.
    parts: tuple[tuple[type, str], ...]

    def changed(self, since: datetime) -> Q:
        changed = Q(touched_at__gte=since)
        for model, leads in self.parts:
            changed |= Exists(model.objects.filter(**{leads: OuterRef("pk")}, touched_at__gte=since))
        return changed

    def documents(self, pks: Collection[int], language: str | None = None) -> Iterator[Document]:
        for record in self._loaded(pks):
            for code in [language] if language else LANGUAGES:
                if headline := getattr(record, f"name_{code}"):
                    yield Document(
                        kind=self.kind,
                        pk=record.pk,
                        language=code,
                        headline=headline,
                        names=self._names(record),
                        **self._words(record, code),
                    )

    def due(self, language: str, *, is_public: bool = True) -> QuerySet:
        named = self.model.objects.named_in(language) if is_public else self.model.objects.none()
        return named.order_by("pk").values_list("pk", flat=True)

    def names(self, pks: Collection[int]) -> Iterator[Names]:
        for record in self._loaded(pks):
            names = {language: getattr(record, f"name_{language}") for language in LANGUAGES}
            labels = {language: name for language, name in names.items() if name}
            ambiguous = frozenset(alias.name for alias in record.aliases.all() if alias.is_ambiguous)
            yield Names(self.kind, record.pk, labels, self._names(record), ambiguous)

    def _loaded(self, pks):
        return self.model.objects.unmerged().filter(pk__in=pks).order_by("pk").prefetch_related("aliases")

    def _names(self, record):
        """Each once, those of the record itself first."""
        own = [getattr(record, f"{name}_{language}") for name in self.named_by for language in LANGUAGES]
        others = sorted((alias.pk, alias.name) for alias in record.aliases.all())
        return tuple(dict.fromkeys(filter(None, [*own, *(name for _pk, name in others)])))

    def _words(self, record, language):
        raise NotImplementedError


class Organizations(Records):
    """Two queries for any number of them. Each is linked to what it is a part of."""

    kind, model = Kind.ORGANIZATION, Organization
    named_by = ("name", "short_name")
    parts = ((Alias, "organization"),)

    def linked_to(self, key: Key) -> QuerySet:
        kind, thing = key
        wholes = [thing] if kind == Kind.ORGANIZATION else []
        return Organization.objects.filter(parent__in=wholes).order_by().values_list("pk", flat=True)

    def _words(self, record, language):
        said = (getattr(record, f"{name}_{language}") for name in ("description", "seat"))
        about = ((Kind.ORGANIZATION, record.parent_id),) if record.parent_id else ()
        return {"body": "\n".join(filter(None, said)), "about": about}


class People(Records):
    """Three queries for any number of them. Each is linked to those for whom they held an office."""

    kind, model = Kind.PERSON, Person
    named_by = ("name",)
    parts = ((PersonAlias, "person"), (Position, "person"))

    def linked_to(self, key: Key) -> QuerySet:
        kind, thing = key
        employers = [thing] if kind == Kind.ORGANIZATION else []
        held = Position.objects.filter(organization__in=employers).order_by()
        return held.values_list("person", flat=True)

    def _loaded(self, pks):
        held = Prefetch("positions", Position.objects.newest_first())
        return super()._loaded(pks).prefetch_related(held)

    def _words(self, record, language):
        positions = record.positions.all()
        titles = [getattr(position, f"title_{language}") for position in positions]
        about = dict.fromkeys((Kind.ORGANIZATION, position.organization_id) for position in positions)
        return {
            "standfirst": "\n".join(filter(None, titles)),
            "body": getattr(record, f"biography_{language}") or "",
            "about": tuple(about),
        }

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Prefetch
from django.utils.translation import override

from organizations.enums import Country
from organizations.models import Organization, Person, Position, WordFamily
from organizations.names import Entry, Mention, NameIndex
from organizations.partnerships.models import Partnership
from portal.bilingual.languages import LANGUAGES

from .freshness import version

#: The part of an address that tells what a page is about.
PAGES = {Organization: "organizations", Person: "people", Partnership: "partnerships"}
#: Bodies and people stand inside the titles of entries, and count there.
NAMES, TITLES = 0, 1


@dataclass(frozen=True)
class Thing:
    """Something that a text may name: ``(model, pk)``, and its name in each language it has a page in."""

    key: tuple
    slug: str
    names: dict[str, str]

    def name_in(self, language: str) -> str:
        """Its name for an editor, in the other language where it has none in this one."""
        return self.names.get(language) or next(iter(self.names.values()))


class Directory:
    """Everything that can be named, compiled. A name counts in either language."""

    def __init__(self):
        self.things: dict[tuple, Thing] = {}
        #: The same by the two last parts of the address of their page.
        self.by_address: dict[tuple[str, str], Thing] = {}
        #: Which thing the address of a record leads to that was merged into it.
        self._moved: dict[tuple[str, str], tuple] = {}
        entries = [*self._organizations(), *self._people(), *self._entries_of_ledger()]
        self.by_address |= {address: self.things[key] for address, key in self._moved.items()}
        self._index = NameIndex(entries, WordFamily.objects.for_names())

    def find(self, text: str, *, certain: Collection[tuple] = ()) -> list[Mention]:
        """The mentions in a text; see ``NameIndex.find``."""
        return self._index.find(text, certain=certain)

    def _organizations(self):
        for organization in self._unmerged(Organization.objects.prefetch_related("aliases")):
            self._know(organization, "name")
            yield from _entries(organization, ("name", "short_name"), _countries([organization]))

    def _people(self):
        """People are known by the countries of those for whom they held an office."""
        positions = Prefetch("positions", Position.objects.select_related("organization"))
        for person in self._unmerged(Person.objects.prefetch_related("aliases", positions)):
            self._know(person, "name")
            employers = [position.organization for position in person.positions.all()]
            yield from _entries(person, ("name",), _countries(employers))

    def _entries_of_ledger(self):
        """Those that readers see. An ambiguous name of one counts beside the name of a party."""
        public = Partnership.objects.public("ar") | Partnership.objects.public("en")
        for entry in public.prefetch_related("aliases", "parties__organization"):
            self._know(entry, "title")
            parties = [party.organization for party in entry.roles_in_order]
            named = [name for body in parties for name in _names(body, "name", "short_name")]
            yield from _entries(entry, ("title",), named, layer=TITLES)

    def _unmerged(self, records):
        for record in records:
            if record.merged_into_id is None:
                yield record
            else:
                address = PAGES[type(record)], record.slug
                self._moved[address] = type(record), record.merged_into_id

    def _know(self, thing, field):
        key = type(thing), thing.pk
        names = {language: getattr(thing, f"{field}_{language}") for language in LANGUAGES}
        has_page_in = {language: name for language, name in names.items() if name}
        known = Thing(key, thing.slug, has_page_in)
        self.things[key] = self.by_address[PAGES[type(thing)], thing.slug] = known


def directory() -> Directory:
    """The directory as it is now. One query where this process has compiled it since it last changed."""
    return _compiled(version())


@lru_cache(maxsize=1)
def _compiled(_version):
    return Directory()


def forget() -> None:
    """Compile it anew at the next call, whatever the database says."""
    _compiled.cache_clear()


def _entries(thing, fields, neighbours, layer=NAMES):
    """All names of one thing. One that is marked ambiguous counts only beside a neighbour or the full name.

    A full name that is ambiguous itself speaks for nothing, and a name without any context is left out.
    """
    aliases = thing.aliases.all()
    ambiguous = {alias.name for alias in aliases if alias.is_ambiguous}
    full = [name for name in _names(thing, fields[0]) if name not in ambiguous]
    context = (*full, *neighbours)
    for name in dict.fromkeys([*_names(thing, *fields), *(alias.name for alias in aliases)]):
        if name not in ambiguous:
            yield Entry((type(thing), thing.pk), name, (), layer)
        elif context:
            yield Entry((type(thing), thing.pk), name, context, layer)


def _countries(organizations):
    """The names of their countries in both languages."""
    codes = dict.fromkeys(organization.country for organization in organizations if organization.country)
    return [name for code in codes for name in _country_names(code)]


@lru_cache
def _country_names(code):
    names = []
    for language in LANGUAGES:
        with override(language):
            names.append(str(Country(code).label))
    return list(dict.fromkeys(names))


def _names(thing, *fields):
    values = (getattr(thing, f"{field}_{language}") for field in fields for language in LANGUAGES)
    return [value for value in values if value]

"""Recognise the organisations and people of the directory in a text, by their names in both scripts."""

from django.db.models import Prefetch
from django.utils.translation import override

from organizations.models import Organization, Person, Position
from organizations.names import Entry, NameIndex
from portal.bilingual.languages import LANGUAGES


def directory_index() -> NameIndex:
    """The names of everybody in the directory, compiled; its keys are ``(model, pk)``. Five queries."""
    return NameIndex([*_organization_entries(), *_person_entries()])


def find_known(index: NameIndex, text: str) -> list[tuple]:
    """The ``(model, pk)`` of everybody named in the text, each once, in the order of appearance."""
    return list(dict.fromkeys(mention.key for mention in index.find(text)))


def _organization_entries():
    for organization in Organization.objects.prefetch_related("aliases"):
        yield from _entries(organization, ("name", "short_name"), _countries([organization]))


def _person_entries():
    """People are known by the countries of those for whom they held an office."""
    positions = Prefetch("positions", Position.objects.select_related("organization"))
    for person in Person.objects.prefetch_related("aliases", positions):
        employers = [position.organization for position in person.positions.all()]
        yield from _entries(person, ("name",), _countries(employers))


def _entries(thing, fields, countries):
    """All names of one thing. One that is marked ambiguous counts only beside a country or the full name.

    A full name that is ambiguous itself speaks for nothing, and a name without any context is left out.
    """
    aliases = thing.aliases.all()
    ambiguous = {alias.name for alias in aliases if alias.is_ambiguous}
    context = (*(name for name in _names(thing, "name") if name not in ambiguous), *countries)
    for name in dict.fromkeys([*_names(thing, *fields), *(alias.name for alias in aliases)]):
        if name not in ambiguous:
            yield Entry((type(thing), thing.pk), name)
        elif context:
            yield Entry((type(thing), thing.pk), name, context)


def _countries(organizations):
    """The names of their countries in both languages."""
    names = []
    for language in LANGUAGES:
        with override(language):
            names += [str(organization.get_country_display()) for organization in organizations]
    return [name for name in dict.fromkeys(names) if name]


def _names(thing, *fields):
    values = (getattr(thing, f"{field}_{language}") for field in fields for language in LANGUAGES)
    return [value for value in values if value]

"""Recognise the organisations and people of the directory in a text, by their names in both scripts."""

from django.utils.translation import override

from organizations.models import Alias, Organization, Person, PersonAlias
from organizations.names import Entry, NameIndex
from portal.bilingual.languages import LANGUAGES


def directory_index() -> NameIndex:
    """The names of everybody in the directory, compiled; its keys are ``(model, pk)``. Four queries."""
    return NameIndex([*_organization_entries(), *_person_entries()])


def find_known(index: NameIndex, text: str) -> list[tuple]:
    """The ``(model, pk)`` of everybody named in the text, each once, in the order of appearance."""
    return list(dict.fromkeys(mention.key for mention in index.find(text)))


def _organization_entries():
    """Names, short names and aliases. What is marked ambiguous anywhere counts only with its context."""
    aliases = list(Alias.objects.select_related("organization"))
    ambiguous = {(alias.organization_id, alias.name) for alias in aliases if alias.is_ambiguous}
    for organization in Organization.objects.all():
        context = _context(organization)
        for name in _names(organization, "name", "short_name"):
            is_ambiguous = (organization.pk, name) in ambiguous
            yield Entry((Organization, organization.pk), name, context if is_ambiguous else ())
    for alias in aliases:
        context = _context(alias.organization) if alias.is_ambiguous else ()
        yield Entry((Organization, alias.organization_id), alias.name, context)


def _person_entries():
    for person in Person.objects.all():
        for name in _names(person, "name"):
            yield Entry((Person, person.pk), name)
    for alias in PersonAlias.objects.all():
        yield Entry((Person, alias.person_id), alias.name)


def _context(organization):
    """The words beside which an ambiguous name is meant: the full name, or the country in either language."""
    countries = []
    for language in LANGUAGES:
        with override(language):
            countries.append(str(organization.get_country_display()))
    return tuple(word for word in (*_names(organization, "name"), *countries) if word)


def _names(thing, *fields):
    values = (getattr(thing, f"{field}_{language}") for field in fields for language in LANGUAGES)
    return [value for value in values if value]

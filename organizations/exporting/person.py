"""Somebody whom the record names, in the open data."""

from pydantic import ConfigDict

from organizations.models import Person
from portal.open_data import both, urls_of

from .shapes import Document, Licensed, Listed, OtherName, Reference, Words, aliases_of, licensed, reference


class Office(Document):
    """An office that somebody held. Without dates it is true as of the year of the text that states it."""

    title: Words | None
    organization: Reference
    started_on: str | None
    ended_on: str | None
    stated_year: int | None


class PersonDocument(Licensed):
    model_config = ConfigDict(json_schema_extra={"title": "Person"})

    slug: str
    url: Words
    name: Words
    biography: Words | None
    aliases: list[OtherName]
    offices: list[Office]


class PersonList(Listed):
    people: list[PersonDocument]


def person_document(person: Person) -> dict:
    """Of a person loaded with other names, and with offices and whose they are."""
    return {
        "slug": person.slug,
        "url": urls_of(person),
        **{name: both(person, name) for name in ("name", "biography")},
        "aliases": aliases_of(person),
        "offices": [_office(position) for position in person.positions.all()],
        **licensed(person),
    }


def _office(position):
    started, ended = (day.isoformat() if day else None for day in (position.started_on, position.ended_on))
    return {
        "title": both(position, "title"),
        "organization": reference(position.organization),
        "started_on": started,
        "ended_on": ended,
        "stated_year": position.stated_year,
    }

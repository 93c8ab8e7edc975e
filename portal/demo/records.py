"""Put the demonstration's directory, topics and ledger into the database; what is there already stays."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

from articles.models import Author, Topic
from organizations.models import Organization, Person
from organizations.partnerships.ledger import record
from organizations.partnerships.models import Partnership

FOLDER = Path(__file__).parent
DATES = ("announced_on", "signed_on", "held_on", "published_on", "due_earliest", "due_latest")


def load_records():
    """Create what is missing; returns how many records were created."""
    records = tomllib.loads((FOLDER / "records.toml").read_text())
    created = [
        *(_load_topic(position, row) for position, row in enumerate(records["topics"])),
        *(_load(Author, row) for row in records["authors"]),
        *(_load_organization(row) for row in records["organizations"]),
        *(_load_person(row) for row in records["people"]),
        *(_load_partnership(row) for row in records["partnerships"]),
    ]
    return sum(created)


def _load(model, row, **more):
    _thing, is_new = model.objects.get_or_create(slug=row["slug"], defaults={**row, **more, "is_demo": True})
    return is_new


def _load_topic(position, row):
    return _load(Topic, row, motif=row["slug"], position=position)


def _load_organization(row):
    columns, nested = _split(row, "aliases", "parent")
    parent = Organization.objects.get(slug=nested["parent"]) if nested["parent"] else None
    is_new = _load(Organization, columns, parent=parent)
    if is_new:
        organization = Organization.objects.get(slug=row["slug"])
        _add_aliases(organization, nested["aliases"])
    return is_new


def _load_person(row):
    columns, nested = _split(row, "aliases", "positions")
    is_new = _load(Person, columns)
    if is_new:
        person = Person.objects.get(slug=row["slug"])
        _add_aliases(person, nested["aliases"])
        for position in nested["positions"]:
            organization = _organization(position.pop("organization"))
            person.positions.create(organization=organization, **position)
    return is_new


def _add_aliases(thing, aliases):
    for alias in aliases:
        thing.aliases.create(is_ambiguous=alias.pop("ambiguous", False), **alias)


def _load_partnership(row):
    columns, nested = _split(row, "parties", "signatories", "sources", "commitments")
    is_new = _load(Partnership, _with_dates(columns))
    if is_new:
        _fill_partnership(Partnership.objects.get(slug=row["slug"]), nested)
    return is_new


def _fill_partnership(partnership, nested):
    for position, party in enumerate(nested["parties"]):
        organization = _organization(party["organization"])
        partnership.parties.create(organization=organization, role=party["role"], position=position)
    for signatory in nested["signatories"]:
        person = Person.objects.get(slug=signatory.pop("person"))
        organization = _organization(signatory.pop("organization"))
        partnership.signatories.create(person=person, organization=organization, **signatory)
    for source in nested["sources"]:
        partnership.sources.create(**_with_dates(source))
    for commitment in nested["commitments"]:
        owners = [_organization(slug) for slug in commitment.pop("owners")]
        partnership.commitments.create(**_commitment_columns(commitment)).owners.set(owners)
    record(partnership, by=None)


def _commitment_columns(row):
    columns = _with_dates(row)
    is_minimum = columns.pop("target_more_than", False)
    value = columns.pop("target_value", None)
    return {**columns, "target_is_minimum": is_minimum, "target_value": Decimal(value) if value else None}


def _organization(slug):
    return Organization.objects.get(slug=slug)


def _split(row, *names):
    """The row's own columns, and what belongs into other tables."""
    columns = {name: value for name, value in row.items() if name not in names}
    return columns, {name: row.get(name, []) for name in names}


def _with_dates(row):
    return {name: date.fromisoformat(value) if name in DATES else value for name, value in row.items()}

"""What a made archive speaks of: topics, authors, organisations, people and entries of the ledger."""

from dataclasses import dataclass

from articles.models import Author, Topic
from organizations.models import Organization, Person
from portal.bilingual.arabic import sort_key

from .ledger import make_entries
from .prose import WORDS, Zipf

AUTHORS = 40
ORGANIZATIONS = 200
PEOPLE = 100
ENTRIES = 60


@dataclass(frozen=True)
class Directory:
    """Each list of a kind is drawn from by Zipf's law: a few organisations are in the news every day."""

    topics: Zipf
    authors: Zipf
    organizations: Zipf
    people: Zipf
    entries: Zipf


def make_directory(random, prose) -> Directory:
    """Create what is missing of it, in a few queries; ``prose`` maps a language to its ``Prose``."""
    organizations = make_organizations(ORGANIZATIONS)
    return Directory(
        topics=Zipf(random, _make_topics()),
        authors=Zipf(random, _stored(Author, [Author(**_names("author", n)) for n in _up_to(AUTHORS)])),
        organizations=Zipf(random, organizations),
        people=Zipf(random, _stored(Person, [Person(**_sorted_names("person", n)) for n in _up_to(PEOPLE)])),
        entries=Zipf(random, make_entries(random, prose, organizations, ENTRIES)),
    )


def _stored(model, rows):
    """The rows as the database has them; those it had before stay as they are."""
    model.objects.bulk_create(rows, ignore_conflicts=True)
    slugs = [row.slug for row in rows]
    stored = model.objects.in_bulk(slugs, field_name="slug")  # not translated: slugs of records
    return [stored[row.slug] for row in rows]


def _make_topics():
    topics = WORDS["topics"]
    rows = [
        Topic(**row, motif=row["slug"], position=position, is_demo=True)
        for position, row in enumerate(topics)
    ]
    return _stored(Topic, rows)


def make_organizations(number):
    """So many organisations; those of an earlier run are among them."""
    kinds = ["company", "public_body", "company", "ministry", "regulator", "intergovernmental"]
    rows = [
        Organization(kind=kinds[number % len(kinds)], country="KW", **_sorted_names("organization", number))
        for number in _up_to(number)
    ]
    return _stored(Organization, rows)


def _names(noun, number):
    """A slug and a numbered name in each language: nobody takes them for somebody who exists."""
    given = WORDS["names"].get(f"{noun}_en", WORDS["names"]["person_en"])
    arabic = WORDS["names"].get(f"{noun}_ar", WORDS["names"]["person_ar"])
    place = number % len(given)
    return {
        "slug": f"load-{noun}-{number}",
        "name_ar": f"{arabic[place]} {number}",
        "name_en": f"{given[place]} {number}",
        "is_demo": True,
    }


def _sorted_names(noun, number):
    names = _names(noun, number)
    keys = {f"sort_key_{language}": sort_key(names[f"name_{language}"]) for language in ("ar", "en")}
    return names | keys


def _up_to(number):
    return range(1, number + 1)

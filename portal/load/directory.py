"""What a made archive speaks of: topics, authors, organisations, people and entries of the ledger."""

from dataclasses import dataclass

from django.utils import timezone

from articles.models import Author, Topic
from organizations.models import Organization, Person
from organizations.partnerships.enums import PartnershipKind, Status
from organizations.partnerships.models import Partnership, Party, Source
from organizations.partnerships.models.numbering import Numbering
from portal.bilingual.arabic import sort_key

from .prose import WORDS, Zipf

AUTHORS = 40
ORGANIZATIONS = 200
PEOPLE = 100
ENTRIES = 60
#: Every so many entries one is still a draft without a source, which only editors see.
UNSOURCED = 15


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
    organizations = _make_organizations()
    return Directory(
        topics=Zipf(random, _make_topics()),
        authors=Zipf(random, _stored(Author, [Author(**_names("author", n)) for n in _up_to(AUTHORS)])),
        organizations=Zipf(random, organizations),
        people=Zipf(random, _stored(Person, [Person(**_sorted_names("person", n)) for n in _up_to(PEOPLE)])),
        entries=Zipf(random, _make_entries(random, prose, organizations)),
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


def _make_organizations():
    kinds = ["company", "public_body", "company", "ministry", "regulator", "intergovernmental"]
    rows = [
        Organization(kind=kinds[number % len(kinds)], country="KW", **_sorted_names("organization", number))
        for number in _up_to(ORGANIZATIONS)
    ]
    return _stored(Organization, rows)


def _make_entries(random, prose, organizations):
    """Entries between two organisations. Run again, it finds those of the first time."""
    made = Partnership.objects.filter(slug__startswith="load-entry-")
    if not made.exists():
        Partnership.objects.bulk_create(_entry(prose, number) for number in _up_to(ENTRIES))
        _join(made.order_by("pk"), Zipf(random, organizations))
    return list(made.order_by("pk"))


def _entry(prose, number):
    kind = PartnershipKind.values[number % len(PartnershipKind.values)]
    status = "" if kind == PartnershipKind.MEETING else Status.values[number % len(Status.values)]
    titles = {f"title_{language}": writer.headline() for language, writer in prose.items()}
    slug = f"load-entry-{number}"
    return Partnership(
        number=Numbering.take(),
        slug=slug,
        kind=kind,
        status=status,
        first_status=status,
        recorded_at=timezone.now() if number % UNSOURCED else None,
        is_demo=True,
        **titles,
    )


def _join(entries, organizations):
    parties = [
        Party(partnership=entry, organization=organization, position=position)
        for entry in entries
        for position, organization in enumerate(organizations.draw_some(3))
    ]
    sources = [
        Source(partnership=entry, kind="press_report", title_ar="بيان صحفي", title_en="Press statement")
        for entry in entries
        if entry.recorded_at
    ]
    Party.objects.bulk_create(parties)
    Source.objects.bulk_create(sources)


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

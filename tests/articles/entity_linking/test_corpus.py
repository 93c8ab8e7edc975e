"""How well mentions are found: sentences of ``tests/articles/corpus`` and whom they name."""

import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps

from articles.entity_linking import directory, find_in_texts
from organizations.models import WordFamily
from organizations.partnerships.models import Partnership
from portal.bilingual.text import ARABIC_LETTER
from portal.demo.records import load_records
from tests.factories import make_organization, make_person

pytestmark = pytest.mark.django_db

CORPUS = tomllib.loads((Path(__file__).parents[1] / "corpus" / "mentions.toml").read_text())
SENTENCES = CORPUS["sentences"]
PRECISION, RECALL = 0.98, 0.90


@pytest.fixture
def known():
    """The demonstration's directory, what the corpus invents, and the portal's first families."""
    load_records()
    for row in CORPUS["organizations"]:
        _give_names(make_organization(**_columns(row)), row)
    for row in CORPUS["people"]:
        _give_names(make_person(**_columns(row)), row)
    for row in CORPUS["entry_names"]:
        _give_names(Partnership.objects.get(slug=row["slug"]), {"aliases": row["names"]})
    WordFamily.objects.all().delete()
    import_module("organizations.migrations.0003_first_word_families").add_families(apps, None)
    return directory()


def _columns(row):
    return {name: value for name, value in row.items() if name not in ("aliases", "ambiguous")}


def _give_names(thing, row):
    for is_ambiguous, names in ((False, row.get("aliases", [])), (True, row.get("ambiguous", []))):
        for name in names:
            language = "ar" if ARABIC_LETTER.search(name) else "en"
            thing.aliases.create(language=language, name=name, is_ambiguous=is_ambiguous)


def test_corpus_is_large_enough_in_both_languages():
    arabic = [row for row in SENTENCES if ARABIC_LETTER.search(row["text"])]

    assert len(SENTENCES) >= 80
    assert 0.4 <= len(arabic) / len(SENTENCES) <= 0.6


def test_mentions_of_the_corpus_are_found(known):
    named = {(row["text"], slug) for row in SENTENCES for slug in row["names"]}
    found = {(row["text"], slug) for row in SENTENCES for slug in _found(known, row["text"])}

    for title, pairs in (("Missed", named - found), ("Found and not named", found - named)):
        print(f"\n{title}:", *(f"\n  {slug}: {text}" for text, slug in sorted(pairs)))  # noqa: T201 -- the list
    right = len(named & found)
    precision, recall = right / len(found), right / len(named)
    print(f"\nprecision {precision:.3f}, recall {recall:.3f} of {len(named)} mentions")  # noqa: T201
    assert precision >= PRECISION
    assert recall >= RECALL


def _found(known, text):
    finds = find_in_texts(known, {"en": {"headline": text}})
    return [find.thing.slug for find in finds.values()]

"""What a match is worth, whichever way it is worked out."""

import random
import time

import pytest

from portal.index import All, Document, Kind, Query, Word, lexemes, ranking
from portal.index.engine import TookTooLong
from portal.index.engines import engine, finding
from portal.index.limits import time_limit

LETTERS = "ابتجدرسمن"
MEMBERS = 40


def words(chosen, number):
    """So short and of so few letters that a text has some of them by chance."""
    return ["".join(chosen.choices(LETTERS, k=3)) for _ in range(number)]


def row(pk, chosen):
    headline, standfirst = " ".join(words(chosen, 8)), " ".join(words(chosen, 20))
    held = lexemes.of_document(Document(Kind.ARTICLE, pk, "ar", headline, standfirst=standfirst))
    return ranking.Row(pk, "article", pk, None, None, "", held.headline, held.standfirst, held.titles)


def test_large_family_is_worth_what_its_words_are_worth_one_by_one(monkeypatch):
    chosen = random.Random(7)
    family = (*words(chosen, MEMBERS), "رسم-دار")
    query = Query(All((Word("مدن", family), Word("سند", tuple(words(chosen, MEMBERS))))), "ar")
    rows = [row(pk, chosen) for pk in range(200)]

    together = [ranking.scorer(query, set())(each) for each in rows]
    monkeypatch.setattr(ranking, "MOST_ONE_BY_ONE", 2 * MEMBERS)
    assert together == [ranking.scorer(query, set())(each) for each in rows]
    assert len(set(together)) > 5


def test_large_family_is_asked_for_as_one():
    family = tuple(words(random.Random(7), MEMBERS))

    assert len(ranking._inexact(family)) == 1
    assert len(ranking._inexact(family[:3])) == 3


@pytest.mark.django_db
def test_ranking_keeps_to_the_time_limit(monkeypatch):
    """Three matches, of which the first takes all the time there is."""
    engine().store([Document(Kind.ARTICLE, pk, "en", "cloud") for pk in (1, 2, 3)])
    ranked = []

    def scorer(query, as_typed):
        return lambda row: time.sleep(0.3) or ranked.append(row) or 1.0

    monkeypatch.setattr(finding, "scorer", scorer)
    with pytest.raises(TookTooLong), time_limit(0.25):
        engine().find(Query(Word("cloud"), "en"))
    assert len(ranked) == 1

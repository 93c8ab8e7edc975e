"""What nobody honest writes or asks for, sent to the index and to the search."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.workflow import withdraw
from portal.index import AnyOf, Document, Found, Kind, Named, Query, Word, names
from portal.index.engine import TookTooLong
from portal.index.engines import engine
from portal.search import searching, snippets
from portal.search.snippets import Wanted, snippet
from tests.factories import make_article, make_draft, show
from tests.portal.search.stand_in import StandIn

pytestmark = pytest.mark.django_db

#: Signs of no width: soft hyphen, joiners, directions, a mark that joins, variation.
UNSEEN = ["\u00ad", "\u200b", "\u200c", "\u200d", "\u200f", "\u2060", "\u206a", "\u034f", "\ufe0f", "\u180e"]


@pytest.mark.parametrize("sign", UNSEEN)
def test_word_full_of_unseen_signs_is_indexed_and_offered_without_them(sign):
    engine().store([Document(Kind.ARTICLE, 1, "ar", "خبر", standfirst=f"مقا{sign * 900}ولة")])

    assert [hit.pk for hit in engine().find(Query(Word("مقاولة"), "ar")).hits] == [1]
    assert engine().near_words("مقاوبة", "ar") == ["مقاولة"]


def test_snippet_reads_only_the_beginning_of_an_endless_line(monkeypatch):
    read = []
    monkeypatch.setattr(Wanted, "matches", lambda self, text: read.append(len(text)) or [])

    snippet(["word " * 100_000] * 3, Wanted.of(Word("nothing")))

    assert sum(read) <= snippets.MOST_READ + max(read)
    assert max(read) <= snippets.MOST_READ


class Slow(StandIn):
    def near_words(self, word, language):
        raise TookTooLong


def test_page_of_nothing_comes_without_a_correction_that_takes_too_long(client, monkeypatch):
    monkeypatch.setattr(searching, "engine", Slow)

    response = client.get("/en/search/?q=optcis")

    assert response.status_code == 200
    assert "Did you mean" not in response.text


def test_corrections_together_have_one_limit(client, monkeypatch, stand_in):
    """Many words, each of which might take its second."""
    index = stand_in(found={"en": Found()}, near={"optcis": ["optics"], "fibr": ["fibre"]})
    client.get("/en/search/?q=optcis fibr")
    tried = len(index.asked)
    monkeypatch.setattr(searching, "SECONDS_OF_CORRECTING", -1)

    index.asked.clear()
    client.get("/en/search/?q=optcis fibr")
    assert len(index.asked) < tried


def test_name_that_very_many_have_asks_for_some_of_them():
    """A condition for each of a thousand is more than SQLite reads."""
    names.store(
        Kind.PERSON,
        range(1, 1500),
        [names.Names(Kind.PERSON, pk, {"en": "Salem"}, ("Salem",)) for pk in range(1, 1500)],
    )

    ((span,),) = names.recognize([["salem"]])
    assert len(span.keys) == names.MOST_OF_ONE_NAME
    assert not engine().find(Query(AnyOf((Named(span.keys), Word("salem"))), "en")).hits


SECRET = "zanzibarite"
#: The word, its beginning, one that is nearly it, and what a total would give away.
ASKED = [SECRET, SECRET[:-1], "zanzibarote", f"-{SECRET} visit", f"{SECRET} OR visit", f'"{SECRET}"']


def told(client):
    """All that readers are told of the word, in either language."""
    return {
        (language, page, text): client.get(f"/{language}/search/{page}", {"q": text}).content
        for language in ("ar", "en")
        for page in ("", "suggestions/")
        for text in ASKED
    }


def schedule_it(article):
    show(make_draft(article, "en", headline=SECRET), timezone.now() + timedelta(days=1))


def draft_it(article):
    make_draft(article, "en", headline=SECRET)


def withdraw_it(beside):
    article = make_article("en", topic=beside.topic, texts={"en": {"headline": SECRET}})
    withdraw(article, "en", by=None, reason="An error.")


@pytest.mark.parametrize("make", [schedule_it, draft_it, withdraw_it])
def test_word_that_nobody_may_read_is_answered_as_one_that_is_not_there(client, make):
    make_article(texts={"en": {"headline": "A visit"}})
    article = make_article("ar", texts={"ar": {"headline": "زيارة"}})
    before = told(client)

    make(article)

    assert [asked for asked, page in told(client).items() if page != before[asked]] == []


UNCLOSED = ["\u201e", "\u00ab", "\u201c", '"', "\u201e\u00ab", '- "', '" OR ', "| ", "«»", '"" "']


@pytest.mark.parametrize("signs", UNCLOSED)
def test_hundreds_of_quotation_marks_mean_nothing(client, signs):
    assert client.get("/en/search/", {"q": signs * 200}).status_code in {200, 414}

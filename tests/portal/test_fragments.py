"""Pieces kept ready: the same values are the same piece, and nothing that a template could show is missed."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.template import TemplateSyntaxError, engines
from django.utils import timezone, translation
from django.utils.safestring import SafeString
from time_machine import travel

from articles.models import Article
from articles.querysets import load_entries
from portal.fragments import Fragments, Told, fragments, told
from tests.factories import make_article, make_partnership, make_picture, make_topic

CARD = "components/article_card.html"


@dataclass(frozen=True)
class Pair:
    first: object
    second: object


class Sum(Told):
    def __init__(self, number):
        self.number = number


def render(text, **context):
    return engines["django"].from_string(text).render(context)


def card(article):
    return render(f'{{% cached_include "{CARD}" with article=article variant="row" only %}}', article=article)


def loaded(article):
    found = Article.objects.live("ar").for_bare_cards("ar").get(pk=article.pk)
    load_entries([found])
    return found


@pytest.mark.django_db
def test_a_piece_of_the_same_rows_is_made_once(monkeypatch):
    article = make_article("ar", partnerships=[make_partnership()])
    with translation.override("ar"):
        first = card(loaded(article))
        monkeypatch.setattr(Article, "get_absolute_url", lambda _self: "made again")
        assert card(loaded(article)) == first
        fragments.clear()
        assert "made again" in card(loaded(article))


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["headline", "topic", "picture", "entry"])
def test_whatever_changes_of_what_it_shows_makes_it_anew(what):
    partnership = make_partnership(number=7)
    article = make_article("ar", topic=make_topic(name_ar="قديم"), partnerships=[partnership])
    with translation.override("ar"):
        before = card(loaded(article))
        match what:
            case "headline":
                Article.objects.filter(pk=article.pk).update(headline_ar="عنوان آخر")
            case "topic":
                type(article.topic).objects.filter(pk=article.topic_id).update(name_ar="جديد")
            case "picture":
                Article.objects.filter(pk=article.pk).update(picture=make_picture())
            case "entry":
                article.partnership_mentions.all().delete()
        assert card(loaded(article)) != before


@pytest.mark.django_db
def test_each_language_has_its_own():
    article = make_article("ar en")
    pieces = set()
    for language in ("ar", "en"):
        with translation.override(language):
            found = Article.objects.live(language).for_bare_cards(language).get(pk=article.pk)
            load_entries([found])
            pieces.add(card(found))
    assert len(pieces) == 2


def test_a_new_day_makes_it_anew():
    kept, made = Fragments(), []
    now = timezone.localtime().replace(hour=23, minute=59)
    for moment in (now, now, now + timedelta(minutes=2)):
        with travel(moment, tick=False):
            kept.get("piece", {}, lambda: made.append(1) or "text")
    assert len(made) == 2


def test_what_was_not_asked_for_longest_falls_out():
    kept, made = Fragments(number=2), []
    for value in (1, 2, 1, 3, 1, 2):
        kept.get("piece", {"value": value}, lambda value=value: made.append(value) or str(value))
    assert made == [1, 2, 3, 2]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, True),
        (1, 1.0),
        ("<b>", SafeString("<b>")),
        ({}, []),
        ({"a": 1}, {"a": 2}),
        ({"a": 1}, {"b": 1}),
        ([1, [2]], [1, [3]]),
        ({1}, {2}),
        (Pair(1, 2), Pair(2, 1)),
        (Sum(1), Sum(2)),
        (Article(pk=1), Article(pk=2)),
        (Pair(Article(pk=1), Article(pk=1)), Pair(Article(pk=1), Article(pk=2))),
    ],
)
def test_values_that_show_something_else_are_told_apart(one, other):
    assert told(one) != told(other)


@pytest.mark.parametrize(
    "make", [lambda: Pair(1, [2]), lambda: {"a": {1, 2}}, lambda: Sum(3), lambda: Article(pk=4)]
)
def test_equal_values_are_told_to_be_the_same(make):
    assert told(make()) == told(make())
    assert hash(told(make())) == hash(told(make()))


def test_what_leads_back_to_itself_is_told():
    article = Article(pk=1)
    article._state.fields_cache["itself"] = article
    assert told(article) == told(article)


def test_a_value_that_cannot_be_told_is_refused():
    with pytest.raises(TypeError, match="object can't be told"):
        told(object())


@pytest.mark.parametrize(
    "text",
    [
        '{% cached_include "components/mark.html" with name="clock" %}',
        "{% cached_include template with name=name only %}",
    ],
    ids=["sees everything", "any template"],
)
def test_a_cached_include_says_all_that_it_shows(text):
    with pytest.raises(TemplateSyntaxError, match="quoted name"):
        render(text)

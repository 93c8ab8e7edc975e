"""What prepared queries make of their rows is what Django makes of them."""

import pytest
from django.db import connection
from django.db.models import Count, F
from django.utils import translation

from articles.models import Article, Byline, Picture
from organizations.merging import merge
from organizations.models import Organization
from organizations.partnerships.models import Partnership
from portal.prepared import prepared
from portal.prepared.instances import Instances
from tests.factories import make_article, make_author, make_organization, make_partnership, make_topic

pytestmark = pytest.mark.django_db

QUERYSETS = [
    Article.objects.all,
    Article.objects.select_related("topic").only("headline_ar", "topic__name_ar").all,
    Article.objects.select_related("topic", "picture").defer("standfirst_en").all,
    Article.objects.annotate(number=Count("bylines"), same=F("pk")).all,
    Byline.objects.select_related("author", "article__topic").all,
    Organization.objects.select_related("merged_into").all,
    Partnership.objects.all,
    Picture.objects.all,
]


def columns(instance):
    """All that it holds, and what it leads to."""
    held = {name: value for name, value in vars(instance).items() if name != "_state"}
    state = instance._state
    led = {name: other and columns(other) for name, other in state.fields_cache.items()}
    return type(instance), held, state.adding, state.db, led


@pytest.fixture
def rows():
    make_article(author=make_author())
    make_article("ar")
    merge(make_organization(), make_organization(), by=None)
    make_partnership()


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize("number", range(len(QUERYSETS)))
def test_they_hold_what_django_gives_them(number):
    ask = prepared(lambda: QUERYSETS[number]().order_by("pk"))
    asked = QUERYSETS[number]().order_by("pk")

    assert [columns(one) for one in ask()] == [columns(one) for one in asked]
    assert Instances.can_be_made(asked, compiler_of(asked))


def test_what_was_left_out_is_asked_for_when_it_is_wanted(django_assert_num_queries):
    article = make_article("ar")
    [found] = prepared(lambda: Article.objects.only("headline_ar"))()

    assert "slug_ar" in found.get_deferred_fields()
    with django_assert_num_queries(1):
        assert found.slug_ar == article.slug_ar


def test_languages_choose_their_columns():
    make_article(texts={"ar": {"headline": "عنوان"}, "en": {"headline": "Headline"}})
    [found] = prepared(Article.objects.all)()

    with translation.override("ar"):
        assert found.headline == "عنوان"
    with translation.override("en"):
        assert found.headline == "Headline"


def test_they_can_be_changed_and_kept():
    article = make_article("ar")
    [found] = prepared(Article.objects.all)()
    found.place_ar = "الكويت"
    found.save(update_fields=["place_ar"])
    article.refresh_from_db()

    assert article.place_ar == "الكويت"


def test_rows_that_lead_to_the_same_share_it():
    topic = make_topic()
    make_article("ar", topic=topic)
    make_article("ar", topic=topic)
    first, second = prepared(lambda: Article.objects.select_related("topic"))()

    assert first.topic is second.topic


def compiler_of(queryset):
    compiler = queryset.query.get_compiler(connection=connection)
    compiler.as_sql()
    return compiler


@pytest.mark.parametrize(
    "queryset",
    [
        lambda: Article.objects.values("pk"),
        lambda: Article.objects.values_list("pk", flat=True),
        lambda: make_topic().articles.all(),
    ],
    ids=["values", "values_list", "related manager"],
)
def test_other_rows_are_left_to_django(queryset):
    assert not Instances.can_be_made(queryset(), compiler_of(queryset()))


def test_column_that_is_more_than_written_down_is_left_to_django(monkeypatch):
    class Louder(type(Article.__dict__["place_ar"])):
        def __set__(self, instance, value):
            instance.__dict__["place_ar"] = value and value.upper()

    monkeypatch.setattr(Article, "place_ar", Louder(Article._meta.get_field("place_ar")))
    Article.objects.filter(pk=make_article("ar").pk).update(place_ar="kuwait")

    assert [one.place_ar for one in prepared(Article.objects.all)()] == ["KUWAIT"]

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from articles.models import Article
from tests.factories import PUBLISHED_AT, TEXTS, make_article, make_topic

pytestmark = pytest.mark.django_db

BOTH = ("ar", "en")


@pytest.mark.parametrize("active", BOTH)
@pytest.mark.parametrize("only", BOTH)
def test_article_in_one_language_survives_cleaning_and_saving_under_either(active, only):
    """modeltranslation keeps a third, unsuffixed column and reads the active language through it."""
    missing = "en" if only == "ar" else "ar"
    with override(active):
        article = make_article(only)
        article.full_clean()
        article.save()

    fresh = Article.objects.get()
    assert getattr(fresh, f"headline_{only}") == TEXTS[only]["headline"]
    assert getattr(fresh, f"published_at_{only}") == PUBLISHED_AT
    for name in ("headline", "slug", "body", "standfirst", "published_at", "changed_at", "withdrawn_at"):
        assert getattr(fresh, f"{name}_{missing}") is None, name
    assert fresh.languages == (only,)


@pytest.mark.parametrize("active", BOTH)
def test_article_reads_nothing_of_the_other_language(active):
    article = make_article("ar" if active == "en" else "en")

    with override(active):
        assert article.headline is None
        assert article.body is None


@pytest.mark.parametrize("gap", ["headline", "slug", "body"])
def test_database_refuses_a_live_article_without_text(gap):
    article = make_article("ar")

    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(**{f"{gap}_ar": None})


def test_database_refuses_a_live_article_without_topic():
    article = make_article("ar", topic=make_topic())

    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(topic=None)


def test_slugs_need_not_be_unique():
    first, second = make_article("ar"), make_article("ar")

    assert first.slug_ar == second.slug_ar
    assert first.url_in("ar") != second.url_in("ar")

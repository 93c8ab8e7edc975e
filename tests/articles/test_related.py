"""What stands beside an article to read next: by what ties it, live in this language, along indexes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.loading import load_links
from articles.models import Article, OrganizationMention, PartnershipMention
from articles.related import RELATED, further, instead
from articles.workflow import withdraw
from tests.explain import explain, sorts
from tests.factories import PUBLISHED_AT, make_article, make_organization, make_partnership, make_topic

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def topic():
    return make_topic()


@pytest.fixture
def organization():
    return make_organization()


@pytest.fixture
def partnership(organization):
    return make_partnership(organization)


def beside(article, language="ar"):
    loaded = Article.objects.for_page().with_kin(language).get(pk=article.pk)
    load_links(loaded, language)
    return further(loaded, language)


def test_related_come_by_entry_then_organization_then_topic_then_newest(topic, organization, partnership):
    article = make_article(topic=topic, organizations=[organization], partnerships=[partnership])
    # The neighbours in time are named by themselves, so they are none of those that are merely new.
    for at in (PUBLISHED_AT - DAY, PUBLISHED_AT + DAY):
        make_article(at=at)
    newest = make_article(at=PUBLISHED_AT + 5 * DAY)
    same_topic = make_article(topic=topic, at=PUBLISHED_AT + 4 * DAY)
    same_organization = make_article(organizations=[organization], at=PUBLISHED_AT + 3 * DAY)
    same_entry = make_article(partnerships=[partnership], at=PUBLISHED_AT + 2 * DAY)

    assert beside(article).related == [same_entry, same_organization, same_topic, newest]


def test_related_of_one_tie_are_the_newest_and_each_stands_once(organization, partnership):
    article = make_article(organizations=[organization], partnerships=[partnership])
    for at in (PUBLISHED_AT - DAY, PUBLISHED_AT + DAY / 2):
        make_article(at=at)
    others = [
        make_article(organizations=[organization], partnerships=[partnership], at=PUBLISHED_AT + day * DAY)
        for day in (3, 1, 2, 5, 4)
    ]

    newest_first = sorted(others, key=lambda one: one.published_at_ar, reverse=True)
    assert beside(article).related == newest_first[:RELATED]


def test_related_and_neighbours_are_live_in_this_language_and_not_the_page_itself(organization):
    article = make_article(organizations=[organization])
    arabic = make_article("ar", organizations=[organization], at=PUBLISHED_AT + DAY)
    make_article("ar", organizations=[organization], at=timezone.now() + DAY)
    withdrawn = make_article(organizations=[organization], at=PUBLISHED_AT + 2 * DAY)
    withdraw(withdrawn, "ar", by=None, reason="خطأ")
    make_article("", organizations=[organization])

    assert set(beside(article, "ar")) == {arabic}
    assert set(beside(article, "en")) == {withdrawn}


def test_neighbours_are_not_among_the_related_however_close(organization):
    article = make_article(organizations=[organization])
    older, newer, further_on = (
        make_article(topic=article.topic, organizations=[organization], at=PUBLISHED_AT + day * DAY)
        for day in (-1, 1, 2)
    )

    found = beside(article)

    assert (found.older, found.newer, found.related) == (older, newer, [further_on])


def test_in_place_of_an_article_stand_its_neighbours_too(organization):
    article = make_article("en", organizations=[organization])
    others = [make_article(organizations=[organization], at=PUBLISHED_AT + day * DAY) for day in (2, 1, -1)]
    loaded = Article.objects.for_page().with_kin("ar").get(pk=article.pk)
    load_links(loaded, "ar")

    assert instead(loaded, "ar") == others


def test_proposed_mention_ties_nothing(organization):
    article = make_article(organizations=[organization])
    for at in (PUBLISHED_AT - DAY / 2, PUBLISHED_AT + DAY / 2):
        make_article(at=at)
    closer = make_article(topic=article.topic, at=PUBLISHED_AT - DAY)
    proposed = make_article(at=PUBLISHED_AT + DAY)
    proposed.organization_mentions.create(organization=organization, is_proposed=True)

    assert beside(article).related == [closer, proposed]


def test_neighbours_go_by_publication_in_the_language(language):
    first, article, last = (make_article(at=PUBLISHED_AT + day * DAY) for day in (0, 1, 2))

    found = beside(article, language)

    assert (found.older, found.newer) == (first, last)
    assert beside(last, language).newer is None
    assert beside(first, language).older is None


def test_neighbours_of_one_moment_go_by_their_number():
    first, article, last = (make_article() for _ in range(3))

    assert (beside(article).older, beside(article).newer) == (first, last)


@pytest.mark.parametrize("columns", ["article", "organization", "partnership"])
def test_keys_of_related_pieces_are_read_along_indexes(language, columns):
    make_article(organizations=[make_organization()], partnerships=[make_partnership()])
    queries = {
        "article": Article.objects.filter(pk=1).with_kin(language).only("pk"),
        "organization": OrganizationMention.objects.filter(pk=1).order_by().with_kin(language),
        "partnership": PartnershipMention.objects.filter(pk=1).order_by().with_kin(language),
    }

    assert not sorts(explain(queries[columns]))


def test_page_leads_to_related_pieces_and_neighbours(client, language):
    older, article, newer = (make_article(at=PUBLISHED_AT + day * DAY) for day in (0, 1, 2))

    response = client.get(article.url_in(language))

    page = response.content.decode()
    assert f'href="{newer.url_in(language)}" rel="next"' in page
    assert f'href="{older.url_in(language)}" rel="prev"' in page
    assert {f"article-{one.pk}" for one in (older, article, newer)} <= set(response["Surrogate-Key"].split())


def test_newest_page_is_told_of_what_is_published_next(client):
    article = make_article()
    assert "articles" in client.get(article.url_in("ar"))["Surrogate-Key"].split()

    make_article(at=PUBLISHED_AT + DAY)
    assert "articles" not in client.get(article.url_in("ar"))["Surrogate-Key"].split()


def test_piece_withdrawn_after_its_key_was_read_is_left_out(organization):
    article = make_article(organizations=[organization])
    other = make_article(organizations=[organization])
    loaded = Article.objects.for_page().with_kin("ar").get(pk=article.pk)
    load_links(loaded, "ar")
    withdraw(other, "ar", by=None, reason="خطأ")

    assert list(further(loaded, "ar")) == []

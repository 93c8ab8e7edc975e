"""The front page as readers get it: full, with a single piece, with none, in one language only."""

import re
from datetime import timedelta

import pytest

from tests.factories import (
    PUBLISHED_AT,
    make_article,
    make_commitment,
    make_organization,
    make_partnership,
    make_topic,
)

pytestmark = pytest.mark.django_db

LINK = re.compile(r'article-card__headline"><a href="([^"]+)"')


def fill(language, articles, items=0):
    topics = [make_topic(position=number) for number in range(3)]
    entry = make_partnership(make_organization(), make_organization())
    for _ in range(items):
        make_commitment(entry, target_value=100)
    for number in range(articles):
        at = PUBLISHED_AT + timedelta(hours=number)
        article = make_article(language, topic=topics[number % 3], at=at)
        article.partnership_mentions.create(partnership=entry)


@pytest.mark.parametrize("number", [6, 9, 14, 30])
def test_page_costs_eight_queries(client, language, number, django_assert_num_queries):
    fill(language, number, items=number)

    with django_assert_num_queries(8):
        assert client.get(f"/{language}/").status_code == 200


@pytest.mark.parametrize("number", [1, 2, 5, 8, 12, 16, 40])
def test_no_piece_is_linked_twice(client, language, number):
    fill(language, number)

    links = LINK.findall(client.get(f"/{language}/").text)
    assert len(links) == len(set(links))
    assert len(links) >= min(number, 12)


def test_portal_without_articles_says_so_and_shows_the_ledger(client, language):
    fill(language, 0, items=2)

    page = client.get(f"/{language}/").text
    assert 'class="empty"' in page
    assert 'id="latest-entries"' in page
    assert 'id="tracker"' in page
    assert LINK.findall(page) == []


def test_empty_portal_has_no_totals_and_no_tracker(client, language):
    page = client.get(f"/{language}/").text

    assert 'class="empty"' in page
    assert 'class="totals"' not in page
    assert 'id="tracker"' not in page
    assert 'id="section-1"' not in page


def test_single_article_is_the_lead_and_leaves_no_empty_column(client, language):
    fill(language, 1)

    page = client.get(f"/{language}/").text
    assert page.count("article-card--") == 1
    assert "article-card--lead" in page
    assert "front__more" not in page
    assert "front__pair" not in page


def test_language_without_articles_shows_none_of_the_other(client, language):
    other = "en" if language == "ar" else "ar"
    fill(other, 9)

    assert LINK.findall(client.get(f"/{language}/").text) == []
    assert LINK.findall(client.get(f"/{other}/").text) != []


def test_tracker_shows_three_lines_of_each_item_and_no_bar_without_a_count(client, language):
    fill(language, 1, items=3)

    tracker = client.get(f"/{language}/").text.split('id="tracker"')[1].split("</section>")[0]
    assert tracker.count("<article") == 3
    for line in ("status", "evidence", "date"):
        assert tracker.count(f'data-line="{line}"') == 3, line
    assert tracker.count('class="uncounted"') == 3
    assert 'class="counted"' not in tracker


def test_tracker_draws_a_published_count(client, language):
    fill(language, 1, items=1)
    from organizations.partnerships import ledger  # noqa: PLC0415 -- slow import
    from organizations.partnerships.models import Commitment  # noqa: PLC0415 -- slow import

    item = Commitment.objects.get()
    source = item.partnership.sources.first()
    ledger.propose(
        item, by=None, said_on=PUBLISHED_AT.date(), note_ar="رقم", note_en="A count", source=source, value=40
    )

    tracker = client.get(f"/{language}/").text.split('id="tracker"')[1].split("</section>")[0]
    assert '<rect width="40"' in tracker
    assert 'class="uncounted"' not in tracker


def test_entries_in_the_rail_keep_their_three_lines(client, language):
    fill(language, 1)

    rail = client.get(f"/{language}/").text.split('id="latest-entries"')[1].split("</section>")[0]
    assert [rail.count(f'data-line="{line}"') for line in ("status", "evidence", "date")] == [1, 1, 1]

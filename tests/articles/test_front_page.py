"""What stands where on the front page: the layout by itself, then as readers get it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from django.utils.translation import override
from time_machine import travel

from articles import placing, workflow
from articles.enums import Slot
from articles.front_page import POOL, front_page, lay_out
from articles.models import Article, Picture, Placement, Topic
from tests.factories import PUBLISHED_AT, make_article, make_partnership, make_topic

TOPIC = Topic(pk=1, slug="policy")
HOUR = timedelta(hours=1)


def piece(number, **columns):
    return Article(pk=number, topic=TOPIC, **columns)


def pieces(count):
    return [piece(number) for number in range(1, count + 1)]


def numbers(articles):
    return [article and article.pk for article in articles]


def test_page_without_placements_is_filled_by_recency():
    front = lay_out(pieces(14))

    assert numbers([front.lead, *front.featured, *front.beside_lead]) == [1, 2, 3, 4, 5, 6]
    assert [numbers(articles) for _topic, articles in front.sections] == [[7, 8, 9, 10]]
    assert numbers(front.briefs) == [11, 12, 13, 14]


def test_lead_that_nobody_placed_has_a_picture_where_there_is_one():
    articles = pieces(5)
    articles[2].picture = Picture(pk=1)

    assert lay_out(articles).lead.pk == 3


def test_placed_pieces_stand_at_their_places_and_nowhere_else():
    articles = pieces(12)

    front = lay_out(articles, {Slot.LEAD: articles[8], Slot.FEATURED_2: articles[0]})

    assert numbers([front.lead, *front.featured]) == [9, 2, 1, 3]
    assert sorted(numbers(front.articles)) == list(range(1, 13))


def test_placed_piece_may_be_older_than_all_that_the_page_is_filled_from():
    front = lay_out(pieces(6), {Slot.FEATURED_1: piece(99)})

    assert numbers([front.lead, *front.featured]) == [1, 99, 2, 3]


def test_piece_with_two_places_stands_at_the_first_of_them():
    articles = pieces(6)

    front = lay_out(articles, {Slot.FEATURED_1: articles[4], Slot.LEAD: articles[4]})

    assert numbers(front.places.values()) == [5, 1, 2, 3]


def test_page_with_too_few_pieces_says_which_places_are_empty():
    articles = pieces(2)

    front = lay_out(articles, {Slot.FEATURED_3: articles[0]})

    assert numbers(front.places.values()) == [2, None, None, 1]
    assert numbers(front.featured) == [1]


def test_page_of_nothing_but_placed_pieces_still_has_a_lead():
    articles = pieces(2)

    front = lay_out(articles, {Slot.FEATURED_2: articles[0], Slot.FEATURED_3: articles[1]})

    assert numbers([front.lead, *front.featured]) == [1, 2]


def of_topics(*numbers):
    """As many pieces of each topic as named, numbered from 1, after the six that stand above the sections."""
    topics = [Topic(pk=place, position=place, name_ar=f"t{place}") for place in range(1, len(numbers) + 1)]
    filed = [topic for topic, number in zip(topics, numbers, strict=True) for _ in range(number)]
    above = [Article(pk=100 + number, topic=topics[0]) for number in range(6)]
    return above + [Article(pk=place, topic=topic) for place, topic in enumerate(filed, 1)]


def laid_out(*numbers_of_topics):
    """The sections as ``(topics, pieces)``, and the briefs."""
    with override("ar"):
        front = lay_out(of_topics(*numbers_of_topics))
    return [
        ([topic.pk for topic in topics], numbers(articles)) for topics, articles in front.sections
    ], numbers(front.briefs)


def test_topics_share_a_section_that_each_would_leave_half_empty():
    assert laid_out(2, 1, 1, 1, 1, 1) == ([([1, 2, 3], [1, 2, 3, 4]), ([4, 5, 6], [5, 6, 7])], [])


def test_topic_with_enough_pieces_has_a_section_of_its_own():
    assert laid_out(4, 4) == ([([1], [1, 2, 3, 4]), ([2], [5, 6, 7, 8])], [])


def test_last_section_makes_room_for_the_briefs_beside_it():
    assert laid_out(5, 4) == ([([1], [1, 2, 3, 4]), ([2], [6, 7, 8])], [5, 9])


def test_pieces_too_few_for_a_section_are_briefs():
    assert laid_out(1, 1, 1) == ([], [1, 2, 3])


@pytest.mark.parametrize("count", range(31))
def test_no_piece_stands_twice_and_none_is_lost_while_there_is_room(count):
    front = lay_out([piece(number, headline=f"h{number}") for number in range(1, count + 1)])

    shown = numbers(front.articles)
    assert len(shown) == len(set(shown))
    assert len(shown) == min(count, 6 + 4 + 5)


def test_empty_page_has_no_lead():
    assert lay_out([]).articles == []


def headlines(client, language="ar"):
    """The headlines of the lead and the featured pieces, as readers find them."""
    front = client.get(f"/{language}/").context["front"]
    return [getattr(article, f"headline_{language}") for article in [front.lead, *front.featured]]


def named(name, **more):
    text = {"headline": name}
    return make_article(texts={"ar": text, "en": text}, **more)


@pytest.fixture
def archive(db):
    """Four pieces, the newest last."""
    return [named(f"h{day}", at=PUBLISHED_AT + timedelta(days=day)) for day in range(4)]


def test_placed_article_leads_in_its_language_only(client, archive):
    placing.place(archive[0], "ar", Slot.LEAD, by=None)

    assert headlines(client, "ar") == ["h0", "h3", "h2", "h1"]
    assert headlines(client, "en") == ["h3", "h2", "h1", "h0"]


def test_placement_is_kept_to_the_second_by_the_query(client, archive):
    start = timezone.now() + HOUR
    placing.place(archive[0], "ar", Slot.LEAD, by=None, starts_at=start, ends_at=start + HOUR)

    for moment, lead in (
        (start - timedelta(seconds=1), "h3"),
        (start, "h0"),
        (start + HOUR - timedelta(seconds=1), "h0"),
        (start + HOUR, "h3"),
    ):
        with travel(moment, tick=False):
            assert headlines(client)[0] == lead


def test_place_of_a_withdrawn_article_is_filled_by_recency(client, archive):
    placing.place(archive[1], "ar", Slot.LEAD, by=None)
    workflow.withdraw(archive[1], "ar", by=None, reason="An error of fact")

    assert headlines(client) == ["h3", "h2", "h0"]


def test_place_of_an_article_that_is_put_off_is_filled_by_recency(client, archive):
    at = timezone.now() + HOUR
    article = named("later", at=at)
    placing.place(article, "ar", Slot.LEAD, by=None)
    workflow.schedule(article.revisions.get(language="ar"), by=None, at=at + HOUR)

    with travel(at + HOUR / 2, tick=False):
        assert headlines(client)[0] == "h3"
    with travel(at + HOUR, tick=False):
        assert headlines(client)[0] == "later"


def test_placed_article_older_than_the_pool_has_a_whole_card(client, archive):
    entry = make_partnership()
    archive[0].partnership_mentions.create(partnership=entry)
    topic = make_topic()
    for _ in range(POOL):
        make_article("ar", at=PUBLISHED_AT + timedelta(days=30), topic=topic)

    placing.place(archive[0], "ar", Slot.LEAD, by=None)

    response = client.get("/ar/")
    assert response.context["front"].lead.public_entries == [entry]
    assert f"article-{archive[0].pk}" in response["Surrogate-Key"].split()


def test_page_names_what_it_shows_and_nothing_else(client, archive):
    extra = [named("x", at=PUBLISHED_AT - HOUR, topic=archive[0].topic) for _ in range(12)]

    response = client.get("/ar/")

    keys = {key for key in response["Surrogate-Key"].split() if key.startswith("article-")}
    assert keys == {f"article-{article.pk}" for article in response.context["front"].articles}
    assert len(keys) < len(archive) + len(extra)


@pytest.mark.parametrize("rows", [0, 1, 3])
def test_placements_and_the_line_cost_one_query_each(archive, rows, django_assert_num_queries):
    for article, slot in zip(archive[:rows], Slot, strict=False):
        placing.place(article, "ar", slot, by=None)
        ends_at = timezone.now() + HOUR
        placing.announce_breaking("خبر عاجل", "ar", by=None, ends_at=ends_at, article=article)

    # The newest pieces, the placements, the ledger entries of all that is shown, and the line.
    with django_assert_num_queries(4):
        front = front_page("ar")
        assert [article.topic.name for article in front.articles]
        assert not rows or front.breaking.article.headline


def line_on(client, language="ar"):
    front = client.get(f"/{language}/").context["front"]
    return front.breaking and front.breaking.text


def announce(text, language="ar", *, start=None, hours=1, **more):
    ends_at = (start or timezone.now()) + hours * HOUR
    return placing.announce_breaking(text, language, by=None, starts_at=start, ends_at=ends_at, **more)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_line_leads_to_its_article_above_the_lead(client, archive, language):
    line = announce("qline", language, article=archive[0])

    page = client.get(f"/{language}/").content.decode()

    assert f'<a href="{archive[0].url_in(language)}">{line.text}</a>' in page
    assert page.index("qline") < page.index("front__lead")
    assert line_on(client, "en" if language == "ar" else "ar") is None


def test_line_stands_without_a_link_until_its_article_is_published(client, archive):
    article = named("later", at=timezone.now() + HOUR / 2)
    announce("qline", article=article)

    before = client.get("/ar/").content.decode()
    with travel(timezone.now() + HOUR / 2, tick=False):
        after = client.get("/ar/").content.decode()
        address = article.url_in("ar")

    assert "qline" in before
    assert f"/articles/{article.pk}/" not in before
    assert f'<a href="{address}">qline</a>' in after


def test_line_goes_with_its_withdrawn_article(client, archive):
    announce("qline", article=archive[0])

    workflow.withdraw(archive[0], "ar", by=None, reason="An error of fact")

    assert line_on(client) is None


def test_line_has_its_time(client, archive):
    start = timezone.now() + HOUR
    announce("qline", start=start)

    for moment, shown in ((start - HOUR / 2, None), (start, "qline"), (start + HOUR, None)):
        with travel(moment, tick=False):
            assert line_on(client) == shown


def test_later_line_is_seen_and_the_earlier_comes_back(client, archive):
    now = timezone.now()
    announce("qfirst", hours=3)
    announce("qsecond", start=now + HOUR)

    for hours, shown in ((0.5, "qfirst"), (1.5, "qsecond"), (2.5, "qfirst"), (3.5, None)):
        with travel(now + hours * HOUR, tick=False):
            assert line_on(client) == shown


def test_line_shows_before_anything_is_published(client, db):
    announce("qline")

    assert "qline" in client.get("/ar/").content.decode()


def test_line_is_escaped(client, archive):
    announce("<b>qline</b>")

    assert "&lt;b&gt;qline" in client.get("/ar/").content.decode()


def test_placements_of_years_are_not_looked_through(archive):
    """The index holds them by their end, so that what is over is passed by."""
    placing.place(archive[0], "ar", Slot.LEAD, by=None)
    old = [
        Placement(
            article=archive[0],
            language="ar",
            slot=Slot.LEAD,
            starts_at=PUBLISHED_AT + hour * HOUR,
            ends_at=PUBLISHED_AT + (hour + 1) * HOUR,
        )
        for hour in range(3000)
    ]
    Placement.objects.bulk_create(old)
    if connection.vendor == "postgresql":  # which reads so few rows whole until it knows how few it needs
        connection.cursor().execute("ANALYZE articles_placement")

    plan = Placement.objects.begun("ar").values("pk").explain()

    assert "placement_open" in plan, plan

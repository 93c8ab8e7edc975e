import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.admin.coverage import ARTICLES_A_PAGE
from articles.admin.coverage_query import MOST_COUNTED
from articles.models import Article
from articles.workflow import approve, publish, save_revision, submit, withdraw
from tests.desk_calendar import open_page, words_of
from tests.editing import LIST, make_editor, make_member, make_viewer, newest
from tests.factories import TEXTS, make_article, make_draft, make_topic

pytestmark = pytest.mark.django_db

COVERAGE = f"{LIST}coverage/"
NEWER = "<p>وقّعت الهيئة مذكرتين.</p><h2>ما في المذكرة</h2><p>المدن الذكية.</p>"


def make_stale(language="en", **columns):
    """Live in both languages; ``language`` follows a version of the other one that has been changed since."""
    source = "ar" if language == "en" else "en"
    article = make_article(source, **columns)
    translation = _saved(article, language, translated_from=newest(article, source))
    publish(translation, by=None)
    publish(_saved(article, source, body=NEWER), by=None)
    article.refresh_from_db()
    return article


def _saved(article, language, body=None, **more):
    text = TEXTS[language] | ({"body": body} if body else {})
    before = newest(article, language)
    return save_revision(
        article, language, text, by=None, started_from=before.number if before else 0, **more
    )


def listed(page):
    return [int(pk) for pk in re.findall(r'class="coverage__headline" href="[^"]*/(\d+)/change/"', page)]


def ask(client, **query):
    return listed(open_page(client, COVERAGE, **query))


def counts(page):
    """The numbers by language: what each state's link says."""
    numbers = re.findall(r'[?&;](ar|en)=(\w+)[^"]*">\s*<b>([^<]+)</b>', page)
    return {(language, state): number.strip() for language, state, number in numbers}


@pytest.fixture
def desk():
    """One article for each state of the English text, the Arabic one published but where said."""
    pieces = {"missing": make_article("ar"), "live": make_article("ar en"), "stale": make_stale()}
    for name in ("draft", "in_review", "approved"):
        pieces[name] = make_article("ar")
        draft = make_draft(pieces[name], "en")
        if name != "draft":
            submit(draft, by=None)
        if name == "approved":
            approve(newest(pieces[name], "en"), by=None)
    pieces["scheduled"] = make_article("en", at=timezone.now() + timedelta(days=1))
    pieces["withdrawn"] = make_article("ar en")
    withdraw(pieces["withdrawn"], "en", by=None, reason="Wrong.")
    return pieces


def test_coverage_is_for_those_who_may_read_articles(client):
    assert client.get(COVERAGE)["Location"].startswith("/admin/login/")
    client.force_login(make_member(""))
    assert client.get(COVERAGE).status_code == 403


def test_coverage_is_only_read(client, editor):
    assert client.post(COVERAGE).status_code == 405


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("missing", {"missing"}),
        ("draft", {"draft"}),
        ("in_review", {"in_review"}),
        ("approved", {"approved"}),
        ("scheduled", {"scheduled"}),
        ("live", {"live", "stale"}),
        ("stale", {"stale"}),
        ("withdrawn", {"withdrawn"}),
    ],
)
def test_each_state_finds_its_articles(client, editor, desk, state, expected):
    assert {name for name in desk if desk[name].pk in ask(client, en=state)} == expected
    assert counts(open_page(client, COVERAGE))["en", state] == str(len(expected))


def test_languages_are_asked_together(client, editor, desk):
    assert ask(client, en="missing", ar="live") == [desk["missing"].pk]
    assert ask(client, en="scheduled", ar="live") == []
    assert ask(client, en="scheduled", ar="missing") == [desk["scheduled"].pk]


def test_text_in_review_over_a_live_one_is_found_by_both(client, editor):
    article = make_article("ar en")
    submit(make_draft(article, "en", headline="Newer"), by=None)

    assert ask(client, en="live") == ask(client, en="in_review") == [article.pk]


def test_topic_kind_and_own_narrow_rows_and_numbers(client):
    contributor = make_member("contributor")
    client.force_login(make_editor())
    topic = make_topic()
    mine = make_article("ar", topic=topic, kind="analysis")
    make_article("ar", kind="news")

    assert ask(client, topic=topic.slug) == ask(client, kind="analysis") == [mine.pk]
    assert ask(client, mine="1") == []
    assert counts(open_page(client, COVERAGE, topic=topic.slug))["ar", "live"] == "1"
    assert counts(open_page(client, COVERAGE))["ar", "live"] == "2"
    Article.objects.filter(pk=mine.pk).update(made_by=contributor)
    client.force_login(contributor)
    assert ask(client) == ask(client, mine="1") == [mine.pk]


def test_contributor_sees_and_counts_own_articles_alone(client):
    contributor = make_member("contributor")
    client.force_login(contributor)
    make_stale()
    own = make_article("", made_by=contributor)

    page = open_page(client, COVERAGE)

    assert listed(page) == [own.pk]
    assert counts(page)["en", "missing"] == "1"
    assert counts(page)["en", "stale"] == "0"


@pytest.mark.parametrize(
    "query",
    [
        {"ar": "nothing"},
        {"en": "x"},
        {"kind": "x"},
        {"topic": "no-such-topic"},
        {"sort": "x"},
        {"mine": "2"},
        {"before": "999~1", "after": "1~1"},
        {"before": "x"},
        {"sort": "published_ar", "before": "1~y"},
        {"before": "0~0"},
    ],
)
def test_damaged_question_is_refused(client, editor, query):
    make_article("ar")

    assert client.get(COVERAGE, query).status_code in {400, 404}


def test_stale_row_says_since_when_and_what_changed(client, editor):
    article = make_stale()

    page = words_of(open_page(client, COVERAGE, en="stale"))

    assert "EN stale" in page
    assert re.search(r"The Arabic changed on .+; the English follows the version of", page)
    assert "1 paragraph changed" in page
    assert f"{LIST}{article.pk}/changes/en/?next=" in open_page(client, COVERAGE, en="stale")


def test_stale_row_names_the_lines_that_changed(client, editor):
    article = make_stale()
    changed = save_revision(
        article,
        "ar",
        TEXTS["ar"] | {"headline": "عنوان", "standfirst": "مقدمة", "body": "<p>واحدة.</p>"},
        by=None,
        started_from=2,
    )
    publish(changed, by=None)

    page = words_of(open_page(client, COVERAGE, en="stale"))

    assert "Headline Standfirst 3 paragraphs changed" in page


@pytest.mark.parametrize("language", ["ar", "en"])
def test_each_language_can_be_stale(client, editor, language):
    article = make_stale(language)

    assert ask(client, **{language: "stale"}) == [article.pk]
    assert ask(client, **{"ar" if language == "en" else "en": "stale"}) == []


def test_button_is_for_those_who_write_in_the_language(client):
    make_stale()
    for holds, has_button in (("en", True), ("ar", False)):
        client.force_login(make_member("translator", holds))
        assert ("Mark as current" in open_page(client, COVERAGE)) == has_button
    client.force_login(make_viewer())
    assert "Mark as current" not in open_page(client, COVERAGE)


def test_missing_text_is_offered_to_those_who_write_in_the_language(client):
    make_article("ar")
    for holds, is_offered in (("en", True), ("ar", False)):
        client.force_login(make_member("translator", holds))
        assert ("Write it" in open_page(client, COVERAGE)) == is_offered


def test_button_is_kept_back_where_a_newer_draft_waits(client, editor):
    article = make_stale()
    _saved(article, "en", body="<p>Two.</p>", translated_from=newest(article, "ar"))

    page = open_page(client, COVERAGE, en="stale")

    assert listed(page) == [article.pk]
    assert "Mark as current" not in page


def test_orders(client, editor):
    old, new = make_stale(), make_stale()
    only_arabic = make_article("ar", at=timezone.now() - timedelta(minutes=1))

    assert ask(client) == [only_arabic.pk, new.pk, old.pk]
    assert ask(client, sort="stale_en") == ask(client, en="stale") == [old.pk, new.pk]
    assert ask(client, sort="stale_ar") == []
    assert ask(client, sort="published_ar")[0] == only_arabic.pk
    assert only_arabic.pk not in ask(client, sort="published_en")


def test_last_published_lists_withdrawn_only_where_they_are_asked_for(client, editor, desk):
    gone = desk["withdrawn"].pk

    assert gone not in ask(client, sort="published_en")
    assert ask(client, sort="published_en", en="withdrawn") == [gone]


@pytest.mark.parametrize("query", [{}, {"sort": "published_ar"}, {"ar": "live", "sort": "newest"}])
def test_pages_join_without_gap_or_repetition(client, editor, query):
    pieces = [make_article("ar").pk for _ in range(ARTICLES_A_PAGE + 3)]

    first = open_page(client, COVERAGE, **query)
    onward = re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")
    last = open_page(client, COVERAGE + onward)
    back = re.search(r'rel="prev" href="([^"]+)"', last)[1].replace("&amp;", "&")

    assert listed(first) + listed(last) == pieces[::-1]
    assert 'rel="next"' not in last
    assert listed(open_page(client, COVERAGE + back)) == listed(first)
    for name, value in query.items():
        assert f"{name}={value}" in onward


def test_numbers_end_at_the_most_that_is_counted(client, editor):
    Article.objects.bulk_create(Article() for _ in range(MOST_COUNTED + 1))

    assert counts(open_page(client, COVERAGE))["en", "missing"] == f"over {MOST_COUNTED}"
    Article.objects.first().delete()
    assert counts(open_page(client, COVERAGE))["en", "missing"] == str(MOST_COUNTED)


def test_chosen_state_leads_back_to_all(client, editor):
    make_stale()

    page = open_page(client, COVERAGE, en="stale", ar="live")

    assert re.search(r'state--stale" href="\?ar=live" aria-current="true"', page)


@pytest.mark.parametrize("rows", [1, 3, 12])
def test_coverage_costs_the_same_for_any_number_of_rows(client, editor, django_assert_num_queries, rows):
    for _ in range(rows):
        make_stale()
        make_article("ar")

    # Four for session, user and rights; topics, keys, rows, newest texts, numbers; two for what is stale.
    with django_assert_num_queries(11):
        client.get(COVERAGE)


def test_article_without_any_text_has_a_row(client, editor):
    make_article("", topic=None)

    assert "without a text" in words_of(open_page(client, COVERAGE))


@pytest.mark.parametrize("admin_language", ["ar", "en"])
def test_editors_own_language_comes_first(client, editor, admin_language):
    make_stale()

    page = open_page(client, COVERAGE, admin_language)

    head = page.split('<table class="coverage"')[1].split("</thead>")[0]
    assert re.findall(r'<th scope="col" lang="(..)"', head)[0] == admin_language


def test_list_of_articles_leads_to_coverage(client, editor):
    assert f'href="{COVERAGE}"' in open_page(client, LIST)

"""The search page as readers get it, mostly through the real index."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import pgettext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article
from portal.bilingual.languages import other
from portal.index import Found, Hit, Kind
from portal.index.engine import TookTooLong
from portal.index.found import MOST_RANKED
from portal.search.address import PAGE_SIZE
from portal.search.snippets import Part
from portal.search.templatetags.search import with_marks
from tests.factories import (
    PUBLISHED_AT,
    make_article,
    make_author,
    make_organization,
    make_partnership,
    make_person,
    make_topic,
)

pytestmark = pytest.mark.django_db

HEADLINE = re.compile(r"<h2[^>]*><a[^>]*>(.*?)</a></h2>", re.DOTALL)
#: Ten of the page, two of the reading, and the engine's in either language: on PostgreSQL each search also
#: begins and ends a savepoint and its time limit.
#: In PostgreSQL; six fewer in SQLite, which needs no savepoints and no settings for a time limit.
MOST_QUERIES = 23
WORDS = {"ar": "الألياف الضوئية", "en": "fibre optics"}


def search(client, language="en", **parameters):
    return client.get(f"/{language}/search/", parameters)


def headlines(response):
    """What is found, in order, without its marks."""
    return [re.sub(r"<[^>]+>", "", found).strip() for found in HEADLINE.findall(response.text)]


def make_found(number=1, languages="ar en", **columns):
    """Articles whose headline holds what the tests look for."""
    return [
        make_article(
            languages,
            at=columns.pop("at", PUBLISHED_AT) + timedelta(hours=place),
            texts={code: {"headline": f"{WORDS[code]} {place}"} for code in WORDS},
            **columns,
        )
        for place in range(number)
    ]


def hits_of(articles):
    return tuple(Hit(Kind.ARTICLE, article.pk, PUBLISHED_AT, None, ()) for article in articles)


def test_everything_that_is_found_is_shown(client, language):
    organization = make_organization(name_ar="شركة الألياف الضوئية", name_en="Fibre Optics Company")
    entry = make_partnership(
        organization, title_ar="مذكرة الألياف الضوئية", title_en="Memorandum on fibre optics"
    )
    person = make_person(
        name_ar="ليلى سالم",
        name_en="Layla Salem",
        biography_ar="باحثة في الألياف الضوئية",
        biography_en="Works on fibre optics",
    )
    (article,) = make_found(partnerships=[entry])

    response = search(client, language, q=WORDS[language])
    expected = [thing.name_in(language) for thing in (entry, article, organization, person)]
    assert sorted(headlines(response)) == sorted(expected)
    assert response["Cache-Control"].startswith("public")
    assert "Set-Cookie" not in response
    assert response["X-Robots-Tag"] == "noindex"


def test_ledger_entry_opens_the_results_on_ledger_paper(client):
    make_found(2)
    make_partnership(title_en="Fibre optics memorandum")

    response = search(client, q="fibre optics")
    assert headlines(response)[0] == "Fibre optics memorandum"
    assert response.text.index("ledger-panel search__entry") < response.text.index("article-card--row")


def test_matches_are_marked_and_everything_is_escaped(client):
    text = {"headline": "Fibre <b>optics</b> & more", "standfirst": "Fibres <i>"}
    make_article("en", texts={"en": text})

    page = search(client, q="fibre").text
    assert "<mark>Fibre</mark> &lt;b&gt;optics&lt;/b&gt; &amp; more" in page
    assert "<mark>Fibres</mark> &lt;i&gt;" in page


@pytest.mark.parametrize(
    "typed", ['"><script>', "<mark>", "' OR 1=1", "%00", "a:*&b", "\\", "(((", "NEAR/3 *"]
)
def test_what_is_typed_is_only_text(client, language, typed):
    response = search(client, language, q=typed)

    assert response.status_code == 200
    assert "<script>" not in response.text
    assert "<mark><" not in response.text


@pytest.mark.parametrize(("number", "words"), [(1, "1 result<"), (2, "2 results<"), (1000, "1000 results<")])
def test_results_are_counted_in_words(client, stand_in, number, words):
    articles = make_found(1)
    stand_in(found={"en": Found(hits_of(articles) * number)})

    assert words in search(client, q="fibre").text


def test_other_language_is_counted_and_led_to(client):
    make_found(3)
    make_article("ar", texts={"ar": {"headline": "هواوي"}})

    response = search(client, "en", q="هواوي OR fibre", sort="newest")
    assert "<strong>3 results</strong>" in response.text
    assert "4 results in Arabic" in response.text
    assert 'href="/ar/search/?q=' in response.text
    assert "sort=newest" in response.context["page"].switch_url


def test_more_than_can_be_ranked_is_said(client, stand_in, language):
    (article,) = make_found(1)
    stand_in(found={language: Found(hits_of([article]) * MOST_RANKED, is_complete=False)})

    page = search(client, language, q="fibre").text
    counted = re.sub(r'(href|content)="[^"]*"', "", page[page.index("search__count") :][:600])
    assert str(MOST_RANKED) in counted
    assert "+" not in counted


@pytest.mark.parametrize("number", [0, 2])
def test_phrase_that_was_not_looked_for_everywhere_is_noticed(client, stand_in, language, number):
    hits = hits_of(make_found(number))
    stand_in(found={language: Found(hits, is_complete=False, looked_in=5000)})

    response = search(client, language, q='"fibre optics"')
    assert "5,000" in str(response.context["notices"][0])
    assert 'class="notice"' in response.text
    assert "search__count" not in response.text or "<strong>" in response.text
    assert "More than" not in response.text


def test_withdrawn_piece_is_not_shown_even_if_the_index_still_has_it(client, stand_in, language):
    shown, withdrawn, scheduled = make_found(3)
    columns = {f"withdrawn_at_{language}": timezone.now(), f"withdrawal_reason_{language}": "…"}
    Article.objects.filter(pk=withdrawn.pk).update(**columns)
    later = {f"published_at_{language}": timezone.now() + timedelta(days=1)}
    Article.objects.filter(pk=scheduled.pk).update(**later)
    stand_in(found={language: Found(hits_of([shown, withdrawn, scheduled]))})

    assert headlines(search(client, language, q="fibre")) == [f"{WORDS[language]} 0"]


def test_thing_without_a_name_in_this_language_is_not_shown(client, stand_in):
    nameless = make_organization(name_en=None)
    draft = make_partnership(has_source=False)
    hits = (
        Hit(Kind.ORGANIZATION, nameless.pk, None, None, ()),
        Hit(Kind.PARTNERSHIP, draft.pk, None, None, ()),
        Hit(Kind.PERSON, 404, None, None, ()),
    )
    stand_in(found={"en": Found(hits)})

    assert headlines(search(client, q="x")) == []


def test_page_costs_the_same_for_any_number_of_results(client, django_assert_max_num_queries):
    organization = make_organization(name_en="Fibre optics company")
    costs = []
    for number in (1, 2):
        for place in range(number):
            entry = make_partnership(organization, title_en=f"Fibre optics {place}")
            make_found(organizations=[organization], partnerships=[entry])
            make_person(name_en=f"Fibre Optics {place}")
        search(client, q="fibre optics")
        with django_assert_max_num_queries(MOST_QUERIES) as queries:
            search(client, q="fibre optics")
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_what_is_marked_is_escaped():
    parts = [Part("<b> & "), Part("<i>", is_match=True)]
    assert with_marks(parts) == "&lt;b&gt; &amp; <mark>&lt;i&gt;</mark>"


def test_results_are_paged_and_end(client, stand_in):
    (article,) = make_found(1)
    stand_in(found={"en": Found(hits_of([article]) * (2 * PAGE_SIZE + 1))})

    first, last = search(client, q="fibre"), search(client, q="fibre", page="3")
    assert 'rel="next"' in first.text
    assert 'rel="prev"' not in first.text
    assert 'rel="next"' not in last.text
    assert first.context["page"].canonical.endswith("/en/search/?q=fibre")
    assert last.context["page"].canonical.endswith("/en/search/?q=fibre&page=3")
    assert last.context["page"].switch_url == "/ar/search/?q=fibre"
    assert search(client, q="fibre", page="4").status_code == 404


@pytest.mark.parametrize("page", ["0", "-1", "51", "1e3", "٣", "x", "9" * 30])
def test_page_that_cannot_be_is_a_404(client, stand_in, page):
    (article,) = make_found(1)
    stand_in(found={"en": Found(hits_of([article]) * 2000)})

    assert search(client, q="fibre", page="50").status_code == 200
    assert search(client, q="fibre", page=page).status_code == 404


@pytest.mark.parametrize("typed", ["", "qqqqq", "-fibre"])
def test_page_without_results_has_no_second(client, typed):
    assert search(client, q=typed, page="2").status_code == 404


@pytest.mark.parametrize("name", ["type", "topic", "organization", "sort"])
def test_unknown_filter_is_a_404(client, language, name):
    assert search(client, language, q="fibre", **{name: "nonsense"}).status_code == 404


@pytest.mark.parametrize("day", ["2025", "2025-02-30", "20250201", "yesterday", "٢٠٢٥-٠١-٠١"])
@pytest.mark.parametrize("name", ["from", "to"])
def test_damaged_day_is_a_400_that_says_so(client, language, name, day):
    response = search(client, language, q="fibre", **{name: day})

    assert response.status_code == 400
    assert f'<html lang="{language}"' in response.text


def test_period_that_ends_before_it_begins_is_a_400(client):
    assert search(client, q="x", **{"from": "2025-02-01", "to": "2025-01-01"}).status_code == 400


def test_what_was_typed_beside_a_wrong_day_stays(client, language):
    days = {"from": "2025-02-01", "to": "2025-01-01"}
    response = search(client, language, q=WORDS[language], type="article", page="7", **days)

    assert f'value="{WORDS[language]}"' in response.text
    assert response.context["asked"].parameters == {"q": WORDS[language], "type": "article"}
    assert response["Cache-Control"] == "no-store"


def test_filters_narrow_and_can_be_dropped(client):
    topic, organization = make_topic(name_en="Cables"), make_organization(name_en="Cable Company")
    make_found(topic=topic, organizations=[organization])
    make_found(at=datetime(2024, 6, 1, tzinfo=UTC))

    for narrowed in (
        {"topic": topic.slug},
        {"organization": organization.slug},
        {"from": "2025-01-01", "to": "2025-12-31"},
    ):
        response = search(client, q="fibre", **narrowed)
        assert len(headlines(response)) == 1
        assert len(response.context["chosen"]) == 1
        assert response.context["chosen"][0]["without"] == "/en/search/?q=fibre"
    assert len(headlines(search(client, q="fibre", type="article"))) == 2
    assert headlines(search(client, q="fibre", type="person")) == []


def test_facets_count_the_matches(client):
    cables, empty = make_topic(name_en="Cables"), make_topic(name_en="Empty")
    organization = make_organization(name_en="Cable Company")
    make_found(2, topic=cables, organizations=[organization])
    make_found(1)

    topics, organizations, years = search(client, q="fibre").context["facets"]
    assert (topics.choices[0].label, topics.choices[0].number) == ("Cables", 2)
    assert empty.name not in [choice.label for choice in topics.choices]
    assert [(choice.label, choice.number) for choice in organizations.choices] == [("Cable Company", 2)]
    assert [(choice.label, choice.number) for choice in years.choices] == [("2025", 3)]
    assert years.choices[0].address == "/en/search/?q=fibre&from=2025-01-01&to=2025-12-31"


def test_tabs_count_all_kinds_whichever_is_chosen(client):
    make_found(2)
    make_partnership(title_en="Fibre memorandum")

    for kind in ("", "partnership"):
        tabs = search(client, q="fibre", type=kind).context["tabs"]
        assert [(tab.address, tab.number) for tab in tabs] == [
            ("/en/search/?q=fibre", 3),
            ("/en/search/?q=fibre&type=article", 2),
            ("/en/search/?q=fibre&type=partnership", 1),
        ]


def test_newest_first_keeps_the_order_of_time(client):
    make_partnership(title_en="Fibre memorandum")
    make_found(3)

    found = headlines(search(client, q="fibre", sort="newest"))
    assert found[:3] == ["fibre optics 2", "fibre optics 1", "fibre optics 0"]


def test_merged_organization_leads_on(client):
    kept = make_organization(slug="kept")
    make_organization(slug="old", merged_into=kept, merged_at=timezone.now())

    response = search(client, q="fibre", organization="old")
    assert response.status_code == 301
    assert response["Location"] == "/en/search/?q=fibre&organization=kept"


def test_topic_without_a_name_in_the_other_language_does_not_break_the_switch(client):
    topic = make_topic(slug="cables", name_ar=None, name_en="Cables")
    make_found(topic=topic)

    switch_url = search(client, "en", q="fibre", topic="cables").context["page"].switch_url
    assert client.get(switch_url).status_code == 200


def test_tracking_does_not_reach_the_canonical_address(client):
    response = search(client, q="fibre", utm_source="x")

    assert response.context["page"].canonical.endswith("/en/search/?q=fibre")
    assert "utm_source" not in response.text


def test_misspelt_word_is_corrected_only_to_what_finds_something(client, stand_in):
    (article,) = make_found(1)

    def find(query):
        return Found(hits_of([article])) if "optics" in str(query.root) else Found()

    stand_in(found={"en": find}, near={"optcis": ["optics"], "fibr": ["fibula"]})
    page = search(client, q="optcis").text
    assert "Did you mean" in page
    assert 'href="/en/search/?q=optics"' in page
    assert "Did you mean" not in search(client, q="fibr").text


def test_real_index_corrects_a_misspelt_word(client):
    make_found(1)

    assert 'href="/en/search/?q=optics"' in search(client, q="optcis").text


def test_page_without_results_helps(client, language):
    make_found(1)
    topic = make_topic()

    response = search(client, language, q=f"{WORDS[language]} qqqqq", topic=topic.slug)
    assert response.status_code == 200
    assert topic.get_absolute_url() in response.text
    assert search(client, language, q=WORDS[language], topic=topic.slug).context["unfiltered"]


def test_words_that_find_something_alone_are_offered(client):
    make_found(2)

    typed = "the fibre qqqqq"
    assert search(client, q=typed).context["words"] == [("fibre", 2, "/en/search/?q=fibre")]
    assert search(client, q=typed, topic=make_topic().slug).context["words"] == []
    assert search(client, q="qqqqq").context["words"] == []


def test_only_the_other_language_has_it(client):
    make_article("ar", texts={"ar": {"headline": "الألياف الضوئية"}})

    response = search(client, "en", q="الألياف")
    assert "1 result in Arabic" in response.text
    assert headlines(response) == []


@pytest.mark.parametrize("typed", ["", "   ", "؟!", "-fibre", "«»"])
def test_page_without_anything_to_look_for_helps(client, language, typed):
    response = search(client, language, q=typed)

    assert response.status_code == 200
    assert 'id="search-hints"' in response.text


def test_long_query_is_cut_with_a_notice(client, language):
    response = search(client, language, q="fibre " * 50)

    assert response.status_code == 200
    assert len(response.context["notices"]) >= 1
    assert 'class="notice"' in response.text


#: As many as an address can bring: beside the rest of a request line gunicorn takes 8,000 bytes.
ENDLESS = {"ar": "اتصالات " * 160, "en": "fibre " * 340}


def test_what_was_cut_off_makes_no_page_long(client, language):
    make_found(3)
    short = search(client, language, q=f"{ENDLESS[language][:190].strip()} OR {WORDS[language].split()[0]}")
    response = search(client, language, q=ENDLESS[language])

    assert response.status_code == 200
    assert 'class="notice"' in response.text
    assert all(len(typed) <= 200 for typed in re.findall(r'name="q"[^>]*value="([^"]*)', response.text))
    assert response.context["asked"].text == response.context["asked"].parameters["q"]
    assert len(response.context["asked"].text) <= 200
    assert len(response.text) < len(short.text) + 5000


def test_next_page_of_a_cut_search_finds_the_same(client, stand_in):
    (article,) = make_found(1)
    index = stand_in(found={"en": Found(hits_of([article]) * (PAGE_SIZE + 1))})

    first = search(client, q=ENDLESS["en"])
    asked = index.asked[0]
    index.asked.clear()
    second = client.get("/en/search/" + first.context["asked"].query(page="2"))
    assert second.status_code == 200
    assert index.asked[0] == asked


def test_more_than_an_address_holds_is_refused_in_the_readers_language(client, language):
    for typed in ("a" * 2100, "ا" * 1400):
        response = search(client, language, q=typed)

        assert response.status_code == 414
        assert f'<html lang="{language}"' in response.text


def test_too_many_words_are_noticed(client):
    assert "12" in search(client, q=" ".join(f"word{number}" for number in range(14))).text


def test_search_that_takes_too_long_says_so_politely(client, stand_in, language):
    stand_in(found={language: TookTooLong()})

    response = search(client, language, q="fibre")
    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert response["Cache-Control"] == "no-store"
    assert 'value="fibre"' in response.text


def test_other_language_that_takes_too_long_is_left_out(client, stand_in):
    (article,) = make_found(1)
    stand_in(found={"en": Found(hits_of([article])), "ar": TookTooLong()})

    response = search(client, "en", q="fibre")
    assert headlines(response) == ["fibre optics 0"]
    assert "in Arabic" not in response.text


def test_correction_that_takes_too_long_leaves_the_page_without_it(client, stand_in):
    def find(query):
        if "optics" in str(query.root):
            raise TookTooLong
        return Found()

    stand_in(found={"en": find}, near={"optcis": ["optics"]})
    assert search(client, "en", q="optcis").status_code == 200


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.text(max_size=60))
def test_no_input_makes_the_page_fail(client, typed):
    answer = search(client, "ar", q=typed.replace("\x00", ""))

    assert answer.status_code == 200


def test_page_is_read_only(client):
    assert client.post("/en/search/").status_code == 405


def test_suggestions_are_things_that_readers_see(client, language):
    organization = make_organization(name_ar="هواوي", name_en="Huawei")
    make_organization(**{f"name_{other(language)}": organization.name_in(language), f"name_{language}": None})

    response = client.get(f"/{language}/search/suggestions/", {"q": organization.name_in(language)[:3]})
    assert response.json()["suggestions"] == [
        {
            "label": organization.name_in(language),
            "kind": pgettext("kind of suggestion", "Organisation"),
            "url": organization.url_in(language),
        }
    ]
    assert response["Cache-Control"].startswith("public")
    assert response["X-Robots-Tag"] == "noindex"


def test_suggestions_leave_out_what_is_gone(client, monkeypatch):
    organization = make_organization(name_en="Huawei")
    type(organization).objects.filter(pk=organization.pk).update(name_en=None, sort_key_en=None)

    assert client.get("/en/search/suggestions/?q=hua").json()["suggestions"] == []


@pytest.mark.parametrize("typed", ["", " ", "؟", "%", "_", "\\", "x" * 500])
def test_suggestions_take_anything(client, typed):
    response = client.get("/ar/search/suggestions/", {"q": typed})

    assert response.status_code == 200
    assert response.json() == {"status": response.json()["status"], "suggestions": []}


def test_author_is_offered_where_the_page_has_something_to_read(client):
    arabic, _idle = make_author(name_en="Mona Reads"), make_author(name_en="Mona Idles")
    make_article("ar", author=arabic)

    def offered(language):
        return client.get(f"/{language}/search/suggestions/?q=mona").json()["suggestions"]

    assert [row["url"] for row in offered("ar")] == [f"/ar/authors/{arabic.slug}/"]
    assert offered("en") == []


@pytest.mark.parametrize("number", [1, 4])
def test_suggestions_cost_the_same_for_any_number(client, number, django_assert_max_num_queries):
    for place in range(number):
        make_organization(name_en=f"Huawei {place}")
        make_person(name_en=f"Huaweiya {place}")

    with django_assert_max_num_queries(4):
        assert len(client.get("/en/search/suggestions/?q=hua").json()["suggestions"]) == 2 * number


@pytest.mark.parametrize("path", ["", "articles/", "search/"])
def test_field_is_on_every_page(client, language, path):
    page = client.get(f"/{language}/{path}").text

    assert f'href="/{language}/search/#search-field"' in page
    assert f'action="/{language}/search/"' in page


def test_page_that_is_not_there_offers_the_field(client, language):
    page = client.get(f"/{language}/nowhere/").text

    assert page.count('role="search"') == 1
    assert 'id="search-field"' in page

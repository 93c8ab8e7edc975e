"""Articles under /api/v1/: who sees what and from which second, in which order, at which cost."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from time_machine import travel

from articles import workflow
from articles.narrowing import Narrowing
from articles.workflow import publish, save_revision
from organizations.merging import merge
from portal.paging import Key, keyed
from tests.explain import explain, sorts
from tests.factories import (
    PUBLISHED_AT,
    TEXTS,
    make_article,
    make_author,
    make_correction,
    make_draft,
    make_organization,
    make_partnership,
    make_person,
    make_picture,
    make_topic,
    show,
)

pytestmark = pytest.mark.django_db

TOMORROW = datetime(2031, 5, 1, 9, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def listed(client, query=""):
    response = client.get(f"/api/v1/articles{query}")
    assert response.status_code == 200, response.content
    return response.json()["articles"]


def ids(client, query=""):
    return [article["id"] for article in listed(client, query)]


def editions(client, article, query=""):
    """The languages of the editions that are there; else the status."""
    response = client.get(f"/api/v1/articles/{article.pk}{query}")
    if response.status_code != 200:
        return response.status_code
    return [language for language, edition in response.json()["editions"].items() if edition]


@pytest.fixture
def pieces():
    """One of each kind of publication; the scheduled one is live from ``TOMORROW`` on."""
    with travel(TOMORROW - 24 * 3600 * SECOND, tick=False):
        made = {
            "both": make_article("ar en"),
            "arabic": make_article("ar"),
            "draft": make_article(""),
            "withdrawn": make_article("ar en"),
            "half": make_article("ar en"),
            "scheduled": make_article("ar en", at=TOMORROW),
        }
        make_draft(made["draft"], "ar")
        for language in ("ar", "en"):
            workflow.withdraw(made["withdrawn"], language, by=None, reason="An error of fact")
        workflow.withdraw(made["half"], "ar", by=None, reason="An error of fact")
        yield made


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["half", "arabic", "both"]),
        ("?lang=ar", ["arabic", "both"]),
        ("?lang=en", ["half", "both"]),
    ],
)
def test_lists_hold_what_is_live_to_the_second(client, pieces, query, shown):
    expected = [pieces[name].pk for name in shown]

    with travel(TOMORROW - SECOND, tick=False):
        assert ids(client, query) == expected
        # What isn't live takes nobody's place either.
        assert ids(client, f"{query}&limit=1" if query else "?limit=1") == expected[:1]
    with travel(TOMORROW, tick=False):
        assert ids(client, query) == [pieces["scheduled"].pk, *expected]


def test_document_holds_the_editions_that_are_live(client, pieces):
    expected = {
        "both": (["ar", "en"], ["ar"], ["en"]),
        "arabic": (["ar"], ["ar"], 404),
        "draft": (404, 404, 404),
        "withdrawn": (410, 410, 410),
        "half": (["en"], 410, ["en"]),
        "scheduled": (404, 404, 404),
    }

    with travel(TOMORROW - SECOND, tick=False):
        assert _editions_of(client, pieces) == expected
    with travel(TOMORROW, tick=False):
        assert _editions_of(client, pieces) == expected | {"scheduled": (["ar", "en"], ["ar"], ["en"])}


def _editions_of(client, pieces):
    queries = ("", "?lang=ar", "?lang=en")
    return {
        name: tuple(editions(client, piece, query) for query in queries) for name, piece in pieces.items()
    }


def test_of_a_withdrawn_piece_day_and_reason_stay(client, pieces):
    response = client.get(f"/api/v1/articles/{pieces['withdrawn'].pk}")

    assert response["Content-Type"] == "application/problem+json; charset=utf-8"
    withdrawal = {"at": "2031-04-30T12:00:00+03:00", "reason": "An error of fact"}
    assert response.json() == {
        "type": "about:blank",
        "title": "Gone",
        "status": 410,
        "id": pieces["withdrawn"].pk,
        "withdrawn": {"ar": withdrawal, "en": withdrawal},
    }


def test_document_tells_everything_of_an_edition(client, settings):
    settings.SITE_CONTENT_LICENCE = "CC BY 4.0"
    author, body, person = make_author(), make_organization(), make_person()
    entry = make_partnership(body)
    picture = make_picture(alt_ar="برج", alt_en="A tower", credit="KUNA")
    text = {
        "slug": "خبر",
        "body": '<p>وقّعت <a href="/ar/topics/">المواضيع</a>.</p>',
        "source_name": "كونا",
        "place": "الكويت",
    }
    article = make_article("ar", author=author, organizations=[body], partnerships=[entry], picture=picture)
    article.person_mentions.create(person=person)
    correction = make_correction(article, "ar", revision=make_draft(article, "ar", **text))

    document = client.get(f"/api/v1/articles/{article.pk}").json()

    [told] = document["editions"]["ar"].pop("corrections")
    assert (told["id"], told["kind"], told["text"]) == (correction.pk, "correction", correction.text)
    article.refresh_from_db()
    changed = document["editions"]["ar"].pop("changed_at")
    assert datetime.fromisoformat(changed) == article.changed_at
    assert client.get(document["editions"]["ar"].pop("url")).status_code == 200
    assert document["editions"] == {
        "ar": {
            "slug": "خبر",
            "headline": TEXTS["ar"]["headline"],
            "standfirst": TEXTS["ar"]["standfirst"],
            "body": article.body_ar.replace('"/ar', '"http://testserver/ar'),
            "place": article.place_ar,
            "source": {"name": "كونا", "url": None},
            "reading_minutes": 1,
            "published_at": "2025-03-02T09:00:00+03:00",
            "revision": 2,
            "translated_from": None,
            "stale_since": None,
        },
        "en": None,
    }
    assert document["picture"] == {
        "url": f"http://testserver/media/{picture.file.name}",
        "width": 1600,
        "height": 900,
        "alt": {"ar": "برج"},
        "caption": None,
        "credit": "KUNA",
        "sources": [],
    }
    assert [(row["slug"], row["role"]) for row in document["authors"]] == [(author.slug, "author")]
    assert [row["slug"] for row in document["organizations"]] == [body.slug]
    assert [row["slug"] for row in document["people"]] == [person.slug]
    assert [(row["number"], row["slug"]) for row in document["partnerships"]] == [(entry.number, entry.slug)]
    assert document["topic"]["name"] == {"ar": article.topic.name_ar, "en": article.topic.name_en}
    assert (document["licence"], document["publisher"]) == ("CC BY 4.0", settings.SITE_NAME)


def test_translation_says_what_it_was_translated_from_and_since_when_it_is_behind(client):
    article = make_article("ar")
    arabic = article.revisions.get()
    english = save_revision(article, "en", TEXTS["en"], by=None, started_from=0, translated_from=arabic)
    publish(english, by=None)

    assert _origin(client, article) == ("ar", False)
    publish(make_draft(article, "ar", body="<p>نص آخر تمامًا.</p>"), by=None)
    assert _origin(client, article) == ("ar", True)
    workflow.withdraw(article, "ar", by=None, reason="An error of fact")
    assert _origin(client, article) == (None, False)


def _origin(client, article):
    edition = client.get(f"/api/v1/articles/{article.pk}").json()["editions"]["en"]
    return edition["translated_from"], edition["stale_since"] is not None


def test_proposed_and_hidden_links_are_not_told(client):
    article = make_article()
    article.organization_mentions.create(organization=make_organization(slug="maybe"), is_proposed=True)
    article.partnership_mentions.create(partnership=make_partnership(has_source=False, slug="hidden"))

    document = client.get(f"/api/v1/articles/{article.pk}").json()

    assert (document["organizations"], document["partnerships"]) == ([], [])
    assert ids(client, "?organization=maybe") == []
    assert client.get("/api/v1/articles?partnership=hidden").status_code == 404


@pytest.fixture
def linked():
    """Pieces with everything to narrow by; the others share some of it."""
    topic, author, body, person = (
        make_topic(slug="t"),
        make_author(slug="a"),
        make_organization(slug="o"),
        make_person(slug="p"),
    )
    entry = make_partnership(body, slug="e")
    about = {"author": author, "organizations": [body], "partnerships": [entry]}
    whole = make_article(topic=topic, kind="analysis", **about)
    whole.person_mentions.create(person=person)
    days = [PUBLISHED_AT + timedelta(days=day) for day in (1, 2)]
    return [
        whole,
        make_article(topic=topic, author=author, at=days[0]),
        make_article("ar", kind="analysis", organizations=[body], at=days[1]),
    ]


@pytest.mark.parametrize("lang", ["", "&lang=ar"])
@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("topic=t", [1, 0]),
        ("kind=analysis", [2, 0]),
        ("author=a", [1, 0]),
        ("organization=o", [2, 0]),
        ("person=p", [0]),
        ("partnership=e", [0]),
        ("organization=o&author=a", [0]),
        ("organization=o&kind=analysis&from=2025-03-03", [2]),
        ("topic=t&to=2025-03-02", [0]),
        ("from=2025-03-03&to=2025-03-03", [1]),
        ("from=2025-03-04&to=2025-03-03", []),
        ("to=9999-12-31&from=0001-01-01", [2, 1, 0]),
        ("person=p&topic=t&author=a&organization=o&partnership=e&kind=analysis&kind=", [0]),
    ],
)
def test_filters_compose(client, linked, query, places, lang):
    assert ids(client, f"?{query}{lang}") == [linked[place].pk for place in places]


def test_language_means_its_own_edition_and_order(client):
    early = make_article("ar en", at=PUBLISHED_AT)
    late = make_article("ar", at=PUBLISHED_AT + timedelta(days=1))
    show(save_revision(late, "en", TEXTS["en"], by=None, started_from=0), PUBLISHED_AT - timedelta(days=1))

    assert ids(client, "?lang=en") == [early.pk, late.pk]
    assert ids(client, "?lang=ar") == [late.pk, early.pk]
    assert ids(client) == [early.pk, late.pk]
    assert [set(row["editions"]) for row in listed(client, "?lang=en")] == [{"en"}, {"en"}]


@pytest.mark.parametrize("filters", ["", "&author=a", "&topic=t", "&lang=en", "&lang=en&organization=o"])
def test_parts_follow_each_other_without_a_gap_both_ways(client, filters):
    about = {"topic": make_topic(slug="t"), "author": make_author(slug="a")}
    about["organizations"] = [make_organization(slug="o")]
    made = [make_article(at=PUBLISHED_AT + timedelta(days=day // 2), **about) for day in range(5)]
    path, down, up = f"/api/v1/articles?limit=2{filters}", [], []

    while path:
        response = client.get(path)
        down += [row["id"] for row in response.json()["articles"]]
        path = response.json()["next"]
        assert ('rel="next"' in response["Link"]) == bool(path)
    path = response.json()["previous"]
    while path:
        part = client.get(path).json()
        up = [row["id"] for row in part["articles"]] + up
        path = part["previous"]

    assert down == [article.pk for article in reversed(made)]
    assert up == down[:4]


def test_links_name_the_first_part_and_both_neighbours(client):
    for _ in range(5):
        make_article()
    first = client.get("/api/v1/articles?limit=2&lang=ar")
    middle = client.get(first.json()["next"])

    start = "http://testserver/api/v1/articles?lang=ar&limit=2"
    told = middle.json()
    assert first["Link"] == f'<{start}>; rel="first", <{first.json()["next"]}>; rel="next"'
    assert middle["Link"] == (
        f'<{start}>; rel="first", <{told["next"]}>; rel="next", <{told["previous"]}>; rel="prev"'
    )
    assert first["Content-Language"] == "ar"


def test_fields_thin_documents_and_unknown_ones_are_named(client):
    article = make_article()

    licence = settings.SITE_CONTENT_LICENCE or None
    terms = {"is_demo": False, "publisher": settings.SITE_NAME, "licence": licence}
    told = client.get(f"/api/v1/articles/{article.pk}?fields=id,kind").json()
    assert told == {"id": article.pk, "kind": "news", **terms}
    assert listed(client, "?fields=id") == [{"id": article.pk, "is_demo": False}]
    response = client.get("/api/v1/articles?fields=id,secrets")
    assert (response.status_code, "“secrets”" in response.json()["detail"]) == (400, True)


def test_merged_organization_leads_to_what_it_became(client):
    kept, lost = make_organization(slug="kept"), make_organization(slug="lost")
    article = make_article(organizations=[lost])
    merge(lost, into=kept, by=None)

    assert ids(client, "?organization=lost") == ids(client, "?organization=kept") == [article.pk]


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("query", "cost"), [("", 7), ("?topic=t&author=a&organization=o&person=p&partnership=e&lang=ar", 8)]
)
def test_list_costs_the_same_for_any_number(client, number, query, cost, django_assert_num_queries):
    topic, author, body, person = (
        make_topic(slug="t"),
        make_author(slug="a"),
        make_organization(slug="o"),
        make_person(slug="p"),
    )
    entry = make_partnership(body, slug="e")
    for _ in range(number):
        article = make_article(topic=topic, author=author, organizations=[body], partnerships=[entry])
        article.person_mentions.create(person=person)
        make_correction(article, "ar")

    with django_assert_num_queries(cost):
        assert len(listed(client, query)) == number


@pytest.mark.parametrize("language", [None, "ar"])
@pytest.mark.parametrize(
    "narrowed", [{}, {"columns": {"topic": 1}}, {"columns": {"kind": "news"}}, {"links": {"author": 1}}]
)
def test_deep_part_is_a_walk_along_an_index(language, narrowed):
    make_article()
    narrowing = Narrowing(language=language, until=PUBLISHED_AT.date(), **narrowed)
    deep = Key.before(PUBLISHED_AT)
    rows = keyed(narrowing.rows({"before": deep}), narrowing.key, deep, forward=True)

    plan = explain(rows[:20])

    assert not sorts(plan), plan
    assert "_first_shown" in plan or "_newest_" in plan, plan


@pytest.mark.parametrize("query", ["", "&lang=en", "&author=a"])
def test_present_period_and_cursor_are_one_bound(client, query):
    """SQLite walks an index by one condition; by the wrong one, a deep page reads all before it."""
    make_article(author=make_author(slug="a"))
    deep = Key.before(PUBLISHED_AT + timedelta(days=1))
    with CaptureQueriesContext(connection) as queries:
        listed(client, f"?before={deep}&to=2030-01-01{query}")

    [walk] = [row["sql"] for row in queries if " LIMIT " in row["sql"]]
    times = re.findall(r"<=? '?(2[0-9]{3}-[0-9]{2}-[0-9]{2})", walk)
    assert times == ["2025-03-03"] * 3


@pytest.mark.parametrize("noun", ["topics", "authors"])
def test_topics_and_authors_are_told_in_the_languages_that_they_have(client, noun):
    make = {"topics": make_topic, "authors": make_author}[noun]
    make(slug="both", name_ar="الاسم", name_en="Name")
    make(slug="arabic", name_ar="عربي", name_en=None)

    assert [row["slug"] for row in client.get(f"/api/v1/{noun}").json()[noun]] == ["arabic", "both"]
    assert [row["name"] for row in client.get(f"/api/v1/{noun}?lang=en").json()[noun]] == [{"en": "Name"}]
    assert client.get(f"/api/v1/{noun}/arabic?lang=en").status_code == 404
    document = client.get(f"/api/v1/{noun}/arabic").json()
    assert (document["name"], list(document["url"])) == ({"ar": "عربي", "en": None}, ["ar"])
    assert document["publisher"] == settings.SITE_NAME


def test_demonstration_is_named_as_such(client):
    article = make_article(is_demo=True)

    response = client.get(f"/api/v1/articles/{article.pk}")

    assert "Demonstration" in response.json()["notice"]["en"]
    assert response["X-Robots-Tag"] == "noindex"

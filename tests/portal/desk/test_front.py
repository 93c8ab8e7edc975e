"""Who is shown what on the front page of the admin, and what that costs."""

import pytest
from django.utils.translation import override

from articles.models import Revision
from articles.workflow import publish, send_back, submit
from portal.desk.front import greeting
from portal.desk.panel import Count
from tests.desk_waiting import begun, headlines, made_stale, panels, returned, submitted, to_come, written
from tests.editing import make_viewer, newest
from tests.factories import make_article, make_partnership

pytestmark = pytest.mark.django_db

WRITING = ["returned", "drafts"]
READING = ["scheduled", "published"]
LEDGER = ["ledger", "self_check"]
EDITING = ["corrections", "review", "stale", *WRITING, "scheduled", *LEDGER, "published"]
SHOWN = {
    "contributor": [*WRITING, *READING],
    "translator": ["stale", *WRITING, *READING],
    "editor": EDITING,
    "chief": EDITING,
    "administrator": EDITING,
    "": [],
}


@pytest.mark.parametrize("role", SHOWN)
def test_role_is_shown_its_panels(client, log_in, role):
    log_in(role)

    assert list(panels(client)) == SHOWN[role]


def test_reader_of_everything_is_shown_what_asks_nothing(client):
    client.force_login(make_viewer())

    assert list(panels(client)) == READING


@pytest.mark.parametrize("role", ["translator", "editor"])
def test_language_that_is_not_held_asks_nothing(client, log_in, role):
    submitted(headline="عربي")
    submitted(language="en", headline="English")
    made_stale("ar")
    made_stale("en")
    log_in(role, "ar")

    shown = panels(client)

    assert [row.language for row in shown["stale"].rows] == ["ar"]
    if role == "editor":
        assert headlines(shown["review"]) == ["عربي"]


def test_language_held_is_all_that_the_roles_need(client, log_in):
    log_in("editor", "")

    assert list(panels(client)) == ["stale", "scheduled", *LEDGER, "published"]
    assert panels(client)["stale"].rows == []


def test_contributor_sees_their_own_things_only(client, log_in):
    other = log_in("contributor")
    for make in (begun, submitted, returned):
        make(other, headline="سر")
    to_come(made_by=other)
    make_article(made_by=other)
    made_stale(made_by=other)
    member = log_in("contributor")
    begun(member, headline="لي")

    page = client.get("/admin/").content.decode()
    shown = panels(client)

    assert "سر" not in page
    assert [row.headline for row in shown["drafts"].rows] == ["لي"]
    assert (shown["returned"].rows, shown["scheduled"].rows, shown["published"].rows) == ([], [], [])
    assert shown["published"].extra["chart"].total == 0


def test_translator_sees_the_work_of_all_and_drafts_of_their_own(client, log_in):
    other = log_in("contributor")
    begun(other)
    article = make_article("ar", made_by=other)
    log_in("translator")

    shown = panels(client)

    assert shown["drafts"].rows == []
    assert [row.article.pk for row in shown["published"].rows] == [article.pk]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "Nothing waits for you."),
        (1, "One thing needs you."),
        (2, "Two things need you."),
        (9, "Nine things need you."),
        (10, "Ten things need you."),
        (11, "11 things need you."),
    ],
)
def test_greeting_states_the_count(number, words):
    with override("en"):
        assert greeting(Count(number)) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "لا شيء ينتظرك."),
        (1, "أمر واحد ينتظرك."),
        (2, "أمران ينتظرانك."),
        (9, "تسعة أمور تنتظرك."),
        (11, "11 أمرًا تنتظرك."),
        (103, "103 أمور تنتظرك."),
        (100, "100 أمر ينتظرك."),
    ],
)
def test_greeting_has_the_six_arabic_forms(number, words):
    with override("ar"):
        assert greeting(Count(number)) == words


def test_greeting_of_a_count_that_was_capped():
    with override("en"):
        assert greeting(Count(53, is_more=True)) == "More than 53 things need you."
        assert str(Count(50, is_more=True)) == "50+"


def test_greeting_counts_what_the_totals_show(client, log_in):
    member = log_in("editor")
    submitted()
    submitted(language="en")
    made_stale()
    returned(member)
    begun(member)  # what one has in hand needs nobody
    entry = make_partnership()
    entry.commitments.create(nature="goal", statement_ar="بند", statement_en="Item")

    context = client.get("/admin/").context

    totals = {panel.name: panel.count.number for panel in context["totals"]}
    assert totals | {"corrections": 0} == {
        "corrections": 0,
        "review": 2,
        "stale": 1,
        "returned": 1,
        "ledger": 1,
        "self_check": 0,
    }
    assert context["greeting"] == "Five things need you."


@pytest.mark.parametrize("language", ["ar", "en"])
def test_empty_panels_say_so_calmly(client, log_in, language):
    log_in("editor")
    client.cookies["portal_language"] = language

    response = client.get("/admin/")
    page = response.content.decode()

    assert response.context["greeting"] in page
    for panel in response.context["panels"]:
        assert f'id="{panel.name}"' in page
        assert panel.nothing
        assert panel.nothing in page


def fill(member, rows):
    for number in range(rows):
        submitted(member, headline=f"في المراجعة {number}")
        begun(member)
        returned(member)
        made_stale("ar", made_by=member)
        made_stale("en", made_by=member)
        to_come(hours=number + 1, languages="ar en", made_by=member)
        make_article(made_by=member)
        entry = make_partnership()
        entry.commitments.create(nature="goal", statement_ar="بند")


@pytest.mark.parametrize("role", ["contributor", "translator", "editor", "chief", "administrator"])
def test_desk_costs_the_same_for_any_number_of_rows(client, log_in, role, django_assert_max_num_queries):
    member = log_in(role)
    fill(member, 1)
    client.get("/admin/")
    with django_assert_max_num_queries(20) as few:
        client.get("/admin/")

    fill(member, 6)
    with django_assert_max_num_queries(20) as many:
        client.get("/admin/")

    assert len(many) == len(few)


def test_totals_and_panels_lead_to_each_other(client, log_in):
    log_in("editor")
    submitted()

    page = client.get("/admin/").content.decode()

    assert 'href="#review"' in page
    assert 'href="/admin/articles/article/?state_en=in_review"' in page


def test_published_text_leaves_the_panels_at_once(client, log_in):
    log_in("chief")
    revision = submitted()
    assert len(panels(client)["review"].rows) == 1

    publish(newest(revision.article, "ar"), by=None)

    assert panels(client)["review"].rows == []


def test_draft_in_an_article_that_one_may_no_longer_read_is_not_shown(client, log_in):
    member = log_in("contributor")
    written(make_article("", made_by=None), "ar", headline="سر")
    revision = submit(written(make_article("", made_by=None), "ar", headline="سر"), by=None)
    send_back(revision, by=None, note="سر")
    Revision.objects.update(author=member)

    assert "سر" not in client.get("/admin/").content.decode()

"""Who else has an article open, as its form says it and as the form's page is told while it stays open."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from time_machine import travel

from articles.models import LogEntry, Presence, Revision
from tests.editing import ADD, LIST, change_url, form_of, make_editor, make_member, typed
from tests.factories import make_article, make_draft

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)  # 12:00 in Kuwait


@pytest.fixture
def article():
    return make_article()


@pytest.fixture
def sara():
    sara = make_editor()
    sara.first_name, sara.last_name = "Sara", "<i>Al-Ali</i>"
    sara.save()
    return sara


def presence_url(article):
    return f"{LIST}{article.pk}/presence/"


def report(client, article, **more):
    return client.post(presence_url(article), {"visit": uuid4()} | more)


def names(response):
    return re.findall("<bdi>(.*?)</bdi>", response.content.decode())


def opened(article, user, at=NOON, visit=None):
    with travel(at, tick=False):
        Presence.objects.note(article, user, visit or uuid4())


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def in_english(client):
    client.cookies["portal_language"] = "en"


def test_presence_is_for_those_who_are_logged_in(client, article):
    response = report(client, article)

    assert response.status_code == 302
    assert response.url.startswith("/admin/login/")
    assert not Presence.objects.exists()


def test_presence_needs_the_right_to_see_the_article(client, article, sara):
    Presence.objects.note(article, sara, uuid4())
    client.force_login(make_member("contributor"))

    response = report(client, article)

    assert response.status_code == 403
    assert "Sara" not in text_of(response)
    assert Presence.objects.get().user == sara


def test_presence_is_reported_by_post_only(client, editor, article):
    assert client.get(presence_url(article)).status_code == 405
    assert not Presence.objects.exists()


def test_presence_needs_the_token_of_a_page_of_ours(editor, article):
    stranger = Client(enforce_csrf_checks=True)
    stranger.force_login(editor)

    assert report(stranger, article).status_code == 403
    assert not Presence.objects.exists()


def test_presence_on_an_unknown_article_is_not_found(client, editor):
    assert client.post(f"{LIST}999/presence/", {"visit": uuid4()}).status_code == 404


@pytest.mark.parametrize(
    "said",
    [
        {"visit": ""},
        {"visit": "x"},
        {"ar-started_from": "x"},
        {"ar-started_from": -1},
        {"en-started_from": 2**31},
    ],
)
def test_report_that_is_none_of_ours_is_refused(client, editor, article, said):
    assert report(client, article, **said).status_code == 400
    assert not Presence.objects.exists()


def test_form_notes_the_person_and_says_who_else_has_it_open(client, editor, article, sara, in_english):
    opened(article, sara)
    with travel(NOON + timedelta(seconds=60), tick=False):
        page = client.get(change_url(article))

    said = "<bdi>Sara &lt;i&gt;Al-Ali&lt;/i&gt;</bdi> has had this article open since 12:00."
    assert said in text_of(page)
    assert {presence.user for presence in Presence.objects.all()} == {editor, sara}


def test_page_is_told_the_same_as_the_form_says(client, editor, article, sara):
    opened(article, sara)
    with travel(NOON + timedelta(seconds=60), tick=False):
        page = client.get(change_url(article)).content.decode()
        answer = report(client, article).content.decode()

    assert "12:00" in answer
    assert answer.strip() in page


def test_person_without_a_name_is_called_by_the_user_name(client, editor, article):
    other = make_editor()
    Presence.objects.note(article, other, uuid4())

    assert names(report(client, article)) == [other.username]


def test_own_second_tab_is_not_somebody_else(client, editor, article):
    report(client, article)

    assert names(report(client, article)) == []
    assert Presence.objects.get().user == editor


def test_who_has_another_article_open_is_not_named(client, editor, article, sara):
    Presence.objects.note(make_article(), sara, uuid4())

    assert names(report(client, article)) == []


def test_who_was_not_heard_of_for_a_while_is_not_named(client, editor, article, sara):
    opened(article, sara)
    with travel(NOON + timedelta(seconds=90), tick=False):
        assert len(names(report(client, article))) == 1
    with travel(NOON + timedelta(seconds=91), tick=False):
        assert names(report(client, article)) == []


def test_opening_a_form_removes_worthless_rows(client, editor, article, sara):
    opened(make_article(), sara)
    with travel(NOON + timedelta(seconds=91), tick=False):
        client.get(change_url(article))

    assert Presence.objects.get().user == editor


def test_time_of_opening_stays_while_the_page_is_heard_of(client, editor, article, sara):
    opened(article, sara)
    opened(article, sara, at=NOON + timedelta(minutes=1))

    with travel(NOON + timedelta(minutes=2), tick=False):
        assert "12:00" in text_of(report(client, article))


def test_what_was_opened_yesterday_is_given_with_its_day(client, editor, article, sara, in_english):
    opened(article, sara, at=NOON - timedelta(days=1))
    opened(article, sara)

    with travel(NOON, tick=False):
        assert "since 21 November 12:00." in text_of(report(client, article))


def test_goodbye_of_a_closed_page_removes_its_person(client, editor, article):
    visit = uuid4()
    report(client, article, visit=visit)

    response = report(client, article, visit=visit, is_leaving="on")

    assert response.status_code == 204
    assert not Presence.objects.exists()


def test_goodbye_of_one_tab_does_not_remove_who_has_another_open(client, editor, article):
    first = uuid4()
    report(client, article, visit=first)
    report(client, article)

    report(client, article, visit=first, is_leaving="on")

    assert Presence.objects.get().user == editor


def test_goodbye_removes_nobody_else(client, editor, article, sara):
    visit = uuid4()
    Presence.objects.note(article, sara, visit)

    report(client, article, visit=visit, is_leaving="on")

    assert Presence.objects.get().user == sara


def test_page_is_told_of_a_newer_text(client, editor, article, sara, in_english):
    with travel(NOON, tick=False):
        revision = make_draft(article, "ar")
        Revision.objects.filter(pk=revision.pk).update(author=sara)
        answer = report(client, article, **{"ar-started_from": 1, "en-started_from": 1})

    said = "</bdi> saved the text in Arabic at 12:00. Saving yours will ask you to compare."
    assert said in text_of(answer)
    assert "English" not in text_of(answer)


@pytest.mark.parametrize(
    ("author", "said"),
    [
        (None, "The text in Arabic was saved at 12:00."),
        ("editor", "You saved the text in Arabic from another window at 12:00."),
    ],
)
def test_newer_text_of_nobody_and_of_oneself_is_told_as_such(
    client, editor, article, in_english, author, said
):
    with travel(NOON, tick=False):
        revision = make_draft(article, "ar")
        Revision.objects.filter(pk=revision.pk).update(author=author and editor)
        assert said in text_of(report(client, article, **{"ar-started_from": 1}))


def test_page_is_told_the_newest_of_several_newer_texts_only(client, editor, article):
    for _number in range(3):
        make_draft(article, "ar")

    newer = Revision.objects.newer_than(article, {"ar": 1, "en": 0})

    assert [(revision.language, revision.number) for revision in newer] == [("ar", 4), ("en", 1)]
    assert text_of(report(client, article, **{"ar-started_from": 1})).count("presence__newer") == 1


def test_page_that_shows_the_newest_texts_is_told_nothing(client, editor, article):
    answer = report(client, article, **{"ar-started_from": 1, "en-started_from": 1})

    assert text_of(answer) == ""
    assert text_of(report(client, article)) == ""


@pytest.mark.parametrize("others", [1, 5])
def test_report_costs_the_same_for_any_number_of_people(
    client, editor, article, others, django_assert_num_queries
):
    for _number in range(others):
        Presence.objects.note(article, make_editor(), uuid4())
        make_draft(article, "ar")
    Revision.objects.update(author=make_editor())

    # The session, the user, two for the rights; the article, the person, the others, newer texts.
    with django_assert_num_queries(8):
        report(client, article, **{"ar-started_from": 1, "en-started_from": 0})


def test_report_is_no_act_and_keeps_no_session_alive(client, editor, article):
    acts = LogEntry.objects.count()

    response = report(client, article)

    assert LogEntry.objects.count() == acts
    assert "session" not in response.cookies
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db(transaction=True)
def test_tabs_that_report_at_the_same_moment_all_succeed():
    article, person, barrier = make_article(), make_editor(), Barrier(4)

    def keep_open(_tab):
        barrier.wait()
        for _number in range(10):
            Presence.objects.note(article, person, uuid4())
        connection.close()

    with ThreadPoolExecutor(4) as tabs:
        list(tabs.map(keep_open, range(4)))

    assert Presence.objects.count() == 1


def test_saving_names_the_visit_whose_texts_were_saved(client, editor, article):
    visit = uuid4()

    response = client.post(change_url(article), form_of(article, ar__headline="جديد", visit=visit))

    assert response.url == f"{change_url(article)}#saved-{visit}"


def test_adding_names_the_visit_whose_texts_were_saved(client, editor):
    visit = uuid4()

    assert client.post(ADD, form_of(**typed("ar"), visit=visit)).url.endswith(f"/change/#saved-{visit}")


def test_failed_save_is_still_the_same_visit(client, editor, article):
    visit = uuid4()

    page = client.post(change_url(article), form_of(article, ar__headline="", visit=visit))

    assert page.status_code == 200
    assert f'name="visit" value="{visit}"' in page.content.decode()
    assert Presence.objects.get().visit == visit


@pytest.mark.parametrize("visit", ["", "x", '"><script>', "\x00"])
def test_visit_that_is_none_of_ours_is_not_named(client, editor, article, visit):
    response = client.post(change_url(article), form_of(article, ar__headline="جديد", visit=visit))

    assert response.url == change_url(article)


def test_each_opening_is_a_visit_of_its_own(client, editor, article):
    pages = [client.get(change_url(article)).content.decode() for _time in range(2)]

    assert len({re.search(r'name="visit" value="(\S+)"', page)[1] for page in pages}) == 2

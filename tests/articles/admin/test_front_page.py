"""The page on which the desk sets the front page: who gets it, what it shows, what its forms do."""

from datetime import timedelta

import pytest
from django.utils import timezone
from time_machine import travel

from articles import placing, workflow
from articles.enums import Slot
from articles.models import BreakingLine, Placement
from tests.editing import LIST, make_editor, make_member, make_viewer
from tests.factories import PUBLISHED_AT, make_article, make_draft
from tests.portal.hostile import NO_KEYS, surprises

pytestmark = pytest.mark.django_db

FRONT = f"{LIST}front-page/"
HOUR = timedelta(hours=1)


def text_of(response):
    return response.content.decode()


def told(response):
    return [(message.level_tag, str(message)) for message in response.context["messages"]]


def typed(moment):
    """As a browser sends a time of Kuwait."""
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


def placed(article, slot=Slot.LEAD, **more):
    key = article if isinstance(article, str) else article.pk
    times = {"place-starts_at": "", "place-ends_at": ""}
    return {"place": "1", "place-slot": slot, "place-article": key} | times | more


def line_form(text="خبر عاجل", **more):
    ends_at = typed(timezone.now() + 3 * HOUR)
    return {"announce": "1", "line-text": text, "line-ends_at": ends_at, "line-article": ""} | more


@pytest.fixture
def archive():
    return [make_article(at=PUBLISHED_AT + timedelta(days=day)) for day in range(6)]


@pytest.mark.parametrize("role", ["contributor", "translator"])
@pytest.mark.parametrize("rest", ["", "ar/", "ar/candidates/"])
def test_front_page_is_for_those_who_publish(client, role, rest):
    client.force_login(make_member(role))

    assert client.get(FRONT + rest).status_code == 403
    assert client.post(f"{FRONT}ar/", line_form()).status_code == 403
    assert not BreakingLine.objects.exists()


@pytest.mark.parametrize(("held", "other"), [("ar", "en"), ("en", "ar")])
def test_each_language_is_for_those_who_hold_it(client, held, other):
    client.force_login(make_member("editor", held))

    assert client.get(FRONT).url == f"{FRONT}{held}/"
    assert client.get(f"{FRONT}{held}/").context["languages"] == [held]
    for rest in ("", "candidates/"):
        assert client.get(f"{FRONT}{other}/{rest}").status_code == 403
    assert client.post(f"{FRONT}{other}/", line_form()).status_code == 403


def test_somebody_without_a_language_is_refused(client):
    client.force_login(make_viewer())

    assert client.get(FRONT).status_code == 403


def test_front_page_is_for_those_who_are_logged_in(client):
    assert client.get(f"{FRONT}ar/")["Location"].startswith("/admin/login/")


def test_list_of_articles_leads_there_for_those_who_publish(client):
    client.force_login(make_editor())
    assert f'href="{FRONT}"' in text_of(client.get(LIST))

    client.force_login(make_editor("publish_article"))
    assert f'href="{FRONT}"' not in text_of(client.get(LIST))


@pytest.mark.parametrize("address", ["fr/", "fr/candidates/", "ar/x/"])
def test_front_page_of_no_language_is_not_found(client, editor, address):
    assert client.get(FRONT + address).status_code in {302, 404}


def test_outline_says_what_stands_where_and_why(client, editor, archive):
    placing.place(archive[0], "ar", Slot.FEATURED_1, by=None)

    places = client.get(f"{FRONT}ar/").context["places"]

    assert [place.article for place in places] == [archive[5], archive[0], archive[4], archive[3]]
    assert [place.is_filled_by_recency for place in places] == [True, False, True, True]


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("desk", ["ar", "en"])
def test_outline_has_the_direction_of_its_own_language(client, editor, archive, desk, language):
    client.cookies["portal_language"] = desk

    page = text_of(client.get(f"{FRONT}{language}/"))

    directions = {"ar": "rtl", "en": "ltr"}
    assert f'<div class="front-sketch" dir="{directions[language]}">' in page
    assert f'<html lang="{desk}" dir="{directions[desk]}"' in page
    assert getattr(archive[5], f"headline_{language}") in page


def test_outline_says_that_readers_cannot_read_what_was_placed(client, editor, archive):
    client.cookies["portal_language"] = "en"
    placing.place(archive[0], "ar", Slot.LEAD, by=None)
    workflow.withdraw(archive[0], "ar", by=None, reason="An error of fact")

    response = client.get(f"{FRONT}ar/")

    lead = response.context["places"][0]
    assert (lead.article, lead.is_passed_over) == (archive[5], True)
    assert "readers can’t read it in this language now" in text_of(response)


def test_article_is_placed_now_and_until_it_is_replaced(client, editor, archive):
    response = client.post(f"{FRONT}ar/", placed(archive[0]), follow=True)

    placement = Placement.objects.get()
    assert (placement.article, placement.slot, placement.language) == (archive[0], "lead", "ar")
    assert (placement.made_by, placement.is_until_replaced, placement.has_begun) == (editor, True, True)
    assert [level for level, _words in told(response)] == ["success"]
    assert client.get("/ar/").context["front"].lead == archive[0]


def test_times_are_those_of_kuwait(client, editor, archive):
    day = timezone.localtime() + timedelta(days=2)
    times = {"place-starts_at": f"{day:%Y-%m-%d}T14:00", "place-ends_at": f"{day:%Y-%m-%d}T16:30"}

    client.post(f"{FRONT}ar/", placed(archive[0], **times))

    placement = Placement.objects.get()
    assert f"{placement.starts_at:%Y-%m-%d %H:%M}" == f"{day:%Y-%m-%d} 11:00"
    assert f"{placement.ends_at:%Y-%m-%d %H:%M}" == f"{day:%Y-%m-%d} 13:30"
    assert not placement.has_begun


@pytest.mark.parametrize("language", ["ar", "en"])
def test_damaged_form_is_shown_again_with_what_was_typed(client, editor, archive, language):
    client.cookies["portal_language"] = language
    now = timezone.now()
    times = {"place-starts_at": typed(now + 3 * HOUR), "place-ends_at": typed(now + 2 * HOUR)}

    response = client.post(f"{FRONT}ar/", placed(archive[0], Slot.FEATURED_3, **times))

    form = response.context["placing"]
    assert (response.status_code, list(form.errors)) == (200, ["ends_at"])
    assert f'value="{archive[0].pk}" selected' in text_of(response)
    assert times["place-starts_at"] in text_of(response)
    assert not Placement.objects.exists()


def test_article_that_was_withdrawn_meanwhile_is_an_error_of_the_form(client, editor, archive):
    workflow.withdraw(archive[0], "ar", by=None, reason="An error of fact")

    response = client.post(f"{FRONT}ar/", placed(archive[0]))

    assert list(response.context["placing"].errors) == ["article"]
    assert not Placement.objects.exists()


def test_article_withdrawn_after_it_was_checked_is_an_error_too(client, editor, archive, monkeypatch):
    """Between the form and the verb, which asks again under its lock."""
    place = placing.place

    def withdrawn_first(article, *arguments, **more):
        workflow.withdraw(article, "ar", by=None, reason="An error of fact")
        return place(article, *arguments, **more)

    monkeypatch.setattr(placing, "place", withdrawn_first)

    response = client.post(f"{FRONT}ar/", placed(archive[0]))

    assert list(response.context["placing"].errors) == ["article"]


def test_link_fills_the_form(client, editor, archive):
    page = text_of(client.get(f"{FRONT}ar/?slot=featured_2&article={archive[1].pk}"))

    assert '<option value="featured_2" selected>' in page
    assert page.count(f'<option value="{archive[1].pk}" selected>') == 1


def test_form_without_a_script_offers_the_newest_and_the_next(client, editor, archive):
    later = make_article(at=timezone.now() + HOUR)
    draft = make_draft(make_article(""), "ar").article

    page = text_of(client.get(f"{FRONT}ar/"))

    for article in (*archive, later):
        assert f'<option value="{article.pk}">' in page
    assert f'<option value="{draft.pk}">' not in page


def test_what_stands_there_is_ended(client, editor, archive):
    placement = placing.place(archive[0], "ar", Slot.LEAD, by=None)

    client.post(f"{FRONT}ar/", {"end": placement.pk})

    placement.refresh_from_db()
    assert placement.ended_by == editor
    assert client.get("/ar/").context["front"].lead == archive[5]


def test_what_has_ended_meanwhile_is_told(client, editor, archive):
    placement = placing.place(archive[0], "ar", Slot.LEAD, by=None)
    placing.end(placement, by=None)

    response = client.post(f"{FRONT}ar/", {"end": placement.pk}, follow=True)

    assert [level for level, _words in told(response)] == ["error"]


def test_page_of_one_language_ends_nothing_of_the_other(client, editor, archive):
    placement = placing.place(archive[0], "en", Slot.LEAD, by=None)

    client.post(f"{FRONT}ar/", {"end": placement.pk})

    placement.refresh_from_db()
    assert placement.ended_at is None


def test_what_is_planned_and_what_is_covered_is_listed(client, editor, archive):
    now = timezone.now()
    covered = placing.place(archive[0], "ar", Slot.LEAD, by=None, ends_at=now + 5 * HOUR)
    seen = placing.place(archive[1], "ar", Slot.LEAD, by=None, ends_at=now + HOUR)
    planned = placing.place(archive[2], "ar", Slot.LEAD, by=None, starts_at=now + 2 * HOUR)

    context = client.get(f"{FRONT}ar/").context

    assert context["places"][0].placement == seen
    assert context["others"] == [covered, planned]


def test_line_is_set_and_ended(client, editor, archive):
    client.post(f"{FRONT}ar/", line_form(**{"line-article": archive[0].pk}))

    line = BreakingLine.objects.get()
    assert (line.text, line.article, line.made_by) == ("خبر عاجل", archive[0], editor)
    assert client.get(f"{FRONT}ar/").context["line"] == line
    client.post(f"{FRONT}ar/", {"end_line": line.pk})
    assert client.get("/ar/").context["front"].breaking is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"line-text": "a" * 141}, "text"),
        ({"line-text": " … "}, "text"),
        ({"line-ends_at": ""}, "ends_at"),
        ({"line-ends_at": "2020-01-01T10:00"}, "ends_at"),
        ({"line-starts_at": "tomorrow"}, "starts_at"),
    ],
)
def test_line_that_cannot_be_is_an_error_of_the_form(client, editor, changes, field):
    response = client.post(f"{FRONT}ar/", line_form(**changes))

    assert (response.status_code, list(response.context["announcing"].errors)) == (200, [field])
    assert not BreakingLine.objects.exists()


def test_line_is_offered_an_end(client, editor):
    with travel(timezone.now(), tick=False):
        offered = client.get(f"{FRONT}ar/").context["announcing"].initial["ends_at"]

        assert 5 * HOUR < offered - timezone.now() <= 6 * HOUR


def found(client, language="ar", **query):
    results = client.get(f"{FRONT}{language}/candidates/", query).json()["results"]
    return [int(result["id"]) for result in results]


def test_finder_offers_what_may_stand_there(client, editor):
    live, later = make_article("ar"), make_article("ar", at=timezone.now() + HOUR)
    withdrawn = make_article("ar")
    workflow.withdraw(withdrawn, "ar", by=None, reason="An error of fact")
    make_draft(make_article("en"), "ar")

    assert found(client) == [later.pk, live.pk]
    assert found(client, term="مذكرة") == [later.pk, live.pk]
    assert found(client, term=str(live.pk)) == [live.pk]
    assert found(client, term="qnothing") == []


def test_finder_answers_damaged_questions(client, editor):
    make_article()
    responses = [
        (term[:20], client.get(f"{FRONT}ar/candidates/", {"term": term}))
        for term in [*NO_KEYS[:-1], '"', "%", "a " * 500]
    ]

    assert surprises(responses) == []


@pytest.mark.parametrize("name", ["end", "end_line", "place-article", "place-slot", "line-article"])
def test_hostile_value_is_no_fault(client, editor, archive, name):
    form = line_form() if name.startswith("line") else placed(archive[0]) if "-" in name else {}
    responses = [
        (value[:20], client.post(f"{FRONT}ar/", form | {name: value})) for value in [*NO_KEYS, "\ud7ff", "٣"]
    ]

    assert surprises(responses) == []


@pytest.mark.parametrize(
    "query", ["slot=x&article=abc", f"article={'9' * 30}", "article=-1", "slot=&article="]
)
def test_damaged_link_is_an_empty_form(client, editor, archive, query):
    assert client.get(f"{FRONT}ar/?{query}").status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_front_page_costs_the_same_for_any_number_of_placements(
    client, editor, archive, rows, django_assert_num_queries
):
    now = timezone.now()
    for hours in range(rows):
        for slot in Slot:
            starts_at = now + hours * HOUR
            placing.place(archive[hours], "ar", slot, by=editor, starts_at=starts_at)
        ends_at = now + (hours + 1) * HOUR
        placing.announce_breaking("خبر", "ar", by=editor, ends_at=ends_at, article=archive[hours])

    # The session, the user, two for the rights; the newest pieces, the next scheduled, the placements, and
    # the lines twice: all of them, and the one that readers see.
    with django_assert_num_queries(9):
        client.get(f"{FRONT}ar/")

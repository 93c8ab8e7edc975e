"""What the buttons of the form do with a time, a note and a text that lacks something, and what is said."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from articles import workflow
from articles.enums import Stage, State
from articles.models import Article, LogEntry
from tests.editing import ADD, change_url, form_of, make_member, newest, typed
from tests.factories import TEXTS, make_article, make_author, make_draft, make_topic

pytestmark = pytest.mark.django_db

BOTH = pytest.mark.parametrize("admin_language", ["ar", "en"], indirect=True)


@pytest.fixture
def admin_language(request, client):
    client.cookies["portal_language"] = request.param
    return request.param


def in_days(days):
    return timezone.localtime(timezone.now() + timedelta(days=days)).replace(
        hour=7, minute=30, second=0, microsecond=0
    )


def written(at):
    return at.strftime("%Y-%m-%dT%H:%M")


def drafted(language="ar"):
    article = make_article("")
    make_draft(article, language)
    return article


def scheduled(language="ar"):
    article = drafted(language)
    workflow.schedule(newest(article, language), by=None, at=in_days(3))
    article.refresh_from_db()
    return article


def text_of(response, language="ar"):
    return response.context["adminform"].form.texts[language]


def said(response):
    return [(message.level_tag, str(message)) for message in response.context["messages"]]


def initial_of(response, name):
    return re.search(rf'name="initial-{name}"(?: value="([^"]*)")?', response.content.decode())[1] or ""


@pytest.mark.parametrize("button", ["_continue", "_submit_ar", "_approve_ar"])
def test_typed_time_is_not_dropped_by_another_button(client, editor, button):
    article = drafted()
    if button == "_approve_ar":
        workflow.submit(newest(article, "ar"), by=None)
    at = written(in_days(2))

    response = client.post(
        change_url(article), form_of(article, ar__place="الجهراء", **{"ar-publish_at": at, button: "1"})
    )

    assert text_of(response)["publish_at"].errors
    assert text_of(response)["publish_at"].value() == at
    assert text_of(response)["place"].value() == "الجهراء"
    assert newest(article, "ar").number == 1


def test_time_that_stands_in_the_field_does_not_hinder_saving(client, editor):
    article = scheduled()
    page = client.get(change_url(article))
    times = {
        "ar-publish_at": written(in_days(3)),
        "initial-ar-publish_at": initial_of(page, "ar-publish_at"),
    }

    response = client.post(change_url(article), form_of(article, ar__place="الجهراء", **times))

    article.refresh_from_db()
    assert (response.status_code, newest(article, "ar").number) == (302, 2)
    assert article.published_at_ar == in_days(3)


def test_time_that_somebody_else_set_meanwhile_does_not_hinder_saving(client, editor):
    article = drafted()
    page = client.get(change_url(article))
    times = {"ar-publish_at": "", "initial-ar-publish_at": initial_of(page, "ar-publish_at")}
    data = form_of(article, en__headline="In English", **times)
    workflow.schedule(newest(article, "ar"), by=None, at=in_days(3))

    assert client.post(change_url(article), data).status_code == 302


def test_emptied_time_takes_nothing_back_in_silence(client, editor):
    article = scheduled()
    page = client.get(change_url(article))
    times = {"ar-publish_at": "", "initial-ar-publish_at": initial_of(page, "ar-publish_at")}

    response = client.post(change_url(article), form_of(article, **times))

    assert text_of(response)["publish_at"].errors
    assert Article.objects.get().state_in("ar") == State.SCHEDULED


@pytest.mark.parametrize(
    ("button", "time"),
    [
        ("_publish_ar", "2020-01-01T09:00"),
        ("_schedule_ar", "2020-01-01T09:00"),
        ("_schedule_ar", "0202-11-22T09:00"),
        ("_schedule_ar", "9999-11-22T09:00"),
        ("_schedule_ar", ""),
        ("_continue", "2020-01-01T09:00"),
    ],
)
def test_time_that_cannot_be_meant_is_an_error_at_its_field(client, editor, button, time):
    data = form_of(**typed("ar"), topic=make_topic().pk, **{"ar-publish_at": time, button: "1"})

    response = client.post(ADD, data)

    assert text_of(response)["publish_at"].errors
    assert text_of(response)["headline"].value() == TEXTS["ar"]["headline"]
    assert not Article.objects.exists()


def test_publish_button_publishes_nothing_while_a_time_to_come_stands(client, editor):
    article = drafted()

    response = client.post(
        change_url(article), form_of(article, _publish_ar="1", **{"ar-publish_at": written(in_days(2))})
    )

    assert text_of(response)["publish_at"].errors
    assert Article.objects.get().state_in("ar") == State.DRAFT


def test_scheduled_text_is_published_at_once_when_the_time_is_emptied(client, editor):
    article = scheduled()

    client.post(change_url(article), form_of(article, _publish_ar="1", **{"ar-publish_at": ""}))

    assert Article.objects.get().state_in("ar") == State.LIVE


@BOTH
def test_schedule_is_said_with_its_day_and_time(client, editor, admin_language, settings):
    article = drafted()
    at = timezone.localtime().replace(year=timezone.now().year + 1, month=11, day=26, hour=7, minute=30)

    data = form_of(article, _schedule_ar="1", **{"ar-publish_at": written(at)})
    response = client.post(change_url(article), data, follow=True)

    ((level, words),) = said(response)
    month = {"ar": "نوفمبر", "en": "November"}[admin_language]
    assert level == "success"
    assert f"26 {month} {at.year}" in words
    assert "07:30" in words
    assert ("day " in words) == (admin_language == "en")


def test_button_of_a_scheduled_text_is_called_reschedule(client, editor):
    client.cookies["portal_language"] = "en"

    assert "Reschedule" in client.get(change_url(scheduled())).content.decode()
    assert "Reschedule" not in client.get(change_url(drafted())).content.decode()


def test_stored_schedule_is_written_in_words(client, editor):
    client.cookies["portal_language"] = "en"
    article = scheduled()

    page = client.get(change_url(article)).content.decode()

    assert f"Scheduled for {in_days(3):%A} {in_days(3).day}" in page


def test_all_that_is_missing_is_told_at_once_and_the_rest_stays_typed(client, editor):
    data = form_of(ar__headline="عنوان", ar__note="ملاحظة", kind="opinion", _schedule_ar="1")
    at = written(in_days(2))

    response = client.post(ADD, data | {"ar-publish_at": at})

    form, text = response.context["adminform"].form, text_of(response)
    assert form["topic"].errors
    assert form["kind"].errors
    assert text["body"].errors
    assert [text[name].value() for name in ("headline", "note", "publish_at")] == ["عنوان", "ملاحظة", at]
    assert not Article.objects.exists()


def test_opinion_with_an_author_typed_beside_it_is_published(client, editor):
    rows = {
        "bylines-TOTAL_FORMS": 1,
        "bylines-0-author": make_author().pk,
        "bylines-0-position": 0,
        "bylines-0-role": "author",
    }
    data = form_of(**typed("ar"), topic=make_topic().pk, kind="opinion", _publish_ar="1")

    client.post(ADD, data | rows)

    assert Article.objects.get().is_live_in("ar")


def test_refused_button_saves_nothing_and_says_nothing_good(client, editor):
    article = make_article()

    response = client.post(change_url(article), form_of(article, kind="analysis", _publish_ar="1"))

    assert said(response) == []
    assert text_of(response).non_field_errors()
    assert Article.objects.get().kind == "news"


@pytest.mark.parametrize("verb", ["save_revision", "publish"])
def test_right_lost_while_saving_shows_what_was_typed(client, editor, monkeypatch, verb):
    article = drafted()

    def refuse(*arguments, **more):
        raise PermissionDenied("lost")

    monkeypatch.setattr(workflow, verb, refuse)
    response = client.post(change_url(article), form_of(article, ar__place="الجهراء", _publish_ar="1"))

    assert response.status_code == 200
    assert text_of(response)["place"].value() == "الجهراء"
    assert response.context["adminform"].form.errors
    assert newest(article, "ar").number == 1


def test_own_draft_published_while_it_was_saved_shows_what_was_typed(client, monkeypatch):
    writer = make_member("contributor")
    client.force_login(writer)
    article = make_article("", made_by=writer)
    make_draft(article, "ar")
    lost = []

    def lose(*arguments, **more):
        lost.append(True)
        raise PermissionDenied("published meanwhile")

    monkeypatch.setattr(workflow, "save_revision", lose)
    monkeypatch.setattr("articles.admin.article.may_touch", lambda user, article: not lost)
    response = client.post(change_url(article), form_of(article, ar__place="الجهراء"))

    assert response.status_code == 200
    assert "الجهراء" in response.content.decode()


def test_rows_typed_while_they_became_locked_are_not_dropped_in_silence(client):
    writer = make_member("contributor")
    client.force_login(writer)
    article = make_article("", made_by=writer)
    workflow.submit(make_draft(article, "ar"), by=writer)
    rows = {
        "bylines-TOTAL_FORMS": 1,
        "bylines-0-author": make_author().pk,
        "bylines-0-position": 0,
        "bylines-0-role": "author",
    }

    response = client.post(change_url(article), form_of(article, en__headline="Mine") | rows)

    assert response.status_code == 200
    assert not article.bylines.exists()
    assert newest(article, "en") is None


def test_rows_left_alone_do_not_hinder_saving_where_they_are_locked(client):
    writer = make_member("contributor")
    client.force_login(writer)
    article = make_article("", made_by=writer, author=make_author())
    workflow.submit(make_draft(article, "ar"), by=writer)
    row = {"id": article.bylines.get().pk, "article": article.pk}
    rows = {"bylines-TOTAL_FORMS": 1, "bylines-INITIAL_FORMS": 1}
    rows |= {f"bylines-0-{name}": value for name, value in row.items()}

    response = client.post(change_url(article), form_of(article, en__headline="Mine") | rows)

    assert response.status_code == 302
    assert article.bylines.count() == 1


@pytest.mark.parametrize("stage", ["draft", "in_review", "approved"])
def test_writer_changes_the_shared_part_only_while_no_text_waits(client, stage):
    writer = make_member("contributor")
    client.force_login(writer)
    article = make_article("", made_by=writer)
    draft = make_draft(article, "ar")
    if stage != "draft":
        workflow.submit(draft, by=writer)
    if stage == "approved":
        workflow.approve(draft, by=None)

    page = client.get(change_url(article)).content.decode()
    response = client.post(change_url(article), form_of(article, kind="opinion"))

    article.refresh_from_db()
    assert ('name="kind"' in page) == (stage == "draft")
    assert article.kind == ("opinion" if stage == "draft" else "news")
    assert response.status_code == (302 if stage == "draft" else 200)


def test_shared_fields_left_alone_do_not_hinder_saving_where_they_became_locked(client):
    writer = make_member("contributor")
    client.force_login(writer)
    article = make_article("", made_by=writer)
    workflow.submit(make_draft(article, "ar"), by=writer)
    data = form_of(article, en__headline="Mine", kind="news") | {"start-kind": "news"}
    Article.objects.filter(pk=article.pk).update(kind="interview")

    assert client.post(change_url(article), data).status_code == 302


@BOTH
def test_draft_over_a_live_text_says_what_readers_see(client, editor, admin_language):
    article = make_article()

    response = client.post(change_url(article), form_of(article, ar__place="الجهراء"), follow=True)

    ((level, words),) = said(response)
    assert level == "success"
    assert "2" in words
    assert "1" in words


def test_words_after_saving_by_what_was_saved(client, editor):
    client.cookies["portal_language"] = "en"

    def saved(article, **changes):
        response = client.post(change_url(article), form_of(article, **changes), follow=True)
        ((level, words),) = said(response)
        return level, words

    live, to_come, draft = make_article(), scheduled(), drafted()
    approved = drafted()
    workflow.approve(workflow.submit(newest(approved, "ar"), by=None), by=None)

    assert saved(draft, ar__place="x") == ("success", "Revision 2 was saved in Arabic.")
    assert saved(draft) == ("info", "Nothing was changed.")
    assert saved(draft, kind="opinion") == ("success", "What both languages share was saved.")
    assert saved(live, ar__place="x")[1].endswith("readers still see revision 1.")
    assert "revision 1 will still be published on" in saved(to_come, ar__place="x")[1]
    assert saved(approved, ar__place="x")[1].endswith("which has to be approved again.")
    assert saved(drafted(), _submit_ar="1") == ("success", "Sent for review in Arabic.")


def test_note_of_the_writer_is_shown_to_the_reviewer_with_the_acts_before(client, editor):
    article = drafted()
    draft = newest(article, "ar")
    client.post(change_url(article), form_of(article, ar__note="أول مرة", _submit_ar="1"))
    workflow.send_back(draft, by=None, note="من حضر؟")
    client.post(change_url(article), form_of(article, ar__note="أضفت الأسماء", _submit_ar="1"))

    page = client.get(change_url(article))

    assert [entry.note for entry in text_of(page).last_acts] == ["أضفت الأسماء", "من حضر؟", "أول مرة"]
    assert "أضفت الأسماء" in page.content.decode()


def test_acts_before_the_last_publication_are_not_shown(client, editor):
    article = drafted()
    client.post(change_url(article), form_of(article, ar__note="أول مرة", _submit_ar="1"))
    workflow.publish(newest(article, "ar"), by=None)
    make_draft(article, "ar", headline="عنوان جديد")

    assert text_of(client.get(change_url(article))).last_acts == []


def test_withdrawn_text_shows_when_and_why_and_not_its_publication(client, editor):
    article = make_article()
    workflow.withdraw(article, "ar", by=editor, reason="نُشر خطأ")

    page = client.get(change_url(article))

    (entry,) = text_of(page).last_acts
    last_steps = [text.steps[-1] for text in page.context["adminform"].form.texts.values()]
    assert (entry.act, entry.note, entry.by) == ("withdrew", "نُشر خطأ", editor)
    assert [(step.name, step.at) for step in last_steps] == [
        ("withdrawn", Article.objects.get().withdrawn_at_ar),
        ("live", article.published_at_en),
    ]


def test_first_wrong_field_has_the_focus(client, editor):
    client.cookies["portal_language"] = "en"
    article = drafted()
    workflow.submit(newest(article, "ar"), by=None)

    page = client.post(change_url(article), form_of(article, _send_back_ar="1")).content.decode()

    assert re.findall(r'name="([^"]+)"[^>]* autofocus', page) == ["ar-note"]
    assert "See the marked field." in page
    assert LogEntry.objects.filter(act="sent_back").count() == 0


def test_button_with_nothing_to_do_is_not_there(client, editor):
    approved = drafted()
    workflow.approve(workflow.submit(newest(approved, "ar"), by=None), by=None)

    assert "_submit_ar" not in client.get(change_url(scheduled())).content.decode()
    assert "_approve_ar" not in client.get(change_url(approved)).content.decode()
    assert newest(approved, "ar").stage == Stage.APPROVED


@pytest.mark.parametrize(
    ("role", "languages", "is_own", "verb", "words"),
    [
        ("translator", "en", False, "publish", "you don’t work in Arabic"),
        ("contributor", "ar", True, "publish", "it has been published"),
        ("contributor", "ar", True, "schedule", "its publication is scheduled"),
        ("contributor", "ar", True, "submit", "This text is in review"),
    ],
)
def test_reason_why_a_text_is_only_read(client, role, languages, is_own, verb, words):
    client.cookies["portal_language"] = "en"
    member = make_member(role, languages=languages)
    client.force_login(member)
    article = make_article("", made_by=member if is_own else None)
    more = {"at": in_days(2)} if verb == "schedule" else {}
    getattr(workflow, verb)(make_draft(article, "ar"), by=None, **more)

    page = client.get(change_url(article)).content.decode()

    assert f"You can only read this text{'.' if verb == 'submit' else ':'}" in page
    assert words in page

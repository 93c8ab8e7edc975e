"""What shows a text to readers is done only where its language stands as the page had shown it."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from articles import workflow
from articles.correcting import correct
from articles.enums import State
from articles.models import Article, Correction
from articles.transitions import EditConflict
from tests.articles.admin.test_correction import SENTENCE, answers
from tests.articles.admin.test_publishing import schedule
from tests.editing import answer_to, change_url, form_of, make_editor, make_member, newest
from tests.factories import make_article, make_draft

pytestmark = pytest.mark.django_db

REASON = "The figures are being checked."


def withdraw(article, language="ar"):
    workflow.withdraw(article, language, by=None, reason=REASON)


def state_of(article, language="ar"):
    return Article.objects.get(pk=article.pk).state_in(language)


def told(response, language="ar"):
    return " ".join(response.context["adminform"].form.texts[language].non_field_errors())


@pytest.mark.parametrize("kind", ["correction", "none", ""])
def test_form_opened_before_a_withdrawal_does_not_undo_it(client, editor, language, kind):
    article = make_article()
    record = {"kind": kind, "text": SENTENCE if kind == "correction" else ""}
    data = form_of(article, **{f"{language}__headline": "Typed", f"_publish_{language}": "1"})
    data |= answers(language, **record)
    withdraw(article, language)

    response = client.post(change_url(article), data)

    page = response.content.decode()
    assert response.status_code == 200
    assert state_of(article, language) == State.WITHDRAWN
    assert newest(article, language).number == 1
    assert not Correction.objects.exists()
    assert REASON in told(response, language)
    assert re.search(rf'<textarea name="{language}-headline"[^>]*>\s*Typed</textarea>', page)
    assert (SENTENCE in page) == (kind == "correction")


def test_record_typed_for_a_text_withdrawn_meanwhile_is_not_dropped_by_pressing_again(client, editor):
    article = make_article()
    data = form_of(article, ar__headline="عنوان جديد", _publish_ar="1")
    data |= answers(kind="correction", text=SENTENCE)
    withdraw(article)
    first = client.post(change_url(article), data)

    second = client.post(change_url(article), answer_to(first, data))
    saved = client.post(change_url(article), answer_to(second, data, _publish_ar="") | {"_save": "1"})

    assert state_of(article) == State.WITHDRAWN
    assert SENTENCE in second.content.decode()
    assert saved.status_code == 200


def test_form_that_showed_the_withdrawal_publishes_again(client, editor):
    article = make_article()
    data = form_of(article, ar__headline="عنوان جديد", _publish_ar="1")
    withdraw(article)
    first = client.post(change_url(article), data)

    response = client.post(change_url(article), answer_to(first, data))

    assert 'name="ar-seen_state" value="withdrawn"' in first.content.decode()
    assert response.status_code == 302
    assert state_of(article) == State.LIVE


def test_error_elsewhere_does_not_count_as_having_seen_the_withdrawal(client, editor):
    article = make_article()
    data = form_of(article, en__source_url="not an address")
    withdraw(article)

    page = client.post(change_url(article), data).content.decode()

    assert 'name="ar-seen_state" value="live"' in page


def test_text_is_saved_without_being_shown_whatever_has_moved(client, editor):
    article = make_article()
    data = form_of(article, ar__headline="عنوان جديد")
    withdraw(article)

    assert client.post(change_url(article), data).status_code == 302
    assert newest(article, "ar").headline == "عنوان جديد"
    assert state_of(article) == State.WITHDRAWN


@pytest.mark.parametrize("act", ["publish", "schedule"])
@pytest.mark.parametrize("meanwhile", ["published", "scheduled"])
def test_draft_that_moved_meanwhile_is_not_shown(client, editor, act, meanwhile):
    article = make_draft(make_article("en"), "ar").article
    data = form_of(article, ar__headline="عنوان جديد", ar__publish_at="", **{f"_{act}_ar": "1"})
    if act == "schedule":
        data["ar-publish_at"] = f"{timezone.localtime() + timedelta(days=2):%Y-%m-%dT%H:%M}"
    if meanwhile == "published":
        workflow.publish(newest(article, "ar"), by=None)
    else:
        schedule(article, "ar")

    response = client.post(change_url(article), data)

    assert response.status_code == 200
    assert told(response)
    assert newest(article, "ar").number == 1
    assert Article.objects.get(pk=article.pk).headline_ar != "عنوان جديد"


@pytest.mark.parametrize("seen", ["", "nonsense", "missing", "LIVE"])
def test_page_that_does_not_say_what_it_showed_publishes_nothing(client, editor, seen):
    article = make_draft(make_article(), "ar", headline="عنوان جديد").article
    data = form_of(article, _publish_ar="1", ar__seen_state=seen) | answers(kind="none")

    response = client.post(change_url(article), data)

    assert told(response)
    assert Article.objects.get(pk=article.pk).headline_ar != "عنوان جديد"


def test_verbs_refuse_where_the_language_stands_otherwise_than_was_seen():
    article = make_article()
    draft = make_draft(article, "ar", headline="عنوان جديد")
    withdraw(article)
    verbs = [
        lambda: workflow.publish(draft, by=None, seen=State.LIVE),
        lambda: workflow.schedule(draft, by=None, at=timezone.now(), seen=State.DRAFT),
        lambda: correct(draft, by=None, kind="correction", text=SENTENCE, seen=State.LIVE),
    ]

    for verb in verbs:
        with pytest.raises(EditConflict):
            verb()
    assert state_of(article) == State.WITHDRAWN
    workflow.publish(draft, by=None, seen=State.WITHDRAWN)
    assert state_of(article) == State.LIVE


def test_whoever_lacks_the_right_is_not_told_what_moved():
    draft = make_draft(make_article(), "ar")

    with pytest.raises(PermissionDenied):
        workflow.publish(draft, by=make_editor("publish_article"), seen=State.DRAFT)


def test_confirmation_page_does_not_undo_a_withdrawal_made_since(client, editor):
    article = make_article()
    text = newest(article, "ar").text | {"headline": "عنوان جديد"}
    workflow.save_revision(article, "ar", text, by=None, started_from=1, is_minor=True)
    url = f"/admin/articles/article/publish/ar/?ids={article.pk}"
    name = client.get(url).context["candidates"][0].name
    withdraw(article)

    messages = client.post(url, {"text": [name]}, follow=True).context["messages"]

    assert state_of(article) == State.WITHDRAWN
    assert [message.level_tag for message in messages] == ["error"]
    assert REASON in str(next(iter(messages)))


def test_question_is_focused_and_every_line_of_the_summary_leads_to_its_place(client, editor, language):
    article = make_article()
    data = form_of(article, **{f"{language}__headline": "Typed", f"_publish_{language}": "1"})

    page = client.post(change_url(article), data).content.decode()

    assert re.search(rf'<select name="{language}-correction-kind"[^>]* autofocus', page)
    assert page.count(" autofocus") == 1
    places = re.findall(r'<li><a href="#([^"]+)">', page)
    assert places == [f"{language}-correction-question"] * 2
    assert f'id="{places[0]}"' in page


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ({"ar__source_url": "no address"}, "id_ar-source_url-place"),
        ({"en__started_from": 7, "en__headline": "New"}, "en-notes"),
    ],
)
def test_line_of_the_summary_leads_to_what_is_wrong(client, editor, typed, place):
    article = make_article()

    page = client.post(change_url(article), form_of(article, **typed)).content.decode()

    assert f'<li><a href="#{place}">' in page
    assert f'id="{place}"' in page


@pytest.mark.parametrize("is_own", [True, False])
def test_conflict_names_a_second_window_only_where_the_newer_text_is_the_users(client, is_own):
    me = make_member("chief")
    client.force_login(me)
    article = make_article()
    data = form_of(article, ar__headline="عنواني الثاني")
    author = me if is_own else make_editor()
    text = newest(article, "ar").text | {"headline": "عنواني الأول"}
    workflow.save_revision(article, "ar", text, by=author, started_from=1)

    response = client.post(change_url(article), data)

    form = response.context["adminform"].form.texts["ar"]
    assert form.conflict
    assert form.is_own_newest == is_own

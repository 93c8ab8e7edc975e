"""What is typed and not saved: kept by the server for its writer alone, and offered to them again."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import Autosave, LogEntry, Revision
from tests.editing import LIST, change_url, form_of, make_editor, make_member, make_viewer, newest
from tests.factories import make_article, make_draft

pytestmark = pytest.mark.django_db

VISIT = str(uuid4())


@pytest.fixture
def article():
    return make_article()


def send(client, article, of="ar", **changes):
    text = newest(article, of)
    said = {"language": of, "visit": VISIT, "started_from": text.number} | text.text
    return client.post(f"{LIST}{article.pk}/autosave/", said | changes)


def offered(client, article):
    return json.loads(client.get(change_url(article)).context["kept"])


def test_text_is_kept_and_offered_and_is_no_revision(client, editor, article):
    before = Revision.objects.count(), LogEntry.objects.count()

    answer = send(client, article, headline="عنوان لم يُحفظ")

    assert answer.status_code == 200
    assert answer.json()["is_kept"]
    (kept,) = offered(client, article)
    assert kept["fields"] == {"ar-headline": "عنوان لم يُحفظ"}
    assert (kept["language"], kept["visit"], kept["startedFrom"]) == ("ar", VISIT, 1)
    assert (Revision.objects.count(), LogEntry.objects.count()) == before


def test_one_text_of_one_writer_is_one_row(client, editor, article):
    for headline in ("عنوان", "عنوان أطول"):
        send(client, article, headline=headline, visit=str(uuid4()))
    send(client, article, "en", headline="Headline")

    assert [row.text["headline"] for row in Autosave.objects.order_by("language")] == [
        "عنوان أطول",
        "Headline",
    ]


def test_text_is_cleaned_on_the_way_in(client, editor, article):
    send(client, article, body='<p onclick="x()">نص</p><script>alert(1)</script>')

    assert Autosave.objects.get().text == {"body": "<p>نص</p>"}


def test_text_that_says_what_is_saved_is_let_go(client, editor, article):
    send(client, article, headline="عنوان")

    assert not send(client, article).json()["is_kept"]
    assert Autosave.objects.count() == 0


def test_text_that_waits_from_elsewhere_is_not_let_go_by_an_idle_page(client, editor, article):
    send(client, article, headline="عنوان", visit=str(uuid4()))
    send(client, article)

    assert Autosave.objects.count() == 1


def test_discarded_text_is_not_offered_again(client, editor, article):
    send(client, article, headline="عنوان")
    send(client, article, headline="", is_dropped="on")

    assert Autosave.objects.count() == 0


def test_saving_the_text_lets_it_go_and_leaves_the_other_language(client, editor, article):
    send(client, article, headline="عنوان")
    send(client, article, "en", headline="Headline")

    client.post(change_url(article), form_of(article, ar__headline="عنوان"))

    assert Autosave.objects.get().language == "en"


def test_saving_nothing_keeps_what_waits(client, editor, article):
    send(client, article, headline="عنوان")

    client.post(change_url(article), form_of(article))

    assert Autosave.objects.count() == 1


def test_save_that_is_refused_keeps_what_waits(client, editor, article, monkeypatch):
    send(client, article, headline="عنوان")
    data = form_of(article, ar__headline="عنوان")

    def refuse(*arguments, **more):
        raise workflow.WorkflowError("no")

    monkeypatch.setattr(workflow, "save_revision", refuse)
    with pytest.raises(workflow.WorkflowError):
        client.post(change_url(article), data)

    assert Autosave.objects.count() == 1


def test_nobody_else_is_offered_it(client, editor, article):
    send(client, article, headline="عنوان")
    client.force_login(make_editor())

    assert offered(client, article) == []
    send(client, article)
    assert Autosave.objects.count() == 1


def test_text_that_may_not_be_written_is_not_kept(client, article):
    client.force_login(make_viewer())
    assert send(client, article, headline="عنوان").status_code == 403

    client.force_login(make_member("translator", "en"))
    assert send(client, article, headline="عنوان").status_code == 403
    assert send(client, article, "en", headline="Headline").status_code == 200


def test_text_in_review_is_neither_kept_nor_offered_to_its_writer(client):
    writer = make_member("contributor", "ar")
    client.force_login(writer)
    article = make_article("")
    article.made_by = writer
    article.save()
    make_draft(article, "ar")
    send(client, article, headline="عنوان")
    workflow.submit(newest(article, "ar"), by=writer)

    assert send(client, article, headline="عنوان آخر").status_code == 409
    assert offered(client, article) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"language": "fr"},
        {"visit": "x"},
        {"started_from": "x"},
        {"started_from": 10**12},
        {"headline": "x" * 201},
        {"body": "x" * 1_000_001},
    ],
)
def test_what_no_page_of_ours_sends_is_refused(client, editor, article, changes):
    answer = send(client, article, **changes)

    assert answer.status_code == 400
    assert Autosave.objects.count() == 0


def test_address_answers_posts_of_staff_for_articles_that_are_there(client, article):
    address = f"{LIST}{article.pk}/autosave/"

    assert client.post(address).status_code == 302
    client.force_login(make_editor())
    assert client.get(address).status_code == 405
    assert client.post(f"{LIST}999999/autosave/").status_code == 404


def test_old_texts_are_forgotten(client, editor, article):
    send(client, article, "en", headline="Headline")
    Autosave.objects.update(saved_at=timezone.now() - timedelta(days=15))

    send(client, article, headline="عنوان")

    assert Autosave.objects.get().language == "ar"

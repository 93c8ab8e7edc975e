"""The question of the form whether a change is a correction, and the page where an edition answers one."""

import re

import pytest

from articles import workflow
from articles.correcting import answer
from articles.enums import OtherEdition
from articles.models import Correction, Revision
from articles.models.correction import LONGEST_TEXT
from portal.bilingual.languages import other
from tests.editing import change_url, form_of, make_member, make_viewer, newest
from tests.factories import make_article, make_correction, make_draft

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/correction/"
SENTENCE = "كان العام المذكور 2023، والصواب 2024."


def answers(language="ar", **typed):
    return {f"{language}-correction-{name}": value for name, value in typed.items()}


def send(client, article, language="ar", /, **more):
    """Press “save and publish” with these words in the form; returns the answer."""
    data = form_of(article) | {f"_publish_{language}": "1"} | more
    return client.post(change_url(article), data)


def headline_of(article, language="ar"):
    article.refresh_from_db()
    return getattr(article, f"headline_{language}")


def test_material_change_is_not_published_without_an_answer_and_nothing_is_lost(client, editor, language):
    article = make_article()
    before = Revision.objects.count()

    response = send(client, article, language, **{f"{language}-headline": "New words", "ar-note": "Why"})

    page = response.content.decode()
    assert response.status_code == 200
    assert headline_of(article, language) != "New words"
    assert Revision.objects.count() == before
    assert re.search(rf'<textarea name="{language}-headline"[^>]*>\s*New words</textarea>', page)
    assert 'value="Why"' in page
    question = response.context["adminform"].form.texts[language].correction
    assert list(question.errors) == ["kind"]
    assert "correction-question--asked" in page


def test_ordinary_update_makes_no_record(client, editor):
    article = make_article()

    response = send(client, article, **{"ar-headline": "عنوان جديد"}, **answers(kind="none"))

    assert response.status_code == 302
    assert headline_of(article) == "عنوان جديد"
    assert not Correction.objects.exists()


def test_correction_is_published_with_its_record(client, editor):
    article = make_article()
    typed = {"kind": "correction", "text": SENTENCE, "other_edition": "open"}

    response = send(client, article, **{"ar-headline": "عنوان جديد"}, **answers(**typed))

    assert response.status_code == 302
    assert headline_of(article) == "عنوان جديد"
    correction = Correction.objects.get()
    assert (correction.kind, correction.text, correction.by) == ("correction", SENTENCE, editor)
    assert (correction.language, correction.other_edition) == ("ar", OtherEdition.OPEN)
    assert correction.revision == newest(article, "ar")


def test_not_affected_is_answered_with_the_correction(client, editor):
    article = make_article()
    typed = {"kind": "clarification", "text": SENTENCE, "other_edition": "not_affected"}

    response = send(client, article, **{"ar-headline": "عنوان جديد"}, **answers(**typed))
    assert response.status_code == 200
    assert SENTENCE in response.content.decode()

    typed["reason"] = "The English has the right year."
    send(client, article, **{"ar-headline": "عنوان جديد"}, **answers(**typed))
    assert Correction.objects.get().reason == "The English has the right year."


@pytest.mark.parametrize(
    "typed",
    [
        {"kind": "correction"},
        {"kind": "correction", "text": " \u200b"},
        {"kind": "correction", "text": "x" * (LONGEST_TEXT + 1)},
        {"kind": "nonsense", "text": SENTENCE},
        {"kind": "none", "text": SENTENCE},
        {"text": SENTENCE},
        {"kind": "correction", "text": SENTENCE, "other_edition": "same"},
        {"kind": "correction\x00", "text": SENTENCE},
    ],
)
def test_record_that_is_not_complete_publishes_nothing(client, editor, typed):
    article = make_article()

    response = send(client, article, **{"ar-headline": "عنوان جديد"}, **answers(**typed))

    assert response.status_code == 200
    assert "عنوان جديد" in response.content.decode()
    assert headline_of(article) != "عنوان جديد"
    assert not Correction.objects.exists()


def test_minor_change_asks_nothing(client, editor):
    article = make_article()

    response = send(client, article, **{"ar-headline": "عنوان جديد", "ar-is_minor": "on"})

    assert response.status_code == 302
    assert headline_of(article) == "عنوان جديد"


def test_draft_that_was_material_asks_when_it_is_published(client, editor):
    article = make_article()
    make_draft(article, "ar", headline="مسودة")

    response = send(client, article, **{"ar-place": "الكويت", "ar-is_minor": "on"})

    assert response.status_code == 200
    assert headline_of(article) != "مسودة"


def test_first_publication_asks_nothing(client, editor):
    article = make_draft(make_article("en"), "ar").article

    response = send(client, article)

    article.refresh_from_db()
    assert response.status_code == 302
    assert article.is_live_in("ar")


def test_question_is_shown_only_where_readers_see_the_text(client, editor):
    article = make_article("en")
    make_draft(article, "ar")

    page = client.get(change_url(article)).content.decode()

    assert 'name="en-correction-kind"' in page
    assert "ar-correction" not in page
    assert "en-correction-other_edition" not in page


def test_record_typed_before_an_ordinary_save_is_not_dropped_in_silence(client, editor):
    article = make_article()
    data = form_of(article, ar__headline="عنوان جديد") | answers(kind="correction", text=SENTENCE)

    response = client.post(change_url(article), data)

    assert response.status_code == 200
    assert SENTENCE in response.content.decode()


def test_note_stands_beside_a_text_that_stays(client, editor):
    article = make_article("ar")

    response = send(client, article, **answers(kind="note", text=SENTENCE))

    assert response.status_code == 302
    assert Correction.objects.get().kind == "note"
    assert newest(article, "ar").number == 1


def test_open_correction_of_the_other_edition_is_offered_and_answered(client, editor, language):
    article, elsewhere = make_article(), other(language)
    asked = make_correction(article, elsewhere)
    page = client.get(change_url(article)).content.decode()
    assert f'name="{language}-correction-answers" value="{asked.pk}"' in page
    assert f"{elsewhere}-correction-answers" not in page

    typed = {"kind": "correction", "text": SENTENCE, "answers": [asked.pk]}
    send(client, article, language, **{f"{language}-headline": "New"}, **answers(language, **typed))

    asked.refresh_from_db()
    assert asked.other_edition == OtherEdition.SAME
    assert asked.twin.other_edition == OtherEdition.SAME
    assert not Correction.objects.open(["ar", "en"])


def test_correction_that_was_answered_in_between_is_told_and_nothing_is_lost(client, editor):
    article = make_article()
    asked = make_correction(article, "en")
    data = {"ar-headline": "عنوان جديد"}
    data |= answers(kind="correction", text=SENTENCE, answers=[asked.pk])
    answer(asked, by=None, unaffected="لا يخص العربية")

    response = send(client, article, **data)

    assert response.status_code == 200
    assert SENTENCE in response.content.decode()
    assert headline_of(article) != "عنوان جديد"


def test_editor_of_one_language_does_not_answer_for_the_other(client):
    article = make_article()
    client.force_login(make_member("editor", "ar"))

    assert "other_edition" not in client.get(change_url(article)).content.decode()
    typed = {"kind": "correction", "text": SENTENCE, "other_edition": "not_affected", "reason": "None"}
    send(client, article, **{"ar-headline": "عنوان جديد"}, **answers(**typed))

    assert Correction.objects.get().other_edition == OtherEdition.OPEN


def test_bulk_page_leaves_a_material_change_of_a_live_text_to_its_form(client, editor):
    material = make_draft(make_article(), "en", headline="Material").article
    minor = make_article()
    text = newest(minor, "en").text | {"headline": "Minor"}
    workflow.save_revision(minor, "en", text, by=None, started_from=1, is_minor=True)
    url = f"/admin/articles/article/publish/en/?ids={material.pk},{minor.pk}"

    page = client.get(url)
    client.post(url, {"text": [f"{material.pk}:2:live", f"{minor.pk}:2:live"]})

    assert [bool(row.refusal) for row in page.context["candidates"]] == [False, True]
    assert headline_of(material, "en") != "Material"
    assert headline_of(minor, "en") == "Minor"


def test_answer_page_shows_what_changed_and_takes_the_reason(client, editor):
    article = make_article()
    correction = make_correction(article, "ar", text=SENTENCE)
    url = f"{LIST}{correction.pk}/change/"

    page = client.get(url).content.decode()
    assert SENTENCE in page
    assert f"/admin/articles/article/{article.pk}/compare/ar/?from=1&amp;to=2" in page
    assert client.post(url, {"outcome": "not_affected", "reason": ""}).status_code == 200
    assert client.post(url, {}).status_code == 200
    assert client.post(url, {"outcome": "nonsense"}).status_code == 200
    assert client.post(url, {"outcome": "not_affected", "reason": "It is right."}).status_code == 302

    correction.refresh_from_db()
    assert (correction.other_edition, correction.answered_by) == (OtherEdition.NOT_AFFECTED, editor)
    assert "It is right." in client.get(url).content.decode()
    assert client.post(url, {"outcome": "not_affected", "reason": "Again"}).status_code == 403


def test_answer_page_offers_a_later_correction_of_the_other_edition(client, editor):
    article = make_article()
    correction = make_correction(article, "ar")
    later = make_correction(article, "en")

    client.post(f"{LIST}{correction.pk}/change/", {"outcome": later.pk})

    correction.refresh_from_db()
    assert correction.twin == later


@pytest.mark.parametrize(("role", "languages"), [("viewer", ""), ("translator", "ar en"), ("editor", "ar")])
def test_who_may_not_correct_the_other_edition_sees_and_does_not_answer(client, role, languages):
    correction = make_correction(make_article(), "ar", text=SENTENCE)
    client.force_login(make_viewer() if role == "viewer" else make_member(role, languages))
    url = f"{LIST}{correction.pk}/change/"

    page = client.get(url)

    assert page.status_code == 200
    assert SENTENCE in page.content.decode()
    assert 'name="outcome"' not in page.content.decode()
    assert client.post(url, {"outcome": "not_affected", "reason": "None"}).status_code == 403
    correction.refresh_from_db()
    assert correction.other_edition == OtherEdition.OPEN


def test_contributor_reads_the_record_of_their_own_articles_alone(client):
    member = make_member("contributor")
    own = make_correction(make_article(made_by=member), "ar", text="تصحيح لي")
    theirs = make_correction(make_article(), "ar", text=SENTENCE)
    client.force_login(member)

    page = client.get(LIST).content.decode()

    assert "تصحيح لي" in page
    assert SENTENCE not in page
    assert client.get(f"{LIST}{own.pk}/change/").status_code == 200
    assert client.get(f"{LIST}{theirs.pk}/change/").status_code == 404


def test_nobody_else_reads_the_record(client):
    correction = make_correction(make_article(), "ar")
    client.force_login(make_member(""))

    assert client.get(LIST).status_code == 403
    assert client.get(f"{LIST}{correction.pk}/change/").status_code == 403


def test_record_is_never_added_nor_deleted(client, editor):
    correction = make_correction(make_article(), "ar")

    assert client.get(f"{LIST}add/").status_code == 403
    assert client.post(f"{LIST}{correction.pk}/delete/", {"post": "yes"}).status_code == 403
    for pk in ("0", "x", "9" * 30, "１"):
        assert client.get(f"{LIST}{pk}/change/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_for_any_number_of_rows(client, editor, rows, django_assert_num_queries):
    for _ in range(rows):
        make_correction(make_article(), "ar")

    # The session, the user, two for the rights, the count, the keys of the page, its rows.
    with django_assert_num_queries(7):
        assert client.get(LIST, {"other_edition__exact": "open"}).status_code == 200

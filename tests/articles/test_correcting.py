"""The verbs of the public record: what they write, what they ask the other edition, what they refuse."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import workflow
from articles.correcting import answer, correct
from articles.enums import Act, CorrectionKind, OtherEdition, Stage
from articles.models import Correction, LogEntry
from articles.signals import article_changed
from articles.transitions import WorkflowError
from portal.bilingual.languages import LANGUAGES, other
from tests.editing import make_member, newest
from tests.explain import explain, sorts
from tests.factories import make_article, make_correction, make_draft

pytestmark = pytest.mark.django_db

WORDS = {"kind": "correction", "text": "The year was 2024."}


@pytest.mark.parametrize("kind", CorrectionKind)
def test_correct_shows_the_text_and_keeps_a_record_of_it(language, kind):
    article = make_article(language)
    draft = make_draft(article, language, headline="2024")
    editor = make_member("editor")
    before = timezone.now()

    correction = correct(draft, by=editor, kind=kind, text=" The year\nwas \u202e2024. ")

    article.refresh_from_db()
    stored = Correction.objects.get()
    assert stored == correction
    assert (stored.article, stored.language, stored.kind) == (article, language, kind)
    assert (stored.text, stored.by, stored.revision) == ("The year was 2024.", editor, draft)
    assert before <= stored.at == stored.shown_at
    assert getattr(article, f"headline_{language}") == "2024"
    assert getattr(article, f"changed_at_{language}") >= before
    entry = LogEntry.objects.first()
    assert (entry.act, entry.revision, entry.note) == (Act.CORRECTED, draft, "The year was 2024.")


@pytest.mark.parametrize("kind", CorrectionKind)
def test_only_a_correction_needs_a_changed_text(kind):
    article = make_article("ar")
    shown, changed_at = newest(article, "ar"), article.changed_at_ar

    if kind == CorrectionKind.CORRECTION:
        with pytest.raises(WorkflowError):
            correct(shown, by=None, kind=kind, text="ملاحظة")
        assert not Correction.objects.exists()
        return
    correct(shown, by=None, kind=kind, text="ملاحظة")

    article.refresh_from_db()
    assert Correction.objects.get().revision is None
    assert article.changed_at_ar == changed_at


def test_note_beside_a_text_that_stays_leaves_a_waiting_draft_alone():
    article = make_article("ar")
    shown = newest(article, "ar")
    workflow.submit(make_draft(article, "ar", headline="الثانية"), by=None)

    correct(shown, by=None, kind="note", text="ملاحظة")

    assert newest(article, "ar").stage == Stage.IN_REVIEW
    assert newest(article, "ar").published_at is None


@pytest.mark.parametrize("text", ["", "  ", "\u200b", "…", "x" * 601])
def test_correct_refuses_a_record_that_says_nothing_or_too_much(text):
    article = make_article("ar")
    draft = make_draft(article, "ar", headline="الثانية")

    with pytest.raises(WorkflowError):
        correct(draft, by=None, kind="correction", text=text)

    article.refresh_from_db()
    assert article.headline_ar != "الثانية"
    assert not Correction.objects.exists()


def test_long_record_is_cut_in_the_log_alone():
    article = make_article("ar")

    correction = make_correction(article, "ar", text="كلمة " * 110)

    assert len(correction.text) > 500
    assert len(LogEntry.objects.first().note) <= 300


@pytest.mark.parametrize(
    ("languages", "expected"), [("ar", OtherEdition.NOT_ASKED), ("ar en", OtherEdition.OPEN)]
)
def test_correction_asks_the_other_edition_only_if_readers_see_it(languages, expected):
    assert make_correction(make_article(languages), "ar").other_edition == expected


def test_withdrawn_edition_is_not_asked():
    article = make_article()
    workflow.withdraw(article, "en", by=None, reason="A mistake")

    assert make_correction(article, "ar").other_edition == OtherEdition.NOT_ASKED


def test_same_correction_closes_both(language):
    article = make_article()
    first = make_correction(article, language)
    second = make_correction(article, language)
    untouched = make_correction(article, language)

    editor = make_member("editor")
    twin = make_correction(article, other(language), answers=[first, second], by=editor)

    first.refresh_from_db()
    assert (first.other_edition, first.twin, first.answered_by) == (OtherEdition.SAME, twin, editor)
    assert first.answered_at
    assert (twin.other_edition, twin.twin) == (OtherEdition.SAME, second)
    assert list(Correction.objects.open(LANGUAGES)) == [untouched]


def test_not_affected_is_said_at_once_with_its_reason():
    correction = make_correction(make_article(), "ar", unaffected="The English never said it.")

    assert (correction.other_edition, correction.reason) == ("not_affected", "The English never said it.")
    assert correction.answered_at


def test_not_affected_takes_the_right_in_that_language():
    article = make_article()

    with pytest.raises(PermissionDenied):
        make_correction(article, "ar", by=make_member("editor", "ar"), unaffected="It never said it.")
    assert not Correction.objects.exists()
    assert make_correction(article, "ar", by=make_member("editor", "ar")).other_edition == OtherEdition.OPEN


@pytest.mark.parametrize("how", ["unaffected", "twin"])
def test_answer_closes_an_open_correction_once(how):
    article = make_article()
    correction = make_correction(article, "ar")
    later = make_correction(article, "en")
    answers = {"unaffected": {"unaffected": "It has the right year."}, "twin": {"twin": later}}
    editor = make_member("editor", "en")

    answer(correction, by=editor, **answers[how])

    correction.refresh_from_db()
    later.refresh_from_db()
    assert correction.other_edition == {"unaffected": "not_affected", "twin": "same"}[how]
    assert correction.answered_by == editor
    assert later.other_edition == {"unaffected": "open", "twin": "same"}[how]
    assert (LogEntry.objects.first().act, LogEntry.objects.first().language) == (Act.ANSWERED, "en")
    with pytest.raises(WorkflowError):
        answer(correction, by=editor, unaffected="Again")


def test_answer_refuses_a_correction_that_is_none_of_the_other_edition_since():
    article = make_article()
    earlier = make_correction(article, "en")
    correction = make_correction(article, "ar")
    same_edition = make_correction(article, "ar")
    elsewhere = make_correction(make_article(), "en")

    for twin in (earlier, same_edition, elsewhere):
        with pytest.raises(WorkflowError):
            answer(correction, by=None, twin=twin)
    with pytest.raises(WorkflowError):
        make_correction(article, "en", answers=[elsewhere])


@pytest.mark.parametrize("reason", ["", " ", "\u200b", "x" * 301])
def test_answer_needs_a_reason(reason):
    correction = make_correction(make_article(), "ar")

    with pytest.raises(WorkflowError):
        answer(correction, by=None, unaffected=reason)


@pytest.mark.parametrize("role", ["", "contributor", "translator", "editor"])
def test_answer_takes_the_right_to_correct_the_edition_that_answers(role):
    correction = make_correction(make_article(), "ar")
    members = [make_member(role, "ar")] + ([make_member(role)] if role != "editor" else [])

    for member in members:
        with pytest.raises(PermissionDenied):
            answer(correction, by=member, unaffected="It has the right year.")

    correction.refresh_from_db()
    assert correction.other_edition == OtherEdition.OPEN


def test_open_names_what_the_languages_have_to_answer_newest_first():
    article = make_article()
    first, second = make_correction(article, "ar"), make_correction(make_article(), "ar")
    english = make_correction(make_article(), "en")
    make_correction(make_article("ar"), "ar")

    assert list(Correction.objects.open(["en"])) == [second, first]
    assert list(Correction.objects.open(["ar"])) == [english]
    assert list(Correction.objects.open(LANGUAGES)) == [english, second, first]
    assert list(Correction.objects.open([])) == []


def test_open_asks_no_edition_that_readers_no_longer_see():
    article = make_article()
    make_correction(article, "ar")

    workflow.withdraw(article, "en", by=None, reason="A mistake")

    assert not Correction.objects.open(LANGUAGES)


def test_correction_is_hidden_while_its_edition_is_withdrawn():
    article = make_article()
    correction = make_correction(article, "ar")

    workflow.withdraw(article, "ar", by=None, reason="خطأ")
    assert list(Correction.objects.shown("ar")) == []

    workflow.publish(newest(article, "ar"), by=None)
    assert list(Correction.objects.shown("ar")) == [correction]
    assert Correction.objects.get().shown_at == correction.at


def test_receivers_hear_of_both_acts():
    heard = []

    def listen(act, language, **_more):
        heard.append((act, language))

    correction = make_correction(article := make_article(), "ar")
    article_changed.connect(listen, weak=False)
    try:
        make_correction(article, "ar")
        answer(correction, by=None, unaffected="It has the right year.")
    finally:
        article_changed.disconnect(listen)

    assert heard == [("saved", "ar"), ("corrected", "ar"), ("answered", "en")]


@pytest.mark.parametrize(
    "columns",
    [
        {"text": ""},
        {"other_edition": "same"},
        {"other_edition": "not_affected"},
        {"other_edition": "not_affected", "answered_at": "now", "reason": ""},
        {"other_edition": "same", "answered_at": "now"},
        {"other_edition": "open", "answered_at": "now"},
    ],
)
def test_database_refuses_a_record_that_contradicts_itself(columns):
    if "answered_at" in columns:
        columns = columns | {"answered_at": timezone.now()}
    article = make_article("ar")

    with pytest.raises(IntegrityError), transaction.atomic():
        article.corrections.create(language="ar", **{"kind": "note", "text": "ملاحظة"} | columns)


def test_article_can_be_removed_with_corrections_that_answer_each_other():
    article = make_article()
    make_correction(article, "en", answers=[make_correction(article, "ar")])

    article.delete()

    assert not Correction.objects.exists()


def test_log_and_what_is_open_walk_an_index_and_sort_nothing(language):
    for _ in range(3):
        make_correction(make_article(), language)
    log = Correction.objects.shown(language).order_by("-shown_at", "-pk")[:20]

    plan = explain(log)
    assert "correction_log" in plan, plan
    assert not sorts(plan), plan
    for languages in (["ar"], ["en"], LANGUAGES):
        plan = explain(Correction.objects.open(languages)[:20])
        assert "correction_open" in plan, plan
        assert not sorts(plan), plan

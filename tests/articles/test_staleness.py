from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from time_machine import travel

from articles.enums import Act
from articles.models import Article, Revision
from articles.models.article import TEXT_FIELDS
from articles.staleness import LONGEST_COUNTED, Gap, changes_of, gap_of
from articles.workflow import (
    EditConflict,
    WorkflowError,
    approve,
    check,
    publish,
    restore,
    save_revision,
    schedule,
    submit,
    withdraw,
)
from tests.editing import make_member, newest
from tests.factories import TEXTS, make_article, show

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    """Live in both languages; the English text was translated from the first Arabic one."""
    made = make_article("ar")
    translation = _saved(made, "en", translated_from=newest(made, "ar"))
    return publish(translation, by=None)


def _saved(article, language, **more):
    """One more revision of a language; what is no column of a text says more about it."""
    text = TEXTS[language] | {name: more.pop(name) for name in list(more) if name in TEXT_FIELDS}
    before = newest(article, language)
    number = before.number if before else 0
    return save_revision(article, language, text, by=None, started_from=number, **more)


def _corrected(article, body="<p>وقّعت الهيئة مذكرتين.</p>", **more):
    return publish(_saved(article, "ar", body=body, **more), by=None)


def _stale(article):
    """The languages in which a fresh copy of the article is stale, as the article and the list say."""
    article = Article.objects.get(pk=article.pk)
    listed = {language for language in ("ar", "en") if Article.objects.stale(language).exists()}
    assert listed == {language for language in ("ar", "en") if article.is_stale_in(language)}
    return listed


def test_translation_is_up_to_date_once_it_is_published(article):
    assert _stale(article) == set()
    assert gap_of(article, newest(article, "en")) is None


def test_material_publication_makes_the_other_language_stale(article):
    _corrected(article)

    assert _stale(article) == {"en"}
    gap = gap_of(article, newest(article, "en"))
    assert (gap.language, gap.followed.number, gap.shown.number) == ("ar", 1, 2)
    assert gap.since == newest(article, "ar").published_at
    article.refresh_from_db()
    assert article.follows_at_en == gap.followed.published_at


def test_draft_minor_change_and_another_address_make_nothing_stale(article):
    draft = _saved(article, "ar", body="<p>مسودة.</p>")
    assert _stale(article) == set()

    restore(article.revisions.get(language="ar", number=1), by=None)
    publish(_saved(article, "ar", headline="هيئة الاتصالات توقع مذكرة", is_minor=True), by=None)
    assert draft.published_at is None
    assert _stale(article) == {"en"}, "the restored revision is a material one between the two"


def test_minor_change_alone_makes_nothing_stale(article):
    _corrected(article, is_minor=True)

    assert _stale(article) == set()


def test_draft_over_a_minor_change_makes_nothing_stale(article):
    _corrected(article, is_minor=True)
    _saved(article, "ar", body="<p>مسودة جوهرية.</p>")

    assert _stale(article) == set()


def test_address_alone_makes_nothing_stale(article):
    publish(_saved(article, "ar", slug="رابط-آخر"), by=None)

    assert _stale(article) == set()


def test_minor_change_over_an_unpublished_material_one_makes_it_stale(article):
    _saved(article, "ar", body="<p>مسودة جوهرية.</p>")
    _corrected(article, "<p>مسودة جوهريّة.</p>", is_minor=True)

    assert _stale(article) == {"en"}


def test_two_originals_are_never_stale():
    article = make_article("ar en")
    _corrected(article)

    assert _stale(article) == set()


def test_correction_of_the_translation_leaves_its_original_alone(article):
    publish(_saved(article, "en", body="<p>Two memoranda.</p>"), by=None)

    assert _stale(article) == set()


def test_translation_is_renewed_by_publishing_a_text_that_follows_the_newer_one(article):
    _corrected(article)
    renewed = _saved(article, "en", body="<p>Two.</p>", translated_from=newest(article, "ar"))
    assert _stale(article) == {"en"}, "readers still see the older text"

    publish(renewed, by=None)

    assert _stale(article) == set()


def test_texts_that_were_each_translated_from_the_other_agree(article):
    publish(_saved(article, "ar", translated_from=newest(article, "en"), body="<p>نص.</p>"), by=None)
    publish(_saved(article, "en", translated_from=newest(article, "ar"), body="<p>Text.</p>"), by=None)

    assert _stale(article) == set()
    publish(_saved(article, "en", translated_from=newest(article, "ar"), body="<p>More.</p>"), by=None)
    assert _stale(article) == {"ar"}


def test_text_made_from_an_older_translation_does_not_agree_with_the_newer_one(article):
    first = newest(article, "en")
    follows = {"translated_from": first.translated_from}
    publish(_saved(article, "en", body="<p>Two memoranda.</p>", **follows), by=None)
    publish(_saved(article, "ar", translated_from=first, body="<p>نص آخر.</p>"), by=None)

    assert "en" in _stale(article)


def test_draft_translation_is_stale_before_anybody_sees_it():
    article = make_article("ar")
    _saved(article, "en", translated_from=newest(article, "ar"))
    _corrected(article)

    assert _stale(article) == {"en"}


def test_restored_words_are_nothing_to_follow(article):
    _corrected(article)
    publish(restore(article.revisions.get(language="ar", number=1), by=None), by=None)

    assert _stale(article) == set()


def test_earlier_text_that_is_shown_again_makes_the_newer_translation_stale(article):
    _corrected(article)
    renewed = _saved(article, "en", body="<p>Two.</p>", translated_from=newest(article, "ar"))
    publish(renewed, by=None)
    assert _stale(article) == set()

    publish(article.revisions.get(language="ar", number=1), by=None)

    assert _stale(article) == {"en"}


def test_translation_of_a_draft_is_ahead_and_not_stale(article):
    draft = _saved(article, "ar", body="<p>مسودة.</p>")
    publish(_saved(article, "en", body="<p>Two.</p>", translated_from=draft), by=None)

    assert _stale(article) == set()


def test_withdrawal_of_either_language_ends_it(article):
    _corrected(article)
    withdraw(article, "ar", by=None, reason="سبب معلن.")
    assert _stale(article) == set()


def test_withdrawn_translation_is_not_listed(article):
    _corrected(article)
    withdraw(article, "en", by=None, reason="A public reason.")
    assert _stale(article) == set()


def test_translation_turns_stale_when_a_scheduled_original_is_shown():
    article = make_article("")
    first = _saved(article, "ar")
    publish(_saved(article, "en", translated_from=first), by=None)
    at = timezone.now() + timedelta(days=2)
    schedule(_saved(article, "ar", body="<p>غيره.</p>"), by=None, at=at)

    assert _stale(article) == set()
    with travel(at, tick=False):
        assert _stale(article) == {"en"}


def test_check_finds_a_text_up_to_date_without_a_new_revision(article):
    translator = make_member("translator", "en")
    _corrected(article)
    count = Revision.objects.count()

    check(newest(article, "en"), by=translator, against=newest(article, "ar"))

    assert _stale(article) == set()
    assert Revision.objects.count() == count
    entry = article.log.first()
    assert (entry.act, entry.language, entry.by) == (Act.CHECKED, "en", translator)
    _corrected(article, "<p>ثلاث مذكرات.</p>")
    assert _stale(article) == {"en"}
    assert gap_of(article, newest(article, "en")).followed.number == 2


def test_check_needs_the_language(article):
    _corrected(article)

    with pytest.raises(PermissionDenied):
        check(newest(article, "en"), by=make_member("translator", "ar"), against=newest(article, "ar"))
    assert _stale(article) == {"en"}


def test_check_is_refused_where_nothing_changed(article):
    with pytest.raises(WorkflowError, match="محدَّث"):
        check(newest(article, "en"), by=None, against=newest(article, "ar"))


def test_check_against_a_text_that_was_overtaken_is_a_conflict(article):
    _corrected(article)
    seen = newest(article, "ar")
    _corrected(article, "<p>ثلاث مذكرات.</p>")

    with pytest.raises(EditConflict):
        check(newest(article, "en"), by=None, against=seen)


def test_check_of_a_text_that_was_overtaken_is_a_conflict(article):
    _corrected(article)
    seen = newest(article, "en")
    _saved(article, "en", body="<p>Other words.</p>", translated_from=seen.translated_from)

    with pytest.raises(EditConflict):
        check(seen, by=None, against=newest(article, "ar"))


def test_steps_that_publish_nothing_make_nothing_stale(article):
    draft = _saved(article, "ar", body="<p>مسودة.</p>")
    approve(submit(draft, by=None), by=None)

    assert _stale(article) == set()
    show(draft, timezone.now())
    assert _stale(article) == {"en"}


@pytest.mark.parametrize(
    ("before", "after", "paragraphs", "fields"),
    [
        ("<p>One.</p>", "<p>Two.</p>", 1, []),
        ("<p>One.</p><p>Two.</p>", "<p>One.</p>", 1, []),
        ("<p>One.</p>", "<p>One!</p><p>Two.</p><p>Three.</p>", 3, []),
        ("<p>One.</p>", "<h2>One.</h2>", 1, []),
        ("<ul><li>One.</li></ul>", "<ul><li>New.</li><li>One.</li></ul><p></p>", 1, []),
        ("<ul><li><p>One.</p></li></ul>", '<p>New.</p>\n<ul><li><p lang="en">One.</p></li></ul>', 1, []),
        ("<p>One.</p>", '<p>One.</p><figure><img src="/a.jpg" alt=""></figure>', 1, []),
        ("<p>One.</p><p>Two.</p>", "<p>Two.</p><p>One.</p>", 0, ["body"]),
        ("<p>One.</p>", f"<p>{'a' * LONGEST_COUNTED}</p>", 0, ["body"]),
        ("<p>One.</p>", "<p>One.</p>", 0, []),
    ],
)
def test_changes_are_counted_by_paragraphs(before, after, paragraphs, fields):
    changes = changes_of(Gap(Revision(body=before), Revision(body=after), since=None))

    assert (changes.paragraphs, changes.fields) == (paragraphs, fields)


def test_changes_name_the_fields_that_differ():
    older, newer = Revision(headline="One", place="Here", slug="one"), Revision(headline="Two", place="There")

    assert changes_of(Gap(older, newer, since=None)).fields == ["headline", "place"]

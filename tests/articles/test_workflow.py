from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from time_machine import travel

from articles.entity_linking import directory
from articles.enums import Act, Stage, State
from articles.models import Article, LogEntry, Picture
from articles.signals import article_announced, article_changed
from articles.texts import TextRefused, is_changed
from articles.workflow import (
    EditConflict,
    WorkflowError,
    approve,
    change_shared,
    publish,
    restore,
    save_revision,
    schedule,
    send_back,
    submit,
    unschedule,
    withdraw,
)
from portal.accounts.models import User
from tests.editing import make_member, newest
from tests.factories import (
    PUBLISHED_AT,
    TEXTS,
    make_article,
    make_author,
    make_draft,
    make_organization,
    make_topic,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def nobody():
    """Somebody who works here and has no right to anything."""
    return User.objects.create_user("nobody", is_staff=True)


def test_save_revision_is_refused_without_the_right(nobody):
    article = make_article("")

    with pytest.raises(PermissionDenied):
        save_revision(article, "ar", TEXTS["ar"], by=nobody, started_from=0)

    assert not article.revisions.exists()


def test_publish_is_refused_without_the_right(nobody):
    article = make_article("")
    revision = make_draft(article, "ar")

    with pytest.raises(PermissionDenied):
        publish(revision, by=nobody)

    article.refresh_from_db()
    assert article.state_in("ar") == State.DRAFT


def test_restore_is_refused_without_the_right(nobody):
    article = make_article("ar")
    make_draft(article, "ar", headline="الثانية")

    with pytest.raises(PermissionDenied):
        restore(article.revisions.get(number=1), by=nobody)

    assert article.revisions.count() == 2


def test_withdraw_is_refused_without_the_right(nobody):
    article = make_article()

    with pytest.raises(PermissionDenied):
        withdraw(article, "ar", by=nobody, reason="خطأ")

    article.refresh_from_db()
    assert article.state_in("ar") == State.LIVE


def test_save_revision_leaves_the_live_text_alone():
    article = make_article("ar")

    make_draft(article, "ar", headline="عنوان لم يُنشر")

    article.refresh_from_db()
    assert article.headline_ar == TEXTS["ar"]["headline"]


def test_save_revision_refuses_a_text_begun_from_an_older_one():
    article = make_article("ar")
    make_draft(article, "ar", headline="الثانية")

    with pytest.raises(EditConflict):
        save_revision(article, "ar", TEXTS["ar"], by=None, started_from=1)

    assert list(article.revisions.order_by("number").values_list("number", flat=True)) == [1, 2]


def test_save_revision_of_the_other_language_does_not_conflict():
    article = make_article("ar")
    make_draft(article, "ar", headline="الثانية")

    revision = save_revision(article, "en", TEXTS["en"], by=None, started_from=0)

    assert revision.number == 1


def test_is_changed_overlooks_what_cleaning_removes():
    article = make_article("ar")

    assert not is_changed(article, "ar", TEXTS["ar"] | {"body": TEXTS["ar"]["body"] + "<script>1</script>"})
    assert is_changed(article, "ar", TEXTS["ar"] | {"headline": "عنوان آخر"})


def test_restore_inserts_the_old_text_as_the_newest_revision():
    article = make_article()
    english = article.revisions.get(language="en")
    old = save_revision(
        article, "ar", TEXTS["ar"], by=None, started_from=1, translated_from=english, is_minor=True
    )
    make_draft(article, "ar", headline="الثالثة")

    restored = restore(old, by=None)

    assert (restored.number, restored.text) == (4, old.text)
    assert (restored.translated_from, restored.is_minor) == (english, False)
    assert "2" in restored.note
    assert article.revisions.filter(language="ar").count() == 4


def test_restore_leaves_the_live_text_alone():
    article = make_article("ar")
    publish(make_draft(article, "ar", headline="الثانية"), by=None)

    restore(article.revisions.get(number=1), by=None)

    article.refresh_from_db()
    assert article.headline_ar == "الثانية"


def test_restore_refuses_what_is_the_newest_text_already():
    article = make_article("ar")
    make_draft(article, "ar", headline="الثانية")
    again = restore(article.revisions.get(number=1), by=None)

    for same in (again, article.revisions.get(number=1)):
        with pytest.raises(WorkflowError):
            restore(same, by=None)

    assert article.revisions.count() == 3


def test_publish_makes_one_language_live_and_leaves_the_other():
    article = make_article("ar")

    assert article.languages == ("ar",)
    assert article.headline_en is None
    assert article.published_at_ar == PUBLISHED_AT
    assert article.published_at_en is None


def test_publish_again_keeps_the_first_time_and_stamps_the_change():
    article = make_article("ar")

    publish(make_draft(article, "ar", headline="عنوان جديد"), by=None)

    article.refresh_from_db()
    assert article.headline_ar == "عنوان جديد"
    assert article.published_at_ar == PUBLISHED_AT
    assert article.changed_at_ar > PUBLISHED_AT


def test_schedule_is_live_from_its_time_on():
    at = timezone.now() + timedelta(hours=1)
    article = make_article("ar", at=at)

    assert article.state_in("ar") == State.SCHEDULED
    assert list(Article.objects.live("ar")) == []
    with travel(at, tick=False):
        assert list(Article.objects.live("ar")) == [article]


def test_schedule_refuses_what_is_live():
    article = make_article("ar")

    with pytest.raises(WorkflowError):
        schedule(make_draft(article, "ar"), by=None, at=timezone.now() + timedelta(hours=1))


@pytest.mark.parametrize(
    "gap",
    [{"headline": ""}, {"body": "<p> </p>"}, {"body": "<script>x</script>"}],
    ids=["headline", "body", "script"],
)
def test_publish_refuses_an_incomplete_text(gap):
    article = make_article("")
    revision = make_draft(article, "ar", **gap)

    with pytest.raises(WorkflowError):
        publish(revision, by=None)


def test_publish_refuses_an_article_without_topic():
    article = Article.objects.create()

    with pytest.raises(WorkflowError):
        publish(make_draft(article, "ar"), by=None)


def test_publish_opens_the_pictures_that_it_shows():
    name = f"{'a' * 32}.webp"
    lead = Picture.objects.create(file=f"{'b' * 32}.webp", width=10, height=10)
    shown = Picture.objects.create(file=name, width=10, height=10)
    hidden = Picture.objects.create(file=f"{'c' * 32}.webp", width=10, height=10)

    body = f'<p>نص</p><figure><img src="/media/{name}" alt=""></figure>'
    make_article("ar", texts={"ar": {"body": body}}, picture=lead)

    assert {picture for picture in Picture.objects.all() if picture.is_public} == {lead, shown}
    assert not hidden.is_public


def test_pictures_of_a_schedule_open_with_it_and_close_when_it_is_taken_back():
    at = timezone.now() + timedelta(hours=1)
    lead = Picture.objects.create(file=f"{'b' * 32}.webp", width=10, height=10)
    article = make_article("ar", at=at, picture=lead)

    lead.refresh_from_db()
    assert not lead.is_public
    with travel(at, tick=False):
        assert lead.is_public

    unschedule(article, "ar", by=None)

    lead.refresh_from_db()
    article.refresh_from_db()
    assert lead.public_from is None
    assert (article.state_in("ar"), article.headline_ar, article.published_at_ar) == (State.DRAFT, None, None)


def test_publish_refuses_a_picture_that_is_not_in_the_library():
    article = make_article("")
    body = f'<p>نص</p><figure><img src="/media/{"d" * 32}.webp" alt=""></figure>'

    with pytest.raises(WorkflowError):
        publish(make_draft(article, "ar", body=body), by=None)


def test_publish_refuses_what_is_live_already():
    article = make_article("ar")

    with pytest.raises(WorkflowError):
        publish(make_draft(article, "ar"), by=None)

    article.refresh_from_db()
    assert article.changed_at_ar is None


def test_publish_refuses_an_opinion_without_author():
    article = make_article("", kind="opinion")
    article.bylines.create(author=make_author(), role="translation")
    revision = make_draft(article, "ar")
    with pytest.raises(WorkflowError):
        publish(revision, by=None)

    article.bylines.create(author=make_author())

    assert publish(revision, by=None).languages == ("ar",)


@pytest.mark.parametrize("years", [-30, 10])
def test_publish_refuses_a_mistyped_year(years):
    at = timezone.now() + timedelta(days=365 * years)

    with pytest.raises(WorkflowError):
        make_article("ar", at=at)


@pytest.mark.parametrize("blank", ["\u200b\u200b", "\u3164", "\u0301\u0301", "\u00ad"])
def test_publish_and_withdraw_refuse_words_that_nobody_sees(blank):
    with pytest.raises(WorkflowError):
        make_article("ar", texts={"ar": {"headline": blank}})
    with pytest.raises(WorkflowError):
        withdraw(make_article("ar"), "ar", by=None, reason=blank)


@pytest.mark.parametrize(("name", "letters"), [("headline", 200), ("place", 120), ("source_name", 200)])
def test_text_that_grows_in_normalising_is_refused_on_both_databases(name, letters):
    with pytest.raises(TextRefused):
        save_revision(make_article(""), "ar", {name: "\u0958" * letters}, by=None, started_from=0)


def test_unschedule_refuses_what_is_live():
    with pytest.raises(WorkflowError):
        unschedule(make_article("ar"), "ar", by=None)


def test_withdraw_refuses_what_is_only_scheduled():
    article = make_article("ar", at=timezone.now() + timedelta(hours=1))

    with pytest.raises(WorkflowError):
        withdraw(article, "ar", by=None, reason="خطأ")


def test_save_revision_lets_who_may_only_add_write_their_own_article():
    adder = User.objects.create_user("adder", is_staff=True, holds_ar=True)
    adder.user_permissions.add(Permission.objects.get(codename="add_article"))

    save_revision(make_article("", made_by=adder), "ar", TEXTS["ar"], by=adder, started_from=0)

    for others in (make_article(""), make_article("ar", made_by=adder)):
        with pytest.raises(PermissionDenied):
            save_revision(others, "ar", TEXTS["ar"], by=adder, started_from=others.revisions.count())


def test_change_shared_reads_the_times_again():
    """A link saved with a stale article in hand would never be listed."""
    organization = make_organization()
    article = make_article("")
    stale = Article.objects.get(pk=article.pk)
    publish(make_draft(article, "ar"), by=None, at=PUBLISHED_AT)

    change_shared(stale, by=None, started_from=0)
    stale.organization_mentions.create(organization=organization)

    assert organization.mentions.live("ar").count() == 1


def test_publish_and_withdraw_keep_the_times_of_the_links():
    organization = make_organization()
    article = make_article("ar", organizations=[organization])
    mention = organization.mentions.get()
    assert (mention.published_at_ar, mention.published_at_en) == (PUBLISHED_AT, None)

    withdraw(article, "ar", by=None, reason="نُشر قبل أوانه")

    mention.refresh_from_db()
    assert (mention.published_at_ar, mention.published_at_en) == (None, None)


def test_a_link_made_later_knows_that_its_article_is_live():
    organization = make_organization()
    article = make_article("en")

    mention = article.organization_mentions.create(organization=organization)

    assert (mention.published_at_ar, mention.published_at_en) == (None, PUBLISHED_AT)


def test_a_proposed_link_is_not_shown():
    organization = make_organization()
    article = make_article("ar")

    mention = article.organization_mentions.create(organization=organization, is_proposed=True)

    assert mention.published_at_ar is None


def test_withdraw_needs_a_reason():
    article = make_article()

    with pytest.raises(WorkflowError):
        withdraw(article, "ar", by=None, reason="  ")


def test_withdraw_takes_one_language_off():
    article = make_article()

    withdraw(article, "ar", by=None, reason="خطأ في النسبة")

    article.refresh_from_db()
    assert article.languages == ("en",)
    assert article.withdrawal_reason_ar == "خطأ في النسبة"
    assert article.withdrawal_reason_en is None


def test_withdraw_refuses_what_is_not_published():
    with pytest.raises(WorkflowError):
        withdraw(make_article("ar"), "en", by=None, reason="Mistake")


def test_publish_after_withdrawal_is_live_again():
    article = make_article("ar")
    withdraw(article, "ar", by=None, reason="خطأ")

    publish(make_draft(article, "ar"), by=None)

    article.refresh_from_db()
    assert article.languages == ("ar",)
    assert article.withdrawal_reason_ar is None


def test_every_verb_is_logged_with_its_actor():
    chief = User.objects.create_superuser("chief")
    article = Article.objects.create(topic=make_topic())

    publish(save_revision(article, "ar", TEXTS["ar"], by=chief, started_from=0), by=chief)
    save_revision(article, "ar", TEXTS["ar"] | {"headline": "الثانية"}, by=chief, started_from=1)
    restore(article.revisions.get(number=1), by=chief)
    withdraw(article, "ar", by=chief, reason="خطأ")

    log = LogEntry.objects.order_by("pk").values_list("act", "language", "by__username")
    assert list(log) == [
        (Act.SAVED, "ar", "chief"),
        (Act.PUBLISHED, "ar", "chief"),
        (Act.SAVED, "ar", "chief"),
        (Act.RESTORED, "ar", "chief"),
        (Act.WITHDREW, "ar", "chief"),
    ]


def test_contributor_writes_submits_and_waits():
    writer = make_member("contributor", languages="ar")
    article = make_article("", made_by=writer)
    draft = save_revision(article, "ar", TEXTS["ar"], by=writer, started_from=0)

    assert submit(draft, by=writer).stage == Stage.IN_REVIEW

    with pytest.raises(WorkflowError):
        save_revision(article, "ar", TEXTS["ar"] | {"place": "الكويت"}, by=writer, started_from=1)
    send_back(draft, by=make_member("editor"), note="من وقّع؟")
    assert (
        save_revision(article, "ar", TEXTS["ar"] | {"place": "الكويت"}, by=writer, started_from=1).number == 2
    )


def test_change_by_a_reviewer_keeps_the_text_in_review():
    editor = make_member("editor")
    article = make_article("")
    draft = make_draft(article, "ar")
    submit(draft, by=None)
    approve(draft, by=None)

    revision = save_revision(article, "ar", TEXTS["ar"] | {"place": "الكويت"}, by=editor, started_from=1)

    draft.refresh_from_db()
    assert (revision.stage, draft.stage) == (Stage.IN_REVIEW, Stage.DRAFT)


@pytest.mark.parametrize("gap", [{"headline": ""}, {"body": ""}])
def test_submit_refuses_what_nobody_could_review(gap):
    with pytest.raises(WorkflowError):
        submit(make_draft(make_article(""), "ar", **gap), by=None)


@pytest.mark.parametrize("verb", [submit, approve])
def test_step_with_an_older_revision_is_an_edit_conflict(verb):
    article = make_article("")
    older = make_draft(article, "ar")
    make_draft(article, "ar", headline="الثانية")
    if verb == approve:
        submit(newest(article, "ar"), by=None)

    with pytest.raises(EditConflict):
        verb(older, by=None)


@pytest.mark.parametrize("note", ["", "  ", "\u200b", "x" * 301])
def test_send_back_needs_a_note_of_a_readable_length(note):
    article = make_article("ar")
    draft = make_draft(article, "ar", headline="الثانية")
    submit(draft, by=None)

    with pytest.raises(WorkflowError):
        send_back(draft, by=None, note=note)
    assert newest(article, "ar").stage == Stage.IN_REVIEW


def test_publish_refuses_a_time_to_come_and_schedule_one_that_passed():
    draft = make_draft(make_article(""), "ar")

    with pytest.raises(WorkflowError):
        publish(draft, by=None, at=timezone.now() + timedelta(minutes=1))
    with pytest.raises(WorkflowError):
        schedule(draft, by=None, at=timezone.now() - timedelta(minutes=1))


def test_unschedule_leaves_the_text_approved():
    article = make_article("ar", at=timezone.now() + timedelta(hours=1))

    unschedule(article, "ar", by=None)

    revision = newest(article, "ar")
    assert (revision.stage, revision.published_at) == (Stage.APPROVED, None)


def test_unschedule_leaves_a_newer_text_waiting_alone():
    article = make_article("ar", at=timezone.now() + timedelta(hours=1))
    submit(make_draft(article, "ar", headline="الثانية"), by=None)

    unschedule(article, "ar", by=None)

    stages = article.revisions.order_by("number").values_list("stage", "published_at")
    assert list(stages) == [(Stage.DRAFT, None), (Stage.IN_REVIEW, None)]


def test_schedule_anew_forgets_the_text_that_was_to_be_shown():
    article = make_article("ar", at=timezone.now() + timedelta(hours=1))

    schedule(make_draft(article, "ar", headline="الثانية"), by=None, at=timezone.now() + timedelta(hours=2))

    first, second = article.revisions.order_by("number")
    article.refresh_from_db()
    assert (first.published_at, second.published_at is None) == (None, False)
    assert article.headline_ar == "الثانية"


def test_verb_announces_itself_in_the_transaction_and_after_it(django_capture_on_commit_callbacks):
    heard = []

    def listen(signal, **what):
        heard.append((signal, what["act"], what["language"], what["revision"]))

    article = make_article("")
    draft = make_draft(article, "ar")
    article_changed.connect(listen)
    article_announced.connect(listen)
    try:
        with django_capture_on_commit_callbacks() as callbacks:
            publish(draft, by=None)
        assert heard == [(article_changed, Act.PUBLISHED, "ar", draft)]
        callbacks[0]()
    finally:
        article_changed.disconnect(listen)
        article_announced.disconnect(listen)

    assert heard[1:] == [(article_announced, Act.PUBLISHED, "ar", draft)]


def test_act_that_is_undone_is_not_announced(django_capture_on_commit_callbacks):
    draft = make_draft(make_article(""), "ar")

    with django_capture_on_commit_callbacks() as callbacks, transaction.atomic():
        publish(draft, by=None)
        transaction.set_rollback(True)

    assert callbacks == []


def make_picture(letter):
    return Picture.objects.create(file=f"{letter * 32}.webp", width=10, height=10)


def with_picture(picture):
    return f'<p>نص</p><figure><img src="/media/{picture.file.name}" alt=""></figure>'


def opens_at(picture):
    picture.refresh_from_db()
    return picture.public_from


def test_picture_of_what_is_scheduled_anew_opens_at_the_new_time():
    soon, later = (timezone.now() + timedelta(hours=hours) for hours in (1, 100))
    lead, inside = make_picture("a"), make_picture("b")
    article = make_article("ar", at=soon, texts={"ar": {"body": with_picture(inside)}}, picture=lead)

    schedule(newest(article, "ar"), by=None, at=later)

    assert (opens_at(lead), opens_at(inside)) == (later, later)


def test_picture_that_was_taken_out_before_its_time_never_opens():
    dropped = make_picture("a")
    at = timezone.now() + timedelta(hours=1)
    article = make_article("ar", at=at, texts={"ar": {"body": with_picture(dropped)}})

    publish(make_draft(article, "ar"), by=None)

    assert opens_at(dropped) is None


def test_new_lead_picture_of_a_scheduled_article_opens_with_it_and_the_old_one_never():
    at = timezone.now() + timedelta(hours=1)
    old, new = make_picture("a"), make_picture("b")
    article = make_article("ar", at=at, picture=old)

    article.picture = new
    change_shared(article, by=None, started_from=0)
    article.save(update_fields=["picture"])

    assert (opens_at(old), opens_at(new)) == (None, at)


def test_picture_of_two_scheduled_articles_opens_with_the_first_that_is_left():
    soon, later = (timezone.now() + timedelta(hours=hours) for hours in (1, 2))
    lead = make_picture("a")
    first = make_article("ar", at=soon, picture=lead)
    make_article("en", at=later, texts={"en": {"body": with_picture(lead)}})
    assert opens_at(lead) == soon

    unschedule(first, "ar", by=None)

    assert opens_at(lead) == later


def test_picture_that_readers_have_seen_stays_open():
    lead = make_picture("a")
    make_article("ar", picture=lead)
    scheduled = make_article("en", at=timezone.now() + timedelta(hours=1), picture=lead)

    unschedule(scheduled, "en", by=None)

    assert opens_at(lead) == PUBLISHED_AT


@pytest.mark.usefixtures("index")  # what the index needs beside this is the same for any number
@pytest.mark.parametrize("links", [1, 3])
def test_publish_costs_the_same_for_any_number_of_links(links, django_assert_num_queries):
    article = make_article("", organizations=[make_organization() for _ in range(links)])
    draft = make_draft(article, "ar")
    directory()

    with django_assert_num_queries(30):
        publish(draft, by=None)

    assert all(row.published_at_ar for row in article.organization_mentions.all())


def test_receiver_that_fails_after_the_commit_stops_nobody(django_capture_on_commit_callbacks, caplog):
    def fail(**_what):
        raise RuntimeError("the purge failed")

    draft = make_draft(make_article(""), "ar")
    article_announced.connect(fail, weak=False)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            publish(draft, by=None)
    finally:
        article_announced.disconnect(fail)

    assert draft.article.state_in("ar") == State.DRAFT
    assert Article.objects.get().state_in("ar") == State.LIVE


def test_verb_asks_the_right_before_it_says_anything_else(nobody):
    empty = make_draft(make_article(""), "ar", headline="", body="")
    past = timezone.now() - timedelta(days=1)

    for verb, more in ((submit, {}), (publish, {}), (send_back, {"note": ""}), (schedule, {"at": past})):
        with pytest.raises(PermissionDenied):
            verb(empty, by=nobody, **more)

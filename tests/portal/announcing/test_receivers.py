"""What the newsroom and the ledger do leaves one row in the outbox, in the same transaction."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import workflow
from articles.enums import Act
from articles.models import Article
from articles.signals import article_changed
from organizations.partnerships import ledger
from organizations.partnerships.enums import LedgerAct
from organizations.partnerships.models import Partnership
from organizations.partnerships.signals import entry_changed
from portal.announcing.models import Announcement
from portal.announcing.receivers import OF_ENTRY
from tests.factories import (
    make_article,
    make_commitment,
    make_correction,
    make_draft,
    make_organization,
    make_partnership,
    make_topic,
    show,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def left():
    """The rows of the outbox: event, language, and how far ahead."""
    now = timezone.now()
    rows = Announcement.objects.order_by("due_at", "event", "language")
    return [(row.event, row.language, row.due_at - now) for row in rows]


def publish(article, language="ar", **text):
    return workflow.publish(make_draft(article, language, **text), by=None)


def test_first_publication_is_told():
    publish(make_article(""))

    assert left() == [("article.published", "ar", timedelta())]


def test_later_publication_is_an_update(clock):
    article = publish(make_article("", topic=make_topic()))
    Announcement.objects.all().delete()
    clock.shift(60)

    publish(article, place="Kuwait")

    assert left() == [("article.updated", "ar", timedelta())]


def test_archive_that_comes_in_is_no_news():
    make_article("ar", at=timezone.now() - timedelta(days=3))

    assert left() == []


def test_correction_and_withdrawal_are_told(clock):
    article = make_article("ar en")
    make_correction(article, "ar")
    clock.shift(1)
    workflow.withdraw(article, "en", by=None, reason="Published by mistake.")

    assert left() == [
        ("article.corrected", "ar", timedelta(seconds=-1)),
        ("article.withdrawn", "en", timedelta()),
    ]


def test_schedule_is_told_at_its_second():
    show(make_draft(make_article(""), "ar"), timezone.now() + HOUR)

    assert left() == [("article.published", "ar", HOUR)]


def test_schedule_made_again_for_the_same_second_is_one():
    article, at = make_article(""), timezone.now() + HOUR
    show(make_draft(article, "ar"), at)
    workflow.unschedule(article, "ar", by=None)
    show(make_draft(article, "ar", place="Kuwait"), at)

    assert left() == [("article.published", "ar", HOUR)]


def test_what_both_languages_share_updates_each_live_one():
    article = make_article("ar en")
    workflow.withdraw(article, "en", by=None, reason="Published by mistake.")
    article.refresh_from_db()
    Announcement.objects.all().delete()

    workflow.change_shared(article, by=None, started_from=article.shared_version)

    assert left() == [("article.updated", "ar", timedelta())]


TOLD = {Act.PUBLISHED, Act.SCHEDULED, Act.CORRECTED, Act.WITHDREW, Act.SHARED}


@pytest.mark.parametrize("act", [act for act in Act if act not in TOLD])
def test_inner_act_of_the_newsroom_is_nobodys(act):
    article_changed.send(sender=Article, article=make_article("ar"), act=act, language="ar", revision=None)

    assert left() == []


@pytest.mark.parametrize("act", LedgerAct)
def test_public_act_of_the_ledger_is_told(act):
    entry_changed.send(sender=Partnership, entry=make_partnership(), act=act, is_whole=True)

    told = {LedgerAct.RECORDED: "recorded", LedgerAct.CORRECTED: "corrected", LedgerAct.REDACTED: "redacted"}
    inner = act in {LedgerAct.PROPOSED, LedgerAct.DECLINED}
    assert left() == ([] if inner else [(f"partnership.{told.get(act, 'updated')}", "", timedelta())])
    assert (act in OF_ENTRY) is not inner


def test_verbs_of_the_ledger_are_heard():
    make_commitment(make_partnership(make_organization()))

    assert left() == [("partnership.updated", "", timedelta())]


def test_draft_of_an_entry_is_told_of_when_it_is_recorded():
    entry = make_partnership(make_organization(), recorded_at=None)
    make_commitment(entry)

    ledger.record(entry, by=None)

    assert left() == [("partnership.recorded", "", timedelta())]


def test_demonstration_is_told_to_nobody():
    publish(make_article("", is_demo=True))
    entry_changed.send(
        sender=Partnership, entry=make_partnership(is_demo=True), act=LedgerAct.ADDED, is_whole=True
    )

    assert left() == []


def test_what_is_rolled_back_is_told_to_nobody():
    draft = make_draft(make_article(""), "ar")

    with transaction.atomic():
        workflow.publish(draft, by=None)
        transaction.set_rollback(True)

    assert left() == []


@pytest.mark.usefixtures("webhook")
def test_telling_costs_the_verb_one_query():
    draft = make_draft(make_article(""), "ar")

    with CaptureQueriesContext(connection) as asked:
        workflow.publish(draft, by=None)

    assert len([query for query in asked.captured_queries if "announcing_" in query["sql"]]) == 1

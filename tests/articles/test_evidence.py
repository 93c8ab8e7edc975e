from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from articles.enums import Act
from articles.evidence import link_evidence, record_update, unlink_evidence
from articles.models import Evidence
from articles.transitions import WorkflowError
from articles.workflow import unschedule, withdraw
from organizations.partnerships.enums import UpdateState
from organizations.partnerships.ledger import LedgerError, confirm, decline, redact
from organizations.partnerships.models import CommitmentUpdate, Source
from tests.editing import make_editor, make_member
from tests.factories import (
    PUBLISHED_AT,
    make_article,
    make_commitment,
    make_draft,
    make_organization,
    make_partnership,
    show,
)

pytestmark = pytest.mark.django_db

NEWS = {"said_on": date(2025, 2, 1), "note_ar": "افتُتح المكتب.", "note_en": "The office opened."}


@pytest.fixture
def item():
    return make_commitment(make_partnership(make_organization()))


def new_source(**columns):
    return Source(**{"kind": "press_report", "title_ar": "خبر لاحق", "publisher_ar": "الجريدة"} | columns)


def times(article):
    link = Evidence.objects.get(article=article)
    return link.published_at_ar, link.published_at_en


def log(article):
    return list(article.log.values_list("act", "note"))


def test_evidence_is_linked_by_who_may_change_the_article_and_propose(item):
    article = make_article("ar")
    for without in (["change_article", "add_article"], ["publish_article"], ["propose_update"]):
        for verb in (link_evidence, unlink_evidence):
            with pytest.raises(PermissionDenied):
                verb(article, item, by=make_editor(*without))
    assert not article.evidence.exists()

    editor = make_editor()
    link_evidence(article, item, by=editor)
    link_evidence(article, item, by=editor)

    assert article.evidence.get().commitment == item
    assert article.partnership_mentions.get().partnership == item.partnership
    assert log(article)[0] == (Act.EVIDENCE, item.code)
    assert article.log.filter(act=Act.EVIDENCE).count() == 1


def test_evidence_accepts_the_mention_that_was_only_proposed(item):
    article = make_article("ar")
    article.partnership_mentions.create(partnership=item.partnership, is_proposed=True)

    link_evidence(article, item, by=None)

    mention = article.partnership_mentions.get()
    assert mention.counts
    assert mention.published_at_ar == PUBLISHED_AT


def test_evidence_is_not_for_what_readers_cannot_see(item):
    article = make_article("ar")
    draft = make_partnership(make_organization(), has_source=False)
    hidden = draft.commitments.create(nature="plan", statement_ar="بند")
    redact(item, by=None, note_ar="بطلب من صاحب الشأن")
    item.refresh_from_db()

    for unseen in (hidden, item):
        with pytest.raises(WorkflowError):
            link_evidence(article, unseen, by=None)


def test_evidence_is_taken_back(item):
    article = make_article("ar")
    link_evidence(article, item, by=None)

    unlink_evidence(article, item, by=None)
    unlink_evidence(article, item, by=None)

    assert not article.evidence.exists()
    assert [act for act, _note in log(article)][:2] == [Act.NO_EVIDENCE, Act.EVIDENCE]
    assert article.partnership_mentions.exists()


def test_evidence_is_linked_once(item):
    article = make_article("ar")
    for _ in range(2):
        update = record_update(article, by=None, thing=item, source=new_source(), **NEWS)
    link_evidence(article, item, by=None)

    assert article.evidence.count() == 3
    for again in (update, None):
        with pytest.raises(IntegrityError), transaction.atomic():
            article.evidence.create(commitment=item, update=again)


def test_evidence_protects_what_it_leads_to():
    partnership = make_partnership(make_organization(), has_source=False)
    item = partnership.commitments.create(nature="plan", statement_ar="بند")
    make_article("ar").evidence.create(commitment=item)

    with pytest.raises(ProtectedError):
        item.delete()


def test_evidence_knows_when_its_article_is_live(item):
    article = make_article("")
    link_evidence(article, item, by=None)
    assert times(article) == (None, None)

    later = timezone.now() + timedelta(days=1)
    show(make_draft(article, "ar"), PUBLISHED_AT)
    show(make_draft(article, "en"), later)
    assert times(article) == (PUBLISHED_AT, later)

    unschedule(article, "en", by=None)
    assert times(article) == (PUBLISHED_AT, None)

    withdraw(article, "ar", by=None, reason="خطأ في النقل")
    assert times(article) == (None, None)

    show(make_draft(article, "ar", headline="عنوان آخر"), PUBLISHED_AT)
    assert times(article) == (PUBLISHED_AT, None)


def test_update_is_recorded_on_a_source_of_its_own(item):
    article, editor = make_article("ar"), make_editor()

    update = record_update(article, by=editor, thing=item, source=new_source(), value=Decimal(3), **NEWS)

    assert update.state == UpdateState.EFFECTIVE
    assert (update.value, update.proposed_by, update.commitment) == (Decimal(3), editor, item)
    assert update.source.partnership == item.partnership
    assert update.source.for_item_only
    assert (update.source.title_ar, update.source.title_en) == ("خبر لاحق", None)
    assert article.evidence.get().update == update
    assert article.partnership_mentions.get().partnership == item.partnership
    assert log(article)[0][0] == Act.EVIDENCE
    assert item.code in log(article)[0][1]


def test_update_may_stand_on_a_source_of_the_entry_and_on_no_other(item):
    article, own = make_article("ar"), item.partnership.sources.get()
    other = make_partnership().sources.get()

    update = record_update(article, by=None, thing=item, source=own, **NEWS)
    assert update.source == own

    redact(own, by=None, note_ar="بطلب من صاحب الشأن")
    own.refresh_from_db()
    for refused in (other, own):
        with pytest.raises(WorkflowError):
            record_update(article, by=None, thing=item, source=refused, **NEWS)


def test_update_of_an_entry_links_the_article_to_it(item):
    article, entry = make_article("ar"), item.partnership

    update = record_update(article, by=None, thing=entry, source=new_source(), status="active", **NEWS)

    assert update.state == UpdateState.PENDING
    assert not update.source.for_item_only
    assert article.partnership_mentions.get().partnership == entry
    assert not article.evidence.exists()


@pytest.mark.parametrize(
    "refusal",
    ["no note", "no title", "replaced"],
)
def test_update_that_is_refused_leaves_no_source_behind(item, refusal):
    article = make_article("ar")
    columns, source = dict(NEWS), new_source()
    if refusal == "no note":
        columns |= {"note_ar": "", "note_en": ""}
    elif refusal == "no title":
        source = new_source(title_ar="")
    else:
        redact(item, by=None, note_ar="بطلب من صاحب الشأن")
        item.refresh_from_db()
    sources, changes = Source.objects.count(), item.partnership.changes.count()

    with pytest.raises((ValidationError, LedgerError)):
        record_update(article, by=None, thing=item, source=source, **columns)

    assert (Source.objects.count(), item.partnership.changes.count()) == (sources, changes)
    assert not CommitmentUpdate.objects.exists()
    assert not article.evidence.exists()
    assert not article.partnership_mentions.exists()


def test_update_takes_the_rights_of_both_sides(item):
    article = make_article("ar")
    for without in (["publish_article"], ["propose_update"]):
        with pytest.raises(PermissionDenied):
            record_update(article, by=make_editor(*without), thing=item, source=new_source(), **NEWS)
    with pytest.raises(PermissionDenied):  # the note is in a language they don't work in
        record_update(article, by=make_member("editor", "ar"), thing=item, source=new_source(), **NEWS)

    assert not CommitmentUpdate.objects.exists()
    assert Source.objects.count() == 1


def test_article_counts_as_evidence_once_its_update_is_confirmed(item):
    article, refused = make_article("ar"), make_article("ar")
    update = record_update(article, by=None, thing=item, source=new_source(), status="active", **NEWS)
    declined = record_update(refused, by=None, thing=item, source=new_source(), status="ended", **NEWS)
    shown = Evidence.objects.for_readers("ar")
    assert not shown.exists()

    confirm(update, by=None)
    decline(declined, by=None, note_ar="لا يقوله المصدر")
    assert [row.article for row in shown.all()] == [article]

    update.refresh_from_db()
    redact(update, by=None, note_ar="بطلب من صاحب الشأن")
    assert not shown.exists()


def test_readers_get_each_article_once_the_newest_first(item):
    older = make_article("ar")
    newer = make_article("ar en", at=PUBLISHED_AT + timedelta(days=5))
    for article in (newer, older):
        record_update(article, by=None, thing=item, source=new_source(), **NEWS)
        link_evidence(article, item, by=None)
    scheduled = make_article("en", at=timezone.now() + timedelta(days=1))
    link_evidence(scheduled, item, by=None)

    in_english = Evidence.objects.for_readers("en")

    assert [(row.article, row.is_here) for row in in_english] == [(newer, True), (older, False)]
    assert in_english[1].headline_elsewhere == older.headline_ar
    assert [row.published - PUBLISHED_AT for row in in_english] == [timedelta(days=5), timedelta(0)]
    assert [row.is_here for row in Evidence.objects.for_readers("ar")] == [True, True]

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from organizations.partnerships import ledger
from organizations.partnerships.enums import Evidence, LedgerAct, UpdateState
from organizations.partnerships.models import Change, Commitment, CommitmentUpdate, Partnership, Reply, Source
from portal.accounts.models import User
from tests.editing import make_member
from tests.factories import make_commitment, make_organization, make_partnership, make_person

pytestmark = pytest.mark.django_db

NOTE = {"note_ar": "سبب معلن"}
SAID = {"said_on": date(2025, 5, 1), "note_ar": "ما ورد بعد ذلك"}


@pytest.fixture
def editors():
    return make_member("editor"), make_member("editor")


@pytest.fixture
def chief():
    return make_member("chief")


def new_source(entry, **columns):
    return Source(partnership=entry, **{"kind": "official_statement", "title_ar": "بيان"} | columns)


def another_source(entry, **columns):
    return ledger.add(new_source(entry, **columns), by=None)


def acts(entry):
    return [change.act for change in entry.changes.order_by("pk")]


def test_draft_is_recorded_only_with_a_source_and_somebody_who_takes_part(editors):
    entry = make_partnership(has_source=False)
    with pytest.raises(ledger.LedgerError):
        ledger.record(entry, by=editors[0])
    entry.sources.create(kind="press_report", title_ar="خبر")
    with pytest.raises(ledger.LedgerError):
        ledger.record(entry, by=editors[0])
    entry.parties.create(organization=make_organization())

    recorded = ledger.record(entry, by=editors[0])

    assert recorded.recorded_at is not None
    assert recorded.is_live_in("ar")
    assert acts(entry) == [LedgerAct.RECORDED]


@pytest.mark.parametrize("role", ["contributor", "translator"])
def test_whoever_has_no_right_does_nothing(role):
    user, entry = make_member(role), make_partnership(make_organization())
    item = make_commitment(entry)
    update = ledger.propose(item, by=None, source=entry.sources.get(), status="active", **SAID)
    for refused in (
        lambda: ledger.record(make_partnership(has_source=False), by=user),
        lambda: ledger.add(Source(partnership=entry, kind="press_report", title_ar="خبر"), by=user),
        lambda: ledger.propose(entry, by=user, source=entry.sources.get(), **SAID),
        lambda: ledger.confirm(update, by=user),
        lambda: ledger.decline(update, by=user),
        lambda: ledger.check(entry, by=user),
        lambda: ledger.supersede(item, by=user, nature="plan", statement_ar="خطة"),
        lambda: ledger.correct(item, by=user, unit_ar="مركز", **NOTE),
        lambda: ledger.redact(item, by=user, **NOTE),
    ):
        with pytest.raises(PermissionDenied):
            refused()


def test_redaction_takes_a_chief(editors, chief):
    item = make_commitment(make_partnership())
    with pytest.raises(PermissionDenied):
        ledger.redact(item, by=editors[0], **NOTE)

    ledger.redact(item, by=chief, **NOTE)

    assert Commitment.objects.get(pk=item.pk).is_redacted


def test_words_are_written_by_whoever_works_in_their_language():
    arabic_editor = make_member("editor", "ar")
    entry = make_partnership()

    with pytest.raises(PermissionDenied):
        ledger.propose(
            entry, by=arabic_editor, source=entry.sources.get(), said_on=date(2025, 1, 1), note_en="News"
        )


def test_update_without_a_new_status_shows_at_once(editors):
    item = make_commitment(make_partnership())

    update = ledger.propose(item, by=editors[0], source=item.partnership.sources.get(), value=2, **SAID)

    assert update.state == UpdateState.EFFECTIVE
    assert Commitment.objects.for_page().get(pk=item.pk).value_so_far.value == 2


def test_new_status_waits_for_somebody_else(editors):
    entry = make_partnership(status="signed")
    update = ledger.propose(entry, by=editors[0], source=new_source(entry), status="completed", **SAID)
    assert Partnership.objects.get().status == "signed"
    with pytest.raises(ledger.LedgerError):
        ledger.confirm(update, by=editors[0])

    ledger.confirm(update, by=editors[1])

    entry = Partnership.objects.get()
    assert (entry.status, entry.first_status) == ("completed", "signed")
    with pytest.raises(ledger.LedgerError):
        ledger.decline(update, by=editors[1])


def test_declined_proposal_changes_nothing_and_nobody_reads_it(editors):
    entry = make_partnership(status="signed")
    update = ledger.propose(entry, by=editors[0], source=entry.sources.get(), status="ended", **SAID)

    ledger.decline(update, by=editors[1], note_ar="لا يقول المصدر ذلك")

    assert Partnership.objects.get().status == "signed"
    assert not entry.updates.effective().exists()
    assert not Change.objects.public().exists()


def test_late_news_of_an_earlier_day_leaves_the_status(editors):
    entry = make_partnership(status="announced")
    for status, day in (("completed", date(2025, 6, 1)), ("active", date(2024, 1, 1))):
        update = ledger.propose(
            entry, by=editors[0], source=another_source(entry), status=status, said_on=day, note_ar="خبر"
        )
        ledger.confirm(update, by=editors[1])

    assert Partnership.objects.get().status == "completed"


def test_evidence_supports_the_present_status_alone(editors):
    entry = make_partnership(status="signed")
    another_source(entry)
    assert Partnership.objects.for_rows().get().evidence == Evidence.SEVERAL_SOURCES

    update = ledger.propose(entry, by=editors[0], source=new_source(entry), status="completed", **SAID)
    assert Partnership.objects.for_rows().get().evidence == Evidence.SEVERAL_SOURCES

    ledger.confirm(update, by=editors[1])
    assert Partnership.objects.for_rows().get().evidence == Evidence.ONE_SOURCE


def test_item_is_supported_by_what_states_its_status(editors):
    entry = make_partnership()
    item = make_commitment(entry)

    def evidence():
        return Partnership.objects.for_page().get().commitments.all()[0].evidence

    assert evidence() == Evidence.ONE_SOURCE
    opinion = another_source(entry, kind="opinion_column", for_item_only=True)
    update = ledger.propose(item, by=editors[0], source=opinion, status="active", **SAID)
    ledger.confirm(update, by=editors[1])
    assert evidence() == Evidence.NONE


def test_source_that_contradicts_makes_the_evidence_conflicting():
    entry = make_partnership()
    another_source(entry, is_conflicting=True)

    assert Partnership.objects.for_rows().get().evidence == Evidence.CONFLICTING


def test_check_dates_the_entry_with_its_items_or_one_item(editors):
    entry = make_partnership()
    first, second = make_commitment(entry), make_commitment(entry)
    today = timezone.localdate()

    ledger.check(first, by=editors[0])
    assert [item.last_checked_on for item in entry.commitments.all()] == [today, None]
    ledger.check(entry, by=editors[0])
    assert [item.last_checked_on for item in entry.commitments.all()] == [today, today]
    with pytest.raises(ledger.LedgerError):
        ledger.check(second, by=editors[0], on=today + timedelta(days=1))


def test_superseded_item_stays_to_be_read(editors):
    entry = make_partnership()
    item = make_commitment(entry, statement_ar="ثلاثة مراكز")

    later = ledger.supersede(item, by=editors[0], nature="plan", statement_ar="أربعة مراكز")

    assert (later.number, later.supersedes) == (2, item)
    assert [row.statement_ar for row in entry.commitments.all()] == ["ثلاثة مراكز", "أربعة مراكز"]
    assert list(entry.commitments.current()) == [later]
    with pytest.raises(ledger.LedgerError):
        ledger.supersede(item, by=editors[0], nature="plan", statement_ar="خمسة")


def test_correction_keeps_what_stood_there(editors):
    owner, other = make_organization(), make_organization()
    item = make_commitment(make_partnership(), owner, statement_ar="ثلاث مراكز")

    change = ledger.correct(
        item, by=editors[0], statement_ar="ثلاثة مراكز", owners=[other], note_ar="خطأ إملائي"
    )

    item.refresh_from_db()
    assert (item.statement_ar, list(item.owners.all())) == ("ثلاثة مراكز", [other])
    assert change.before == {"statement_ar": "ثلاث مراكز", "owners": [owner.slug]}
    for refused in (
        {"statement_ar": "ثلاثة مراكز", "note_ar": "سبب"},
        {"statement_ar": "أربعة"},
        {"status": "completed", "note_ar": "سبب"},
        {"number": 9, "note_ar": "سبب"},
    ):
        with pytest.raises(ledger.LedgerError):
            ledger.correct(item, by=editors[0], **refused)
    with pytest.raises(ValidationError):
        ledger.correct(item, by=editors[0], statement_ar=None, statement_en=None, note_ar="سبب")


def test_correction_of_an_entry_keeps_its_place_in_time(editors):
    entry = make_partnership(signed_on=date(2024, 1, 1), signed_precision="year")

    ledger.correct(entry, by=editors[0], signed_on=date(2023, 1, 1), **NOTE)

    assert Partnership.objects.get().sorted_on == date(2023, 1, 1)
    assert entry.changes.get().before == {"signed_on": "2024-01-01"}


def test_redaction_of_an_item_takes_its_words_from_the_database(editors, chief):
    item = make_commitment(make_partnership(), make_organization(), statement_ar="سر", statement_en="secret")
    ledger.correct(item, by=editors[0], statement_en="secrets", **NOTE)

    ledger.redact(item, by=chief, **NOTE)

    columns = QuerySet(Commitment).values().get()
    assert [columns[name] for name in ("statement", "statement_ar", "statement_en")] == [None] * 3
    assert not Commitment.objects.get().owners.exists()
    assert "secret" not in str(list(QuerySet(Change).values()))
    assert Commitment.objects.get().redaction.note_ar == "سبب معلن"


def test_redaction_of_an_entry_takes_everything_but_number_date_and_reason(chief):
    organization = make_organization()
    entry = make_partnership(organization, title_ar="سر", summary_ar="سر", place_en="secret")
    item = make_commitment(entry, organization, statement_ar="سر")
    person = make_person()
    entry.signatories.create(person=person, organization=organization, office_ar="سر")
    ledger.propose(item, by=None, source=entry.sources.get(), said_on=date(2025, 1, 1), note_ar="سر")
    answer = {"text_ar": "سر", "replied_on": date(2025, 1, 1)}
    ledger.add(Reply(partnership=entry, organization=organization, **answer), by=None)

    ledger.redact(entry, by=chief, **NOTE)

    rows = [entry.commitments, entry.signatories, entry.sources, entry.replies, entry.parties, item.updates]
    stored = str([list(QuerySet(related.model).values()) for related in rows])
    entry = Partnership.objects.get()
    assert "سر" not in stored + str(QuerySet(Partnership).values().get()).replace(entry.slug, "")
    assert (entry.number > 0, entry.redaction.note_ar) == (True, "سبب معلن")
    assert not person.signatures.exists()
    assert not Partnership.objects.public("ar").exists()
    with pytest.raises(ledger.LedgerError):
        ledger.add(Source(partnership=entry, kind="press_report", title_ar="خبر"), by=chief)


def test_update_needs_a_day_that_has_come_and_a_note():
    entry = make_partnership()
    tomorrow = timezone.localdate() + timedelta(days=1)
    for columns in ({"said_on": tomorrow}, {"note_ar": None}):
        with pytest.raises(ValidationError):
            ledger.propose(entry, by=None, source=entry.sources.get(), **SAID | columns)


def test_update_leans_on_a_source_of_its_own_entry():
    entry, other = make_partnership(), make_partnership()
    with pytest.raises(ValidationError) as refused:
        ledger.propose(entry, by=None, source=other.sources.get(), **SAID)

    assert set(refused.value.message_dict) == {"source"}


def test_proposal_about_what_was_replaced_meanwhile_is_not_confirmed(editors):
    item = make_commitment(make_partnership())
    source = item.partnership.sources.get()
    update = ledger.propose(item, by=editors[0], source=source, status="active", **SAID)
    ledger.supersede(item, by=editors[0], nature="plan", statement_ar="خطة لاحقة")

    with pytest.raises(ledger.LedgerError):
        ledger.confirm(update, by=editors[1])


def test_correction_of_somebody_named_says_who_stood_there(editors):
    entry, first, second = make_partnership(), make_person(), make_person()
    signatory = entry.signatories.create(person=first, organization=make_organization())

    change = ledger.correct(signatory, by=editors[0], person=second, **NOTE)

    assert change.before == {"person": first.slug}


def test_source_of_a_proposal_waits_with_it(editors):
    entry = make_partnership(status="signed")
    item = make_commitment(entry)
    update = ledger.propose(item, by=editors[0], source=new_source(entry), status="completed", **SAID)

    def shown():
        return len(Partnership.objects.for_page().get().sources.all())

    assert (shown(), entry.sources.count()) == (1, 2)
    assert Change.objects.public().count() == 1  # the item
    ledger.confirm(update, by=editors[1])
    assert shown() == 2


def test_source_cited_once_more_supports_what_it_stated_first(editors):
    entry = make_partnership(status="signed")
    item = make_commitment(entry)
    for thing in (entry, item):
        ledger.propose(thing, by=editors[0], source=entry.sources.get(), status="completed", **SAID)

    loaded = Partnership.objects.for_page().get()
    evidence = [loaded.evidence, loaded.commitments.all()[0].evidence]
    evidence += [row.evidence for row in Commitment.objects.with_standing()]
    assert evidence == [Evidence.ONE_SOURCE] * 3


def test_correction_moves_no_update_and_gives_it_no_status(editors):
    item, other = (make_commitment(make_partnership()) for _ in range(2))
    update = ledger.propose(item, by=editors[0], source=item.partnership.sources.get(), **SAID)

    for columns in ({"status": "completed"}, {"commitment": other}):
        with pytest.raises(ledger.LedgerError):
            ledger.correct(update, by=editors[0], **columns, **NOTE)


def test_meeting_is_given_no_status(editors):
    entry = make_partnership(kind="meeting", status="")

    with pytest.raises(ledger.LedgerError):
        ledger.propose(entry, by=editors[0], source=entry.sources.get(), status="signed", **SAID)


def test_draft_is_changed_in_its_form_and_by_no_verb(chief):
    entry = make_partnership(has_source=False)
    source = entry.sources.create(kind="press_report", title_ar="خبر")
    for refused in (
        lambda: ledger.propose(entry, by=chief, source=source, **SAID),
        lambda: ledger.check(entry, by=chief),
        lambda: ledger.correct(entry, by=chief, title_ar="غيره", **NOTE),
        lambda: ledger.redact(entry, by=chief, **NOTE),
    ):
        with pytest.raises(ledger.LedgerError):
            refused()


def test_address_of_an_entry_is_never_corrected(editors):
    with pytest.raises(ledger.LedgerError):
        ledger.correct(make_partnership(), by=editors[0], slug="other", **NOTE)


def test_item_that_an_update_has_changed_is_not_replaced_by_one_person(editors):
    item = make_commitment(make_partnership())
    source = item.partnership.sources.get()
    ledger.confirm(
        ledger.propose(item, by=editors[0], source=source, status="completed", **SAID), by=editors[1]
    )

    with pytest.raises(ledger.LedgerError):
        ledger.supersede(item, by=editors[0], nature="plan", statement_ar="خطة لاحقة")


def test_item_is_not_replaced_by_its_own_words(editors):
    item = make_commitment(make_partnership())
    words = {name: getattr(item, name) for name in item.SAYS}

    with pytest.raises(ledger.LedgerError):
        ledger.supersede(item, by=editors[0], **words)


def test_row_is_added_without_what_other_verbs_decide(editors, chief):
    entry = make_partnership()
    plan = {"partnership": entry, "nature": "plan", "statement_ar": "خطة"}
    with pytest.raises(ledger.LedgerError):
        ledger.add(Commitment(**plan, status="completed"), by=editors[0])
    item = make_commitment(entry)
    forged = {"commitment": item, "source": entry.sources.get(), "effective_at": timezone.now(), **SAID}
    with pytest.raises(TypeError):
        ledger.add(CommitmentUpdate(**forged, status="ended", confirmed_by=chief), by=editors[0])


def test_correction_takes_the_language_that_it_empties():
    editor = make_member("editor", "en")
    entry = make_partnership()

    with pytest.raises(PermissionDenied):
        ledger.correct(entry, by=editor, title_ar=None, note_en="A reason")
    with pytest.raises(ledger.LedgerError):
        ledger.correct(entry, by=editor, title="Another", note_en="A reason")


def test_redaction_of_an_item_takes_what_hangs_on_it(editors, chief):
    entry = make_partnership(make_organization())
    item = make_commitment(entry)
    source = entry.sources.get()
    ledger.propose(item, by=editors[0], source=source, said_on=date(2025, 1, 1), note_ar="سر", value=42)
    waiting = ledger.propose(
        item, by=editors[0], source=source, said_on=date(2025, 1, 1), note_ar="سر", status="ended"
    )
    ledger.add(
        Reply(
            partnership=entry,
            commitment=item,
            organization=make_organization(),
            replied_on=date(2025, 1, 1),
            text_ar="سر",
        ),
        by=None,
    )
    ledger.correct(item, by=editors[0], unit_ar="مركز", note_ar="سر")

    ledger.redact(item, by=chief, **NOTE)

    rows = [QuerySet(model).values() for model in (CommitmentUpdate, Reply, Change)]
    assert "سر" not in str([list(found) for found in rows])
    waiting.refresh_from_db()
    assert waiting.state == UpdateState.DECLINED


def test_redaction_of_an_entry_keeps_the_reasons_of_earlier_ones(chief):
    item = make_commitment(make_partnership())
    ledger.redact(item, by=chief, note_ar="السبب الأول")

    ledger.redact(item.partnership, by=chief, note_ar="السبب الثاني")

    assert Commitment.objects.get().redaction.note_ar == "السبب الأول"


def test_redacted_update_supports_nothing(editors, chief):
    entry = make_partnership(status="signed")
    item = make_commitment(entry)
    for thing in (entry, item):
        update = ledger.propose(thing, by=editors[0], source=new_source(entry), status="completed", **SAID)
        ledger.redact(ledger.confirm(update, by=editors[1]), by=chief, **NOTE)

    loaded = Partnership.objects.for_page().get()
    evidence = [loaded.evidence, loaded.commitments.all()[0].evidence]
    evidence += [row.evidence for row in Commitment.objects.with_standing()]
    assert evidence == [Evidence.NONE] * 3


def test_proposer_who_confirms_nothing_takes_back_their_own_proposal_only(editors):
    proposer = make_member("editor")
    entry = make_partnership(status="signed")
    others, own = (
        ledger.propose(entry, by=by, source=entry.sources.get(), status=status, **SAID)
        for by, status in ((editors[0], "ended"), (proposer, "active"))
    )
    proposer.groups.clear()
    proposer.user_permissions.add(Permission.objects.get(codename="propose_update"))
    proposer = User.objects.get(pk=proposer.pk)

    ledger.decline(own, by=proposer)
    with pytest.raises(PermissionDenied):
        ledger.decline(others, by=proposer)

    assert list(entry.updates.pending()) == [others]


def test_source_that_contradicts_shows_whatever_the_status(editors):
    entry = make_partnership(status="signed")
    item = make_commitment(entry)
    for thing in (entry, item):
        update = ledger.propose(thing, by=editors[0], source=new_source(entry), status="completed", **SAID)
        ledger.confirm(update, by=editors[1])
    another_source(entry, is_conflicting=True)

    loaded = Partnership.objects.for_page().get()
    evidence = [loaded.evidence, loaded.commitments.all()[0].evidence]
    evidence += [row.evidence for row in Commitment.objects.with_standing()]
    assert evidence == [Evidence.CONFLICTING] * 3


def test_row_leans_on_no_source_that_waits_or_is_gone(editors, chief):
    entry = make_partnership()
    item = make_commitment(entry)
    ledger.propose(item, by=editors[0], source=new_source(entry), status="active", **SAID)
    waiting, gone = entry.sources.get(came_with_update=True), another_source(entry)
    ledger.redact(gone, by=chief, **NOTE)

    for source in (waiting, gone):
        plan = {"partnership": entry, "nature": "plan", "statement_ar": "خطة", "source": source}
        with pytest.raises(ledger.LedgerError):
            ledger.add(Commitment(**plan), by=editors[0])
    with pytest.raises(ledger.LedgerError):
        ledger.propose(entry, by=editors[0], source=Source.objects.get(pk=gone.pk), **SAID)


def test_day_of_a_status_is_not_corrected(editors):
    entry = make_partnership(status="signed")
    update = ledger.propose(entry, by=editors[0], source=new_source(entry), status="completed", **SAID)

    with pytest.raises(ledger.LedgerError):
        ledger.correct(ledger.confirm(update, by=editors[1]), by=editors[0], said_on=date(2020, 1, 1), **NOTE)


def test_drafts_are_in_no_change_feed():
    draft = make_partnership(has_source=False)
    ledger.add(new_source(draft), by=None)

    assert not Change.objects.public().exists()

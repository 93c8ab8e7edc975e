"""The screen of an entry: a form while it is a draft, and read-only with its acts on the record."""

import pytest

from organizations.partnerships import ledger
from organizations.partnerships.admin.addresses import act_address, entry_address
from organizations.partnerships.models import Commitment, Partnership, Source
from tests.factories import make_commitment, make_organization, make_partnership
from tests.ledger_desk import LIST, add_address, draft_form, seen

pytestmark = pytest.mark.django_db


def snapshot():
    """Everything that the ledger holds."""
    models = Partnership._meta.app_config.get_models()
    return {model.__name__: list(model._base_manager.order_by("pk").values()) for model in models}


@pytest.mark.parametrize("role", ["editor", "chief", "administrator"])
def test_nothing_on_the_record_is_changed_by_a_form(client, log_in, entry, role):
    log_in(role)
    item, source, party = entry.commitments.get(), entry.sources.get(), entry.parties.get()
    before = snapshot()
    rows = {
        "commitments__TOTAL_FORMS": 2,
        "commitments__INITIAL_FORMS": 1,
        "commitments__0__id": item.pk,
        "commitments__0__statement_ar": "غير ذلك",
        "commitments__0__DELETE": "on",
        "commitments__1__statement_ar": "بند آخر",
        "commitments__1__nature": "plan",
        "sources__TOTAL_FORMS": 1,
        "sources__INITIAL_FORMS": 1,
        "sources__0__id": source.pk,
        "sources__0__DELETE": "on",
        "parties__TOTAL_FORMS": 1,
        "parties__INITIAL_FORMS": 1,
        "parties__0__id": party.pk,
        "parties__0__role": "lead",
    }
    changed = draft_form(entry, title_ar="غير ذلك", status="ended", recorded_at="", **rows)
    row = f"{LIST}{entry.pk}"
    tries = [
        (entry_address(entry), changed),
        (f"{entry_address(entry)}?_popup=1", changed | {"_popup": "1"}),
        (f"{entry_address(entry)}?_to_field=id", changed | {"_to_field": "id"}),
        (entry_address(entry), changed | {"_saveasnew": "1"}),
        (f"{row}/delete/", {"post": "yes"}),
        (LIST, {"action": "delete_selected", "_selected_action": entry.pk, "post": "yes"}),
        (LIST, {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": entry.pk, "_save": "1"}),
        (f"/admin/partnerships/commitment/{item.pk}/change/", {"statement_ar": "غير ذلك"}),
        (f"/admin/partnerships/commitment/{item.pk}/delete/", {"post": "yes"}),
        ("/admin/partnerships/commitment/add/", {"statement_ar": "غير ذلك"}),
        (
            "/admin/partnerships/commitment/",
            {"action": "delete_selected", "_selected_action": item.pk, "post": "yes"},
        ),
        (f"/admin/partnerships/source/{source.pk}/change/", {"title_ar": "غير ذلك"}),
        ("/admin/partnerships/change/add/", {"act": "recorded"}),
        (f"{row}/history/", {"post": "yes"}),
    ]

    answers = {address: client.post(address, data).status_code for address, data in tries}

    assert {address for address, status in answers.items() if status >= 500} == set()
    assert snapshot() == before


def test_journal_is_not_changed_by_anybody(client, log_in, entry):
    ledger.check(entry, by=None)
    change = entry.changes.first()
    log_in("administrator")
    before = snapshot()

    where = f"/admin/partnerships/change/{change.pk}"
    answers = [
        client.post(f"{where}/change/", {"note_ar": "غير ذلك"}),
        client.post(f"{where}/delete/", {"post": "yes"}),
        client.post(
            "/admin/partnerships/change/",
            {"action": "delete_selected", "_selected_action": change.pk, "post": "yes"},
        ),
    ]

    assert [answer.status_code < 500 for answer in answers] == [True, True, True]
    assert snapshot() == before


@pytest.mark.parametrize("role", ["", "contributor", "translator"])
def test_draft_is_for_those_who_work_on_the_ledger(client, log_in, draft, role):
    log_in(role)

    assert client.get(entry_address(draft)).status_code in {302, 403}
    listed = client.get(LIST)
    assert listed.status_code == 403 or list(listed.context["cl"].result_list) == []


@pytest.mark.parametrize("role", ["contributor", "translator"])
def test_whoever_has_no_right_reads_the_record_without_acts(client, log_in, entry, role):
    log_in(role)

    response = client.get(entry_address(entry))
    page = response.content.decode()

    assert response.status_code == 200
    assert entry.commitments.get().statement_en in page
    record = response.context["record"]
    assert record.acts == []
    assert [row.acts for section in record.sections for row in section.rows] == [[], [], []]
    assert all(section.add is None for section in record.sections)
    assert 'name="title_ar"' not in page


@pytest.mark.parametrize("right", ["redact", "correct", "update", "check"])
def test_acts_follow_the_role(client, log_in, entry, right):
    expected = {"editor": right != "redact", "chief": True}
    for role, is_shown in expected.items():
        log_in(role)
        page = client.get(entry_address(entry)).content.decode()
        assert (act_address(right, entry) in page) == is_shown, role


@pytest.mark.parametrize("admin_language", ["ar", "en"])
def test_record_is_shown_with_its_acts(client, log_in, entry, admin_language):
    log_in("editor")
    client.cookies["portal_language"] = admin_language
    item = entry.commitments.get()

    page = client.get(entry_address(entry)).content.decode()

    assert (item.statement_ar in page, item.statement_en in page) == (True, True)
    for act in ("update", "check", "replace", "correct"):
        assert act_address(act, item) in page
    assert act_address("correct", entry.sources.get()) in page
    assert add_address(entry, "source") in page
    assert f"/admin/partnerships/change/?entry={entry.pk}" in page
    assert 'type="submit" value="Save"' not in page


def test_redacted_entry_offers_nothing(client, log_in, entry):
    ledger.redact(entry, by=None, note_ar="سبب الحجب", note_en="Why it was redacted")
    log_in("chief")

    response = client.get(entry_address(entry))

    assert "Why it was redacted" in response.content.decode()
    assert response.context["record"].acts == []


def test_draft_is_written_with_all_its_rows(client, log_in):
    log_in("editor")
    company, person_of = make_organization(), make_organization()
    rows = {
        "parties__TOTAL_FORMS": 1,
        "parties__0__organization": company.pk,
        "parties__0__role": "party",
        "parties__0__position": 0,
        "sources__TOTAL_FORMS": 1,
        "sources__0__kind": "press_report",
        "sources__0__title_ar": "خبر",
        "commitments__TOTAL_FORMS": 1,
        "commitments__0__nature": "plan",
        "commitments__0__statement_ar": "خطة",
        "commitments__0__announced_by": [company.pk, person_of.pk],
        "amounts__TOTAL_FORMS": 1,
        "amounts__0__value": "12.5",
        "amounts__0__currency": "KWD",
        "amounts__0__stage": "planned",
    }
    blank = Partnership(title_ar="مذكرة جديدة", kind="memorandum", status="signed")

    response = client.post(f"{LIST}add/", draft_form(blank, slug="new-entry", **rows))

    entry = Partnership.objects.get()
    assert response.url == entry_address(entry)
    assert entry.recorded_at is None
    assert entry.sources.count() == entry.amounts.count() == entry.parties.count() == 1
    assert set(entry.commitments.get().owners.all()) == {company, person_of}


def test_item_of_a_draft_points_to_a_source_of_the_same_entry(client, log_in, draft):
    log_in("editor")
    item = Commitment.objects.create(partnership=draft, nature="plan", statement_ar="خطة")
    rows = {
        "commitments__TOTAL_FORMS": 1,
        "commitments__INITIAL_FORMS": 1,
        "commitments__0__id": item.pk,
        "commitments__0__nature": "plan",
        "commitments__0__statement_ar": "خطة",
    }
    elsewhere = make_partnership().sources.get()

    refused = client.post(
        entry_address(draft), draft_form(draft, **rows, commitments__0__source=elsewhere.pk)
    )
    client.post(
        entry_address(draft), draft_form(draft, **rows, commitments__0__source=draft.sources.get().pk)
    )

    assert refused.status_code == 200
    assert Commitment.objects.get().source == draft.sources.get()


def test_draft_is_deleted_by_who_has_the_right(client, log_in, draft):
    draft.aliases.create(language="ar", name="اسم آخر")
    log_in("editor")
    assert client.post(f"{LIST}{draft.pk}/delete/", {"post": "yes"}).status_code == 403
    log_in("chief")

    client.post(f"{LIST}{draft.pk}/delete/", {"post": "yes"})

    assert not Partnership.objects.exists()
    assert not Source.objects.exists()


def test_words_of_a_language_not_held_are_closed_in_a_draft(client, log_in, draft):
    log_in("editor", "ar")

    client.post(entry_address(draft), draft_form(draft, title_ar="عنوان جديد", title_en="Changed"))

    assert Partnership.objects.values_list("title_ar", "title_en").get() == ("عنوان جديد", draft.title_en)


def test_other_names_of_an_entry_on_the_record_are_kept_beside_it(client, log_in, entry):
    log_in("contributor")
    data = {"partnership": entry.pk, "language": "ar", "name": "المذكرة", "kind": "spelling"}
    assert client.post("/admin/partnerships/partnershipalias/add/", data).status_code == 403
    log_in("editor", "en")
    client.post("/admin/partnerships/partnershipalias/add/", data)
    assert not entry.aliases.exists()
    log_in("editor")

    client.post("/admin/partnerships/partnershipalias/add/", data)

    assert entry.aliases.get().name == "المذكرة"


@pytest.mark.parametrize(
    ("state", "shown"), [("draft", "draft"), ("recorded", "entry"), ("redacted", "gone")]
)
def test_list_is_narrowed_by_state(client, log_in, draft, entry, state, shown):
    gone = make_partnership()
    ledger.redact(gone, by=None, note_ar="سبب")
    log_in("editor")

    rows = client.get(LIST, {"state": state}).context["cl"].result_list

    assert list(rows) == [{"draft": draft, "entry": entry, "gone": gone}[shown]]


@pytest.mark.parametrize("rows", [1, 4])
def test_screen_of_the_record_costs_the_same_for_any_number_of_rows(
    client, log_in, entry, rows, django_assert_num_queries
):
    log_in("chief")
    source = entry.sources.get()
    for _ in range(rows):
        item = make_commitment(entry, make_organization(), source=source)
        ledger.add(type(source)(partnership=entry, kind="press_report", title_ar="خبر"), by=None)
        ledger.propose(item, by=None, source=source, said_on="2025-01-01", note_ar="خبر")
        ledger.propose(entry, by=None, source=source, said_on="2025-01-01", note_ar="خبر")
        ledger.propose(entry, by=None, source=source, said_on="2025-01-01", note_ar="خبر", status="ended")
    client.get(entry_address(entry))

    # The session, the user, two for the rights, the entry, twelve for its record, its other names, and what
    # waits of it and of its items, and what was declined.
    with django_assert_num_queries(21):
        client.get(entry_address(entry))


@pytest.mark.parametrize("rows", [1, 4])
def test_form_of_a_draft_costs_the_same_for_any_number_of_rows(
    client, log_in, draft, rows, django_assert_num_queries
):
    log_in("chief")
    for _ in range(rows):
        item = Commitment.objects.create(partnership=draft, nature="plan", statement_ar="خطة")
        item.owners.add(make_organization())
        draft.sources.create(kind="press_report", title_ar="خبر")
        draft.replies.create(organization=make_organization(), asked_on="2025-01-01")
    client.get(entry_address(draft))

    with django_assert_num_queries(18):
        client.get(entry_address(draft))


def test_draft_saved_in_another_window_is_not_written_over(client, log_in, draft):
    log_in("editor")
    source = draft.sources.get()
    rows = {
        "sources__TOTAL_FORMS": 1,
        "sources__INITIAL_FORMS": 1,
        "sources__0__id": source.pk,
        "sources__0__kind": "press_report",
        "sources__0__title_ar": "مصدر النافذة الثانية",
    }
    second = draft_form(draft, title_ar="عنوان النافذة الثانية", **rows)
    client.post(entry_address(draft), draft_form(draft, title_ar="عنوان النافذة الأولى"))

    response = client.post(entry_address(draft), second)
    page = response.content.decode()

    assert response.status_code == 200
    assert Partnership.objects.get().title_ar == "عنوان النافذة الأولى"
    assert Source.objects.get().title_ar == "خبر"
    assert {fact.value for fact in response.context["stored"]} >= {"عنوان النافذة الأولى", "خبر"}
    typed = ("saved meanwhile", "عنوان النافذة الثانية", "مصدر النافذة الثانية")
    assert all(words in page for words in (*typed, "عنوان النافذة الأولى"))

    assert client.post(entry_address(draft), second | seen(draft)).status_code == 302
    assert Partnership.objects.get().title_ar == "عنوان النافذة الثانية"


def test_form_of_a_draft_without_its_moment_saves_nothing(client, log_in, draft):
    log_in("editor")

    response = client.post(entry_address(draft), draft_form(draft, title_ar="غير ذلك") | {"seen": ""})

    assert response.status_code == 200
    assert Partnership.objects.get().title_ar == draft.title_ar


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"signed_on": "2024-05-31"}, "signed_precision"), ({"held_precision": "day"}, "held_on")],
)
def test_half_a_date_is_an_error_of_its_field(client, log_in, draft, typed, field):
    log_in("editor")

    response = client.post(entry_address(draft), draft_form(draft, **typed))

    assert list(response.context["adminform"].form.errors) == [field]


def test_taken_address_is_said_in_our_words(client, log_in, draft):
    log_in("editor")
    blank = Partnership(title_ar="مذكرة جديدة", kind="memorandum", status="signed")

    page = client.post(f"{LIST}add/", draft_form(blank, slug=draft.slug)).content.decode()

    assert "Another entry has this address" in page

"""What the export writes is read back without a loss; what can't be read says where and why."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db.models import QuerySet
from django.utils.translation import override

from organizations.partnerships import ledger
from organizations.partnerships.exporting import partnership_documents
from organizations.partnerships.importing import CREATED, REFUSED, UNCHANGED, files, import_files
from organizations.partnerships.models import Partnership
from tests.factories import make_commitment, make_organization, make_partnership
from tests.organizations.partnerships.rich_ledger import REASON, make_directory, make_ledger

pytestmark = pytest.mark.django_db

ENTRY = {
    "slug": "new",
    "kind": "memorandum",
    "status": "signed",
    "title": {"ar": "مذكرة", "en": "Memorandum"},
    "signed": "2024-05",
    "parties": [{"organization": "citra", "roles": ["party"]}],
    "documents": [{"kind": "press_report", "title": {"en": "News"}}],
}
ITEM = {"type": "plan", "title": {"en": "A plan"}}
TABLE = "slug,kind,status,title_en,parties,documents\n"
ROW = "new,memorandum,signed,Title,organization: citra | roles: party,kind: press_report | title_en: News\n"


@pytest.fixture
def exported(client, tmp_path):
    """The rich ledger in the files of the open data, what it said, and an empty ledger."""
    make_directory()
    make_ledger()
    paths = []
    for name in ("partnerships.json", "partnerships.csv", "commitments.csv"):
        path = tmp_path / name
        path.write_bytes(b"".join(client.get(f"/api/v1/{name}").streaming_content))
        paths.append(path)
    documents = everything()
    empty_the_ledger()
    return paths, documents


@pytest.fixture
def write(tmp_path):
    """Write a file; what is no text becomes JSON."""
    make_organization(slug="citra")

    def write(content, name="ledger.json"):
        path = tmp_path / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content if isinstance(content, str) else json.dumps(content))
        return path

    return write


def everything():
    entries = Partnership.objects.order_by("number")
    return partnership_documents(list(entries.values_list("pk", flat=True)))


def empty_the_ledger():
    QuerySet(Partnership).update(is_demo=True)
    for entry in Partnership.objects.order_by("-pk"):
        entry.delete()


def outcome_of(*paths, dry_run=False):
    """The result of all files, and everything that was wrong."""
    with override("en"):
        outcomes = import_files(list(paths), dry_run=dry_run)
    problems = [str(problem) for outcome in outcomes for problem in outcome.problems]
    return [outcome.result for outcome in outcomes], problems


def test_document_is_read_back_without_a_loss(exported):
    (path, *_tables), before = exported

    assert outcome_of(path) == ([CREATED], [])
    assert everything() == before
    assert len(before) == 3
    assert outcome_of(path) == ([UNCHANGED], [])
    assert everything() == before


def test_tables_are_read_back_without_a_loss(exported):
    (_document, *tables), before = exported

    assert outcome_of(*reversed(tables)) == ([CREATED, CREATED], [])
    assert everything() == before
    assert outcome_of(*tables) == ([UNCHANGED, UNCHANGED], [])
    assert everything() == before


def test_list_of_documents_and_one_document_are_read(exported, client, tmp_path):
    (path, *_tables), before = exported
    import_files([path], dry_run=False)
    entries = json.loads(path.read_text())["partnerships"]
    one = client.get("/api/v1/partnerships/meeting").json()
    item = client.get("/api/v1/commitments/002-1").json()
    again = tmp_path / "again.json"

    for document in (entries, one, {"commitments": [item]}):
        again.write_text(json.dumps(document))
        assert outcome_of(again) == ([UNCHANGED], [])
    assert everything() == before


@pytest.mark.parametrize("noun", ["partnerships", "commitments"])
def test_documents_in_brief_are_not_taken_for_the_whole(exported, client, tmp_path, noun):
    (path, *_tables), _before = exported
    import_files([path], dry_run=False)
    brief = tmp_path / "brief.json"
    brief.write_text(json.dumps(client.get(f"/api/v1/{noun}").json()))

    _outcomes, [problem] = outcome_of(brief)

    assert "in brief" in str(problem)


def test_dry_run_changes_nothing(exported):
    (path, *_tables), _before = exported

    assert outcome_of(path, dry_run=True) == ([CREATED], [])
    assert not Partnership.objects.exists()


def test_entry_written_by_hand_goes_on_the_record(write):
    due = {"id": None, "due_text": {"en": "soon"}, "owners": [{"organization": "citra"}]}
    said = {"said": "2025", "source": "source-1", "note": {"en": "It runs"}, "status": "active"}
    items = [ITEM | due, ITEM | {"status": "active", "first_status": "announced", "updates": [said]}]

    assert outcome_of(write(ENTRY | {"milestones": items})) == ([CREATED], [])

    (entry,) = everything()
    assert (entry["number"], entry["signed"], entry["first_status"]) == (1, "2024-05", "signed")
    assert [(item["id"], item["status"]) for item in entry["milestones"]] == [
        ("001-1", "announced"),
        ("001-2", "active"),
    ]
    assert [change["act"] for change in entry["history"]] == ["recorded"]


def test_table_written_by_hand_goes_on_the_record(write):
    table = TABLE.replace(",", ";") + ROW.replace(",", ";").replace("Title", "' =Title")
    items = "partnership_slug,type,title_en,owners\nnew,plan,'-5 %,organization: citra\n"

    assert outcome_of(write(table, "a.csv"), write(items, "b.csv")) == ([CREATED, CREATED], [])

    (entry,) = everything()
    assert entry["title"]["en"] == "' =Title"
    assert (entry["milestones"][0]["title"]["en"], entry["milestones"][0]["id"]) == ("-5 %", "001-1")


def test_number_of_the_file_is_kept_where_it_is_free(write):
    taken = make_partnership(make_organization(), number=7)

    assert outcome_of(write(ENTRY | {"number": 9})) == ([CREATED], [])
    assert Partnership.objects.get(slug="new").number == 9
    assert make_partnership().number == 10
    assert outcome_of(write(ENTRY | {"slug": "other", "number": 7})) == (
        [REFUSED],
        [f"record 1: the number 7 is that of the entry “{taken.slug}”"],
    )


def test_relation_may_lead_to_an_entry_further_down(write):
    first = ENTRY | {"relations": [{"kind": "renews", "partnership": "second"}]}

    assert outcome_of(write([first, ENTRY | {"slug": "second"}])) == ([CREATED], [])

    assert everything()[0]["relations"] == [{"id": "relation-1", "kind": "renews", "partnership": "second"}]


def test_new_items_are_added_to_an_entry_on_the_record(write):
    entry = make_partnership(make_organization(), slug="known", number=4)
    make_commitment(entry)
    said = {
        "said": "2025-03",
        "source": "source-1",
        "note": {"en": "Now"},
        "status": "active",
        "value": "2.5",
    }
    item = ITEM | {
        "id": "004-2",
        "partnership": {"slug": "known"},
        "supersedes": "004-1",
        "status": "active",
        "first_status": "announced",
        "updates": [said | {"value": "2.5"}],
        "values": [{"value": {"amount": "5", "currency": "KWD"}, "stage": "paid"}],
        "replies": [{"organization": "citra", "asked_on": "2025-01-01"}],
    }
    path = write({"commitments": [item]})

    assert outcome_of(path) == ([CREATED], [])

    added = everything()[0]["milestones"][1]
    assert (added["supersedes"], added["status"], added["updates"][0]["value"]) == ("004-1", "active", "2.5")
    assert [change["act"] for change in added["history"]] == ["superseded", "confirmed", "added", "added"]
    assert outcome_of(path) == ([UNCHANGED], [])


def test_record_is_not_written_over(write):
    make_partnership(make_organization(), slug="new", status="announced", title_ar="غيرها", title_en=None)
    before = everything()

    result, (problem,) = outcome_of(write(ENTRY))

    assert result == [REFUSED]
    assert problem == (
        "record 1: documents, parties, signed, status, title: is on the record with other values; "
        "the record isn’t written over"
    )
    assert everything() == before


@pytest.mark.parametrize("make", ["draft", "redacted"])
def test_draft_and_redacted_entry_are_left_alone(write, make):
    entry = make_partnership(make_organization(), slug="new", has_source=make == "redacted")
    if make == "redacted":
        ledger.redact(entry, by=None, **REASON)

    result, problems = outcome_of(write(ENTRY))

    assert (result, len(problems)) == ([REFUSED], 1)
    assert make in problems[0]


def test_nothing_is_taken_where_one_record_is_wrong(write):
    good, bad = write(ENTRY, "good.json"), write([ENTRY | {"slug": "b", "kind": "pact"}], "bad.json")

    results, problems = outcome_of(good, bad)

    assert results[1] == REFUSED
    assert "record 1: kind is none of" in problems[0]
    assert not Partnership.objects.exists()


def test_every_fault_is_told_at_once(write):
    records = [
        ENTRY | {"slug": slug, "parties": [{"organization": slug, "roles": ["party"]}]} for slug in "xyz"
    ]

    _result, problems = outcome_of(write(records))

    assert problems == [
        f"record {n}: there is no organisation “{slug}”" for n, slug in enumerate("xyz", start=1)
    ]


FAULTS = {
    "unknown kind": ({"kind": "pact"}, "kind is none of"),
    "unknown name": ({"colour": "red"}, "colour there is nothing called so"),
    "no slug": ({"slug": None}, "slug is not a text"),
    "reserved slug": ({"slug": "network"}, "slug: This address is reserved."),
    "broken slug": ({"slug": "Not A Slug"}, "slug is not written as it should be"),
    "no such day": ({"signed": "2023-02-30"}, "signed : there is no such date"),
    "no such month": ({"signed": "2023-13"}, "signed : there is no such date"),
    "week": ({"signed": "2024-W01-1"}, "signed is not written as it should be"),
    "no such year": ({"signed": "0000"}, "signed : there is no such date"),
    "meeting with status": ({"kind": "meeting"}, "A meeting has no status"),
    "no title": ({"title": {"ar": " ", "en": None}}, "Write a title in at least one language."),
    "long title": ({"title": {"en": "a" * 201}}, "Ensure this value has at most 200 characters"),
    "no source": ({"documents": []}, "Without a source nothing is put on the record."),
    "no party": ({"parties": []}, "Say first which organisations take part"),
    "unknown role": ({"parties": [{"organization": "citra", "roles": ["boss"]}]}, "parties 1, roles 1"),
    "party twice": ({"parties": ENTRY["parties"] * 2}, "party-2"),
    "unknown person": (
        {"signatories": [{"person": "nobody", "organization": "citra"}]},
        "no person “nobody”",
    ),
    "unknown entry": ({"relations": [{"kind": "renews", "partnership": "none"}]}, "there is no entry “none”"),
    "own relation": ({"relations": [{"kind": "renews", "partnership": "new"}]}, "can’t be related to itself"),
    "unknown source": (
        {"updates": [{"said": "2025", "source": "source-9", "note": {"en": "x"}}]},
        "source-9",
    ),
    "unknown currency": (
        {"values": [{"value": {"amount": "1", "currency": "dinar"}, "stage": "paid"}]},
        "values 1, value.currency is not written as it should be",
    ),
    "huge amount": (
        {"values": [{"value": {"amount": "9" * 30, "currency": "KWD"}, "stage": "paid"}]},
        "values 1, value.amount is not written as it should be",
    ),
    "other digits": ({"signed": "٢٠٢٤"}, "signed is not written as it should be"),
    "number as text": ({"number": "x"}, "number is not a number"),
    "huge number": ({"number": 10**9}, "number is too large"),
    "no object": ({"title": "x"}, "title is not a group of named values"),
    "no list": ({"parties": {}}, "parties is not a list"),
    "too many rows": ({"parties": ENTRY["parties"] * 1001}, "parties has more rows than any entry"),
    "item of another entry": (
        {"number": 3, "milestones": [ITEM | {"id": "004-1"}]},
        "004-1 is no item of entry 003",
    ),
    "item twice": ({"number": 3, "milestones": [ITEM | {"id": "003-1"}] * 2}, "two rows are called “003-1”"),
    "item without words": (
        {"milestones": [{"type": "plan"}]},
        "Say in at least one language what was announced.",
    ),
    "status from nowhere": (
        {"milestones": [ITEM | {"status": "active", "first_status": "announced"}]},
        "status says active, but the updates lead to announced",
    ),
    "days in the wrong order": (
        {"milestones": [ITEM | {"due_earliest": "2025-01-02", "dueDate": "2025-01-01"}]},
        "The latest possible day is before the earliest.",
    ),
    "invented column": (
        {"history": [{"at": "2025-01-01T00:00:00Z", "act": "corrected", "before": {"x": "y"}}]},
        "history: before: there is no column “x”",
    ),
    "internal act": ({"history": [{"at": "2025-01-01T00:00:00Z", "act": "declined"}]}, "is not taken over"),
    "time without offset": (
        {"recorded_at": "2025-01-01T00:00:00"},
        "recorded_at : a time needs its offset, such as +03:00",
    ),
}


@pytest.mark.parametrize(("columns", "expected"), FAULTS.values(), ids=FAULTS)
def test_fault_in_a_record_is_told_in_words(write, columns, expected):
    result, problems = outcome_of(write([ENTRY | columns]))

    assert result == [REFUSED]
    assert problems[0].startswith("record 1: ")
    assert expected in problems[0]
    assert not Partnership.objects.exists()


UNREADABLE = {
    "broken UTF-8": (b'{"slug":\n"\xff"}', "line 2: the file isn’t UTF-8"),
    "UTF-16": ("slug,kind".encode("utf-16"), "line 1: the file isn’t UTF-8"),
    "broken JSON": ('{"slug":\n}', "line 2: this isn’t JSON"),
    "name twice": ('{"slug": "a", "slug": "b"}', "“slug” stands twice"),
    "too deep": ("[" * 200_000, "nested too deeply"),
    "huge integer": (f'[{{"number": {"9" * 5000}}}]', "this can’t be read"),
    "no list": ('{"articles": []}', "there is no list called partnerships or commitments in it"),
    "no record": ('["a", 5]', "record 1: is no record"),
    "empty": ("", "line 1: there is no column “slug”"),
    "other table": ("a,b\n1,2\n", "line 1: there is no column “slug”"),
    "unknown column": (TABLE.replace("status", "state") + ROW, "line 1: there is no column “state”"),
    "column twice": (TABLE.replace("status", "kind") + ROW, "line 1: the column “kind” stands twice"),
    "cells missing": (TABLE + ROW + "new,memorandum\n", "line 3: has 2 cells where the first line names 6"),
    "unknown part": (
        TABLE + ROW.replace("roles:", "rules:"),
        "parties: there is nothing called “rules”",
    ),
    "part without a name": (TABLE + ROW.replace("roles: ", ""), "line 2: parties: write each part once"),
    "entry twice": (TABLE + ROW + ROW, "line 3: the entry “new” stands twice"),
    "line after a long cell": (
        TABLE + ROW.replace("Title", '"one\ntwo"') + ROW.replace("memo", "x").replace("new", "b"),
        "line 4: kind is none of",
    ),
    "item of nothing": ("partnership_slug,type,title_en\nnone,plan,A\n", "line 2: there is no entry “none”"),
}


@pytest.mark.parametrize(("content", "expected"), UNREADABLE.values(), ids=UNREADABLE)
def test_unreadable_file_says_where_and_why(write, content, expected):
    result, problems = outcome_of(write(content, "ledger.csv"))

    assert result == [REFUSED]
    assert expected in problems[0]


def test_file_that_is_missing_or_too_large_is_refused(write, monkeypatch, tmp_path):
    monkeypatch.setattr(files, "LARGEST_FILE", 10)

    _result, problems = outcome_of(write(ENTRY), tmp_path / "missing.csv")

    assert "larger" in problems[0]
    assert problems[1] == "the file can’t be read: No such file or directory"


def test_nul_and_override_characters_do_not_come_in(write):
    entry = ENTRY | {"title": {"en": "A\u0000b\u202ec"}}

    assert outcome_of(write(entry)) == ([CREATED], [])
    assert everything()[0]["title"]["en"] == "Abc"
    assert outcome_of(write(entry)) == ([UNCHANGED], [])


def test_command_reports_and_fails_with_a_status(write, capsys):
    good, bad = write(ENTRY, "good.json"), write(ENTRY | {"kind": "pact", "slug": "b"}, "bad.json")

    call_command("import_partnerships", str(good), "--dry-run")
    call_command("import_partnerships", str(good))
    call_command("import_partnerships", str(good))
    with pytest.raises(CommandError) as failed:
        call_command("import_partnerships", str(bad))

    told = capsys.readouterr().out
    assert failed.value.returncode == 1
    assert "1 created, 0 unchanged\nDry run, nothing was changed." in told
    assert "0 created, 1 unchanged" in told
    assert "! record 1: kind is none of 'memorandum'" in told


def test_help_shows_how_it_is_used(capsys):
    with pytest.raises(SystemExit):
        call_command("import_partnerships", "--help")

    told = capsys.readouterr().out
    assert "\n  manage.py import_partnerships partnerships.csv commitments.csv\n" in told

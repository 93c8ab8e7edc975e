"""The open data says everything public of an entry and nothing else; tables and documents say the same."""

import csv
import json
from io import StringIO

import pytest

from organizations.partnerships import ledger
from organizations.partnerships.exporting import (
    COMMITMENTS,
    PARTNERSHIPS,
    milestone_documents,
    partnership_documents,
    schema,
)
from organizations.partnerships.exporting.cells import (
    TRIGGERS,
    neutralise,
    read_rows,
    restore,
    write_rows,
)
from organizations.partnerships.models import Relation
from tests.factories import make_commitment, make_organization, make_partnership
from tests.organizations.partnerships.rich_ledger import REASON, SECRET, make_directory, make_ledger

pytestmark = pytest.mark.django_db

HOSTILE = [
    "'",
    "''",
    "'=",
    "'a",
    "''=x",
    "' =",
    "a|b",
    " | ",
    "\\n",
    "\\\\n",
    "\n",
    "\\p|",
    "a: b | c: d",
    "é\u200f",
]


@pytest.fixture
def rich():
    make_directory()
    return make_ledger()


def document_of(entry):
    (document,) = partnership_documents([entry.pk])
    return document


def items_of(entry):
    return milestone_documents(list(entry.commitments.values_list("pk", flat=True)))


def test_document_has_the_described_shape(rich):
    document = document_of(rich)

    read = schema.Partnership.model_validate(document)
    assert json.loads(json.dumps(document)) == document
    assert {name for name in document if name not in read.model_fields_set} == set()
    assert schema.Partnership.model_fields.keys() == document.keys()
    for item in items_of(rich):
        shape = schema.RedactedListedMilestone if "redacted" in item else schema.ListedMilestone
        assert shape.model_validate(item).model_fields_set == shape.model_fields.keys()


def test_document_keeps_the_three_lines_apart(rich):
    document = document_of(rich)

    assert (document["status"], document["first_status"]) == ("active", "announced")
    assert document["evidence"] == "conflicting"
    assert document["by_stated_date"] == {"passed": 1, "conditional": 1}
    item = document["milestones"][1]
    assert (item["status"], item["evidence"], item["by_stated_date"]) == ("active", "one_source", "passed")
    assert (item["dueDate"], item["last_checked"]) == ("2025-12-31", "2026-03-04")
    assert document["last_checked"] == "2026-03-04"


def test_document_names_every_party_with_its_role(rich):
    parties = [(party["organization"], party["roles"]) for party in document_of(rich)["parties"]]

    assert parties == [
        ("citra", ["party"]),
        ("huawei", ["party"]),
        ("aicto", ["party"]),
        ("embassy", ["discussed_with"]),
    ]


def test_dates_are_as_precise_as_they_are_known(rich):
    document = document_of(rich)

    assert (document["announced"], document["signed"], document["held"]) == ("2023-05", "2024-02-29", None)
    assert document["documents"][1]["datePublished"] == "2023-01"
    assert document["updates"][0]["said"] == "2025-06"
    assert document["values"][0]["value"] == {"amount": "1200000.5", "currency": "KWD"}


def test_document_tells_corrections_with_what_stood_there(rich):
    corrections = [change for change in document_of(rich)["history"] if change["act"] == "corrected"]

    assert [(change["about"], change["before"], change["note"]) for change in corrections] == [
        (None, {"title_en": "@Entry rich"}, {"ar": REASON["note_ar"], "en": REASON["note_en"]})
    ]


def test_redacted_rows_say_when_and_why_and_nothing_else(rich):
    document = document_of(rich)
    reason = {"ar": REASON["note_ar"], "en": REASON["note_en"]}
    redacted = [document["documents"][4], document["signatories"][1], document["updates"][2]]
    redacted += [document["milestones"][2]]
    day = redacted[0]["redacted"]["date"]

    rest = {"redacted": {"date": day, "reason": reason}}
    assert redacted == [rest, rest, rest, {"id": "002-3", **rest}]
    told = json.dumps([document, *items_of(rich)])
    assert [word for word in (SECRET, "qpending", "qdeclined", "qno") if word in told] == []


def test_relation_to_what_readers_do_not_see_is_left_out():
    draft = make_partnership(has_source=False, slug="qdraft")
    gone = make_partnership(slug="qgone")
    entry = make_partnership(make_organization())
    for other in (draft, gone):
        ledger.add(Relation(partnership=entry, kind="renews", other=other), by=None)
    ledger.redact(gone, by=None, **REASON)

    assert document_of(entry)["relations"] == []


def test_item_tells_what_replaced_it_and_when_it_was_met():
    entry = make_partnership(make_organization())
    item = make_commitment(entry)
    said = {"said_on": "2025-06-01", "said_precision": "month", "note_ar": "تم"}
    update = ledger.propose(item, by=None, source=entry.sources.get(), status="completed", **said)
    ledger.confirm(update, by=None)
    later = ledger.supersede(item, by=None, nature="plan", statement_ar="خطة")

    first, second = items_of(entry)

    assert (first["dateMet"], first["superseded_by"], second["supersedes"]) == (
        "2025-06",
        later.code,
        item.code,
    )
    assert second["dateMet"] is None


@pytest.mark.parametrize("trigger", TRIGGERS)
def test_no_cell_begins_like_a_formula(trigger):
    cell = neutralise(f"{trigger}1+1")

    assert len(TRIGGERS) == 12
    assert cell == f"'{trigger}1+1"
    assert restore(cell) == f"{trigger}1+1"


@pytest.mark.parametrize("text", [*HOSTILE, *TRIGGERS, *(f"'{trigger}" for trigger in TRIGGERS)])
def test_cells_give_back_what_was_written(text):
    row = {"name": text, "other": f"x{text}x"}

    assert restore(neutralise(text)) == text
    assert neutralise(text)[0] not in TRIGGERS
    (read,) = read_rows(write_rows([row]))
    assert read == {name: value.strip(" ") for name, value in row.items()}


def test_tables_have_the_columns_that_others_rely_on():
    assert PARTNERSHIPS.columns == [
        *("number", "slug", "url_ar", "url_en", "kind", "title_ar", "title_en", "summary_ar", "summary_en"),
        *("place_ar", "place_en", "event_ar", "event_en", "announced", "signed", "held", "status"),
        *("first_status", "evidence", "by_stated_date_not_yet", "by_stated_date_passed"),
        *("by_stated_date_no_date", "by_stated_date_conditional", "last_checked", "recorded_at", "parties"),
        *("signatories", "documents", "updates", "values", "replies", "relations", "history"),
        *("licence", "publisher_ar", "publisher_en", "is_demo", "notice_ar", "notice_en"),
    ]
    assert COMMITMENTS.columns[:5] == ["id", "partnership_number", "partnership_slug", "code", "type"]
    assert {"dueDate", "dateMet", "status", "redacted_date", "owners"} <= set(COMMITMENTS.columns)


def test_table_says_what_the_documents_say_and_is_inert(rich):
    for table, documents in ((PARTNERSHIPS, [document_of(rich)]), (COMMITMENTS, items_of(rich))):
        text = "".join(table.write(documents))
        header, *lines = list(csv.reader(StringIO(text, newline="")))

        assert text.startswith("\ufeff")
        assert header[0] == "\ufeff" + table.columns[0]
        cells = [cell for line in lines for cell in line]
        assert [cell for cell in cells if cell and cell[0] in TRIGGERS] == []
        for line, document in zip(lines, documents, strict=True):
            read = table.read(dict(zip(table.columns, line, strict=True)))
            assert _shaped(read) == _shaped(
                document | {"milestones": []} if "milestones" in document else document
            )


def _shaped(document):
    if "id" not in document:
        return schema.Partnership.model_validate(document).model_dump()
    shape = schema.RedactedListedMilestone if "redacted" in document else schema.ListedMilestone
    return shape.model_validate(document).model_dump()

"""The ledger under /api/v1/: who sees what, in which order, at which cost."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from organizations.partnerships import ledger
from tests.factories import make_commitment, make_organization, make_partnership, make_person
from tests.organizations.partnerships.rich_ledger import REASON, make_directory, make_ledger

pytestmark = pytest.mark.django_db

FILES = ["/api/v1/partnerships.csv", "/api/v1/commitments.csv", "/api/v1/partnerships.json"]
LISTS = ["/api/v1/partnerships", "/api/v1/commitments", "/api/v1/changes", *FILES]


def told(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode()


def slugs(client, query=""):
    return [entry["slug"] for entry in client.get(f"/api/v1/partnerships{query}").json()["partnerships"]]


def test_entry_says_everything_in_both_languages_with_its_terms(client, settings):
    settings.SITE_CONTENT_LICENCE = "CC BY 4.0"
    make_directory()
    rich = make_ledger()

    response = client.get("/api/v1/partnerships/rich")
    document = response.json()

    assert document["title"] == {"ar": "=قيد | rich", "en": "@Entry rich, corrected"}
    assert document["url"]["ar"] == "http://testserver/ar/partnerships/rich/"
    assert (document["licence"], document["publisher"]) == ("CC BY 4.0", settings.SITE_NAME)
    assert (document["is_demo"], document["notice"]) == (False, None)
    assert len(document["parties"]) == 4
    assert document["recorded_at"].endswith("+03:00")
    assert response["Content-Language"] == "ar, en"
    assert f"partnership-{rich.pk}" in response["Surrogate-Key"]


def test_demonstration_is_named_as_such(client):
    entry = make_partnership(make_organization(is_demo=True), is_demo=True)
    make_commitment(entry)

    for path in (f"partnerships/{entry.slug}", f"organizations/{entry.organizations.get().slug}"):
        response = client.get(f"/api/v1/{path}")
        assert response.json()["is_demo"] is True
        assert "Demonstration" in response.json()["notice"]["en"]
        assert response["X-Robots-Tag"] == "noindex"
    for path in ("/api/v1/partnerships", "/api/v1/commitments", *FILES):
        assert "Demonstration content" in told(client, path)


COUNTED = {"partnerships": ["documents", "milestones", "updates"], "commitments": ["updates"]}
#: What stands in the whole documents alone.
ROWS = {"signatories", "documents", "milestones", "updates", "values", "replies", "relations", "history"}


@pytest.mark.parametrize(("noun", "name"), [("partnerships", "slug"), ("commitments", "id")])
def test_list_says_in_brief_what_the_whole_documents_say(client, noun, name):
    make_directory()
    make_ledger()
    listed = client.get(f"/api/v1/{noun}").json()[noun]
    told = [document for document in listed if "redacted" not in document]

    assert (len(listed), len(told)) == {"partnerships": (3, 3), "commitments": (4, 3)}[noun]
    for brief in told:
        whole = client.get(f"/api/v1/{noun}/{brief[name]}").json()
        assert brief.pop("api_url") == f"http://testserver/api/v1/{noun}/{brief[name]}"
        assert brief.pop("counts") == {row: len(whole[row]) for row in COUNTED[noun]}
        if noun == "partnerships":
            assert brief.pop("changed_at") == max(act["at"] for act in _acts(whole))
        assert brief == {key: value for key, value in whole.items() if key not in ROWS}


def _acts(whole):
    return [*whole["history"], *(act for item in whole["milestones"] for act in item.get("history", ()))]


def test_drafts_and_what_is_not_confirmed_are_nowhere(client):
    organization = make_organization()
    draft = make_partnership(organization, has_source=False, slug="qdraft", title_ar="qdraft")
    draft.commitments.create(nature="plan", statement_ar="qdraft")
    entry = make_partnership(organization)
    waiting = {"source": entry.sources.get(), "said_on": date(2025, 1, 1), "note_ar": "qdraft"}
    ledger.propose(entry, by=None, status="ended", **waiting)

    for path in LISTS:
        assert "qdraft" not in told(client, path), path
    for path in ("partnerships/qdraft", f"partnerships/{draft.number}", f"commitments/{draft.number:03d}-1"):
        assert client.get(f"/api/v1/{path}").status_code == 404, path
    assert "qdraft" not in told(client, f"/api/v1/organizations/{organization.slug}")


def test_redacted_entry_is_gone_but_number_day_and_reason_stay(client):
    entry = make_partnership(make_organization(), slug="qsecret", title_ar="qsecret", title_en=None)
    item = make_commitment(entry, statement_ar="qsecret")
    ledger.redact(entry, by=None, **REASON)
    kept = {
        "date": timezone.localdate().isoformat(),
        "reason": {"ar": REASON["note_ar"], "en": REASON["note_en"]},
    }

    for path in (f"partnerships/{entry.number}", "partnerships/qsecret"):
        response = client.get(f"/api/v1/{path}")
        assert response.status_code == 410
        document = response.json()
        assert {name: document[name] for name in ("number", "redacted")} == {
            "number": entry.number,
            "redacted": kept,
        }
        assert "qsecret" not in response.content.decode()
    assert client.get(f"/api/v1/commitments/{item.code}").json()["redacted"] == kept
    for path in LISTS:
        assert "qsecret" not in told(client, path), path
    (change,) = [c for c in client.get("/api/v1/changes").json()["changes"] if c["act"] == "redacted"]
    assert (change["partnership"]["number"], change["note"]) == (entry.number, kept["reason"])


def test_redacted_item_is_gone(client):
    item = make_commitment(make_partnership(make_organization()), statement_ar="qsecret")
    ledger.redact(item, by=None, **REASON)

    response = client.get(f"/api/v1/commitments/{item.code}")

    assert (response.status_code, response.json()["id"]) == (410, item.code)
    assert "qsecret" not in told(client, "/api/v1/commitments")


@pytest.mark.parametrize(
    ("path", "target"),
    [("partnerships/003", "partnerships/third"), ("partnerships/3", "partnerships/third"),
     ("partnerships/3?lang=en&fields=slug", "partnerships/third?lang=en&fields=slug"),
     ("commitments/3-1?lang=en", "commitments/003-1?lang=en"),
     ("commitments/3-1", "commitments/003-1"), ("commitments/00003-01", "commitments/003-1")],
)  # fmt: skip
def test_number_leads_to_the_address(client, path, target):
    make_commitment(make_partnership(make_organization(), slug="third", number=3))

    response = client.get(f"/api/v1/{path}")

    assert (response.status_code, response["Location"]) == (301, f"/api/v1/{target}")
    assert client.get(response["Location"]).status_code == 200


def test_language_narrows_what_is_listed(client):
    both = make_partnership(make_organization(), slug="both")
    arabic = make_partnership(make_organization(), slug="arabic", title_en=None)
    make_commitment(both, statement_en=None)
    make_commitment(arabic)

    assert slugs(client) == ["arabic", "both"]
    assert slugs(client, "?lang=en") == ["both"]
    assert client.get("/api/v1/commitments?lang=en").json()["commitments"] == []
    assert len(client.get("/api/v1/commitments?lang=ar").json()["commitments"]) == 2
    assert "arabic" not in told(client, "/api/v1/partnerships.csv?lang=en")


@pytest.mark.parametrize(
    ("query", "expected"),
    [("?kind=proposal", {"second"}), ("?status=signed", {"first"}), ("?organization=a", {"first", "second"}),
     ("?organization=b&kind=memorandum", {"first"}), ("?year=2024", {"first"}),
     ("?kind=", {"first", "second"}),
     ("?kind=meeting", set()), ("?utm_source=x", {"first", "second"})],
)  # fmt: skip
def test_filters_are_those_of_the_ledger(client, query, expected):
    a, b = make_organization(slug="a"), make_organization(slug="b")
    make_partnership(a, b, slug="first", signed_on=date(2024, 5, 1), signed_precision="month")
    make_commitment(make_partnership(a, slug="second", kind="proposal", status="proposed"))

    assert set(slugs(client, query)) == expected
    listed = client.get(f"/api/v1/commitments{query}").json()["commitments"]
    assert {item["partnership"]["slug"] for item in listed} == expected & {"second"}
    table = list(csv.DictReader(StringIO(told(client, f"/api/v1/partnerships.csv{query}"))))
    assert {row["slug"] for row in table} == expected


@pytest.mark.parametrize("query", ["kind=pact", "status=done", "organization=nobody", "year=24x", "lang=fr"])
@pytest.mark.parametrize("path", ["partnerships", "commitments", "partnerships.csv", "partnerships.json"])
def test_unknown_value_of_a_filter_is_a_404(client, path, query):
    assert client.get(f"/api/v1/{path}?{query}").status_code == 404


@pytest.mark.parametrize("noun", ["partnerships", "commitments", "changes"])
def test_parts_of_a_list_follow_each_other_without_a_gap(client, noun):
    organization = make_organization()
    for _entry in range(5):
        make_commitment(make_partnership(organization))
    path, seen, parts = f"/api/v1/{noun}?limit=2", [], 0

    while path:
        part = client.get(path).json()
        seen += [row.get("id", row.get("slug")) for row in part[noun]]
        path, parts = part["next"], parts + 1

    whole = client.get(f"/api/v1/{noun}").json()[noun]
    assert (seen, parts) == ([row.get("id", row.get("slug")) for row in whole], 3)
    last = client.get(f"/api/v1/{noun}?limit=2&before=1~1")
    assert last.status_code in {200, 404}
    assert "limit=2" in client.get(f"/api/v1/{noun}?limit=2").json()["next"]


def test_feed_tells_public_acts_newest_first(client):
    entry = make_partnership(make_organization())
    item = make_commitment(entry)
    ledger.correct(item, by=None, statement_en="Better", **REASON)

    corrected, added = client.get("/api/v1/changes").json()["changes"]

    assert (corrected["act"], corrected["subject"], added["act"]) == ("corrected", "commitment", "added")
    assert corrected["note"] == {"ar": REASON["note_ar"], "en": REASON["note_en"]}
    assert corrected["partnership"]["slug"] == entry.slug
    since = corrected["at"].replace("+", "%2B")
    assert [c["id"] for c in client.get(f"/api/v1/changes?since={since}").json()["changes"]] == [
        corrected["id"]
    ]
    assert client.get("/api/v1/changes?since=2999-01-01").json()["changes"] == []


@pytest.mark.parametrize("offset", ["+03:00", "+0300", "%2B03:00"])
def test_plus_of_an_offset_needs_no_escape(client, offset):
    make_commitment(make_partnership(make_organization()))
    [change] = client.get("/api/v1/changes").json()["changes"]

    since = change["at"].removesuffix("+03:00") + offset

    [same] = client.get(f"/api/v1/changes?since={since}").json()["changes"]
    assert same["id"] == change["id"]
    assert client.get(f"/api/v1/changes?since=2999-01-01 00:00:00{offset}").json()["changes"] == []


@pytest.mark.parametrize("since", ["x", "2026-13-01", "0", "9" * 30, "2026-11-23T10:00+03:00+03:00"])
def test_strange_time_cannot_be_read(client, since):
    make_commitment(make_partnership(make_organization()))

    answer = client.get(f"/api/v1/changes?since={since}")

    assert (answer.status_code, answer.json()["detail"]) == (400, "The parameter “since” can’t be read.")


@pytest.mark.parametrize(
    ("since", "pages"),
    [
        ("0001-01-01", 2),
        ("0001-01-01T00:00:00%2B14:00", 2),
        ("9999-12-31", 1),
        ("9999-12-31T23:59:59-14:00", 1),
    ],
)
def test_ends_of_the_calendar_can_be_asked_for(client, since, pages):
    entry = make_partnership(make_organization())
    make_commitment(entry)
    make_commitment(entry)

    answers = [client.get(f"/api/v1/changes?since={since}&limit=1").json()]
    while url := answers[-1]["next"]:
        answers.append(client.get(url).json())

    assert len(answers) == pages


def test_organization_is_an_entity_of_followthemoney(client):
    parent = make_organization(slug="government")
    citra = make_organization(
        slug="citra", kind="regulator", name_ar="الهيئة", name_en="Authority", wikidata="Q42", parent=parent
    )
    citra.aliases.create(language="ar", name="سيترا", kind="acronym")

    document = client.get("/api/v1/organizations/citra").json()

    assert (document["id"], document["schema"], document["caption"]) == ("citra", "PublicBody", "Authority")
    assert document["properties"] == {
        "name": ["الهيئة", "Authority"],
        "alias": ["سيترا"],
        "country": ["kw"],
        "wikidataId": ["Q42"],
        "parent": ["government"],
    }
    assert document["identifiers"] == [{"scheme": "wikidata", "id": "Q42"}]
    assert document["aliases"] == [{"language": "ar", "name": "سيترا", "kind": "acronym"}]


def test_files_are_attachments_with_a_mark_for_excel(client):
    make_commitment(make_partnership(make_organization()))

    for path in FILES:
        response = client.get(path)
        noun, ending = path.removeprefix("/api/v1/").split(".")
        name = f"{noun}-{timezone.localdate().isoformat()}.{ending}"
        assert response["Content-Disposition"] == f'attachment; filename="{name}"'
        assert response.streaming
        assert b"".join(response.streaming_content).startswith(
            b"\xef\xbb\xbf" if ending == "csv" else b'{"partn'
        )


def _fill(number):
    organization, person = make_organization(slug="all"), make_person()
    dated = {"announced_on": date(2024, 5, 1), "announced_precision": "day", "status": "announced"}
    for _entry in range(number):
        entry = make_partnership(organization, make_organization(), make_organization(), **dated)
        entry.signatories.create(person=person, organization=organization)
        for _item in range(number):
            item = make_commitment(entry, organization)
            ledger.propose(
                item, by=None, source=entry.sources.get(), said_on=date(2025, 1, 1), note_ar="خبر", value=1
            )
        ledger.correct(entry, by=None, title_ar="غيره", **REASON)


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("partnerships", 3),
        ("partnerships?kind=memorandum&status=announced&organization=all&year=2024&lang=ar", 4),
        ("commitments", 7),
        ("commitments?kind=memorandum&status=announced&organization=all&year=2024&lang=ar", 8),
        ("changes", 1),
        ("partnerships.csv", 17),
        ("commitments.csv", 18),
    ],
)
def test_list_costs_the_same_for_any_number_of_rows(client, django_assert_num_queries, path, queries, number):
    _fill(number)

    with django_assert_num_queries(queries):
        told(client, f"/api/v1/{path}")


def test_demonstration_is_exported_and_read_back_unchanged(client, tmp_path, capsys):
    call_command("load_demo", verbosity=0, stdout=StringIO())
    path = tmp_path / "partnerships.json"
    path.write_text(told(client, "/api/v1/partnerships.json"))

    call_command("import_partnerships", str(path))

    assert "0 created" in capsys.readouterr().out

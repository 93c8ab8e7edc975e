"""What is damaged, edited or meant for another portal is refused by name, and nothing of it stays."""

import hashlib
import json
import os
import shutil
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles.models import Article, Picture, Revision
from organizations.models import Organization
from organizations.partnerships.models import Commitment
from portal.accounts.models import User
from portal.moving import folder
from portal.moving.folder import MANIFEST, MEDIA, MEDIA_LIST, record_file
from portal.moving.importing import import_site
from tests.factories import make_organization
from tests.portal.moving.reading import contents, files

pytestmark = pytest.mark.django_db
ARTICLES, BODIES = "articles.Article", "organizations.Organization"
PICTURES = "articles.Picture"


def edit(moved, label, change):
    """Change the first row of a table by hand, and the manifest so that it fits."""
    path = moved / record_file(label)
    first, *others = path.read_text().split("\n")
    row = json.loads(first)
    changed = change(row)
    write(moved, record_file(label), "\n".join([json.dumps(changed or row), *others]))
    return f"{record_file(label)}, line 1: "


def write(moved, name, text):
    (moved / name).write_text(text)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    manifest = json.loads((moved / MANIFEST).read_text())
    for label, listing in manifest["tables"].items():
        if record_file(label) == name:
            listing["sha256"] = sha256
    if name == MEDIA_LIST:
        manifest["media"]["sha256"] = sha256
    (moved / MANIFEST).write_text(json.dumps(manifest))


def refused(moved):
    """The message, after which the portal must be as empty as before."""
    before = contents(), files_there()
    with pytest.raises(CommandError) as refusal:
        call_command("import_site", str(moved), verbosity=0)
    assert (contents(), files_there()) == before
    return str(refusal.value).removeprefix("Nothing was imported. ")


def files_there():
    try:
        return files()
    except FileNotFoundError:
        return {}


def test_import_fills_an_empty_portal(moved):
    import_site(moved)

    assert Article.objects.get().organizations.count() == 1
    assert len(files()) == len((moved / MEDIA_LIST).read_text().splitlines()) > 1
    assert not User.objects.get().has_usable_password()


def test_portal_that_is_not_empty_is_named_for_what_it_holds(moved):
    make_organization()

    assert refused(moved).startswith("This portal isn’t empty, it holds: organizations.Organization 1. ")


EDITS = {
    "a NUL": (ARTICLES, {"headline_ar": "a\0b"}, "headline_ar holds a NUL character"),
    "half a character": (ARTICLES, {"headline_ar": "\ud800"}, "headline_ar holds half a character"),
    "too long": (ARTICLES, {"headline_en": "x" * 201}, "headline_en is refused: "),
    "a number for words": (ARTICLES, {"headline_en": 7}, "headline_en is no str."),
    "words for a number": (ARTICLES, {"shared_version": "7"}, "shared_version is no int."),
    "true for a number": (ARTICLES, {"shared_version": True}, "shared_version is no int."),
    "a number too large": (ARTICLES, {"shared_version": 2**64}, "shared_version is refused: "),
    "a key too large": (ARTICLES, {"id": 10**18}, "id is no key."),
    "no key": (ARTICLES, {"id": 0}, "id is no key."),
    "no kind": (ARTICLES, {"kind": "gossip"}, "kind is none of its choices: gossip."),
    "no value": (ARTICLES, {"kind": None}, "kind is missing."),
    "no date": (ARTICLES, {"published_at_ar": "2024-02-30T00:00:00+00:00"}, "published_at_ar is no moment"),
    "no offset": (ARTICLES, {"published_at_ar": "2024-02-28T00:00:00"}, "published_at_ar is no moment"),
    "before all time": (ARTICLES, {"made_at": "0001-01-01T00:00:00+14:00"}, "made_at is no moment"),
    "a program": (ARTICLES, {"source_url_ar": "javascript:alert(1)"}, "source_url_ar is refused: "),
    "links by no language": (ARTICLES, {"body_links": {"fr": []}}, "body_links is not by language."),
    "a column too many": (ARTICLES, {"secret": 1}, "other columns than those of articles.Article."),
    "a path": (PICTURES, {"file": "../../etc/passwd"}, "file is no name of a picture's file."),
    "no width": (PICTURES, {"width": 0}, "width and height of a picture are never 0."),
    "no such right": (
        "auth.Group_permissions",
        {"permission_id": ["a", "b", "c"]},
        "permission_id names a.b.c",
    ),
    "a broken rule": ("articles.Revision", {"number": 0}, "the database refuses it: "),
}


@pytest.mark.parametrize(("label", "columns", "told"), EDITS.values(), ids=EDITS)
def test_edited_row_is_refused_by_its_line(moved, label, columns, told):
    place = edit(moved, label, lambda row: row | columns)

    assert refused(moved)[: len(place + told)] == place + told


def test_row_that_leads_nowhere_is_refused(moved):
    edit(moved, "articles.OrganizationMention", lambda row: row | {"organization_id": 999_999_999})

    assert refused(moved).startswith("records: a row leads to one that isn’t there: ")


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("1234567890123456.7891", "this database can’t keep target_value as it is."),
        ("9999999999999999.9999", "this database rounds a number of it."),
    ],
)
def test_number_that_the_database_would_round_is_refused(moved, number, told):
    """PostgreSQL keeps it to the last digit."""
    place = edit(moved, "partnerships.Commitment", lambda row: row | {"target_value": number})

    if connection.vendor == "sqlite":
        assert refused(moved) == place + told
    else:
        import_site(moved)
        assert Commitment.objects.get().target_value == Decimal(number)


def test_row_that_comes_twice_is_refused(moved):
    name = record_file(BODIES)
    write(moved, name, (moved / name).read_text() * 2)

    assert refused(moved).startswith(f"{name}, line 2: the database refuses it: ")


def test_row_that_was_taken_out_is_missed(moved):
    """Nothing refers to it, and the checksum was made to fit."""
    name = record_file("articles.LogEntry")
    write(moved, name, (moved / name).read_text().partition("\n")[2])

    assert refused(moved).startswith(f"{name}: 3 lines, but 4 by the manifest.")


@pytest.mark.parametrize(
    "line",
    ["{", "[" * 100_000, '{"id": NaN}', "9" * 10_000, "\udcff"],
    ids=["cut", "deep", "NaN", "long", "bytes"],
)
def test_line_that_is_no_json_is_refused(moved, line):
    name = record_file(ARTICLES)
    (moved / name).write_bytes(line.encode("utf-8", "surrogateescape"))
    manifest = (moved / MANIFEST).read_text()
    was = json.loads(manifest)["tables"][ARTICLES]["sha256"]
    now = hashlib.sha256((moved / name).read_bytes()).hexdigest()
    (moved / MANIFEST).write_text(manifest.replace(was, now))

    assert refused(moved).startswith(f"{name}, line 1: ")


def test_line_longer_than_any_row_is_refused(moved, monkeypatch):
    monkeypatch.setattr(folder, "LONGEST_LINE", 1000)

    # The manifest itself is one line.
    assert refused(moved) == f"{MANIFEST}, line 1: longer than any row."


@pytest.mark.parametrize("name", [record_file(ARTICLES), MEDIA_LIST])
def test_file_that_was_cut_off_is_refused(moved, name):
    os.truncate(moved / name, 10)

    assert refused(moved) == f"{name}: not what the manifest says; was it copied to its end?"


def test_picture_that_was_changed_is_refused(moved):
    picture = min((moved / MEDIA).iterdir())
    picture.write_bytes(picture.read_bytes() + b"!")

    assert refused(moved) == f"media/{picture.name}: not what media.jsonl says; was it copied to its end?"


@pytest.mark.parametrize("name", ["../manifest.json", "/etc/passwd", "a.svg"])
def test_name_that_leads_out_of_the_folder_is_refused(moved, name):
    write(moved, MEDIA_LIST, json.dumps({"name": name, "sha256": "0" * 64}))

    assert refused(moved) == "media.jsonl, line 1: no file of a picture."


@pytest.mark.parametrize("name", [record_file(ARTICLES), MANIFEST])
def test_link_to_a_file_elsewhere_is_refused(moved, tmp_path, name):
    shutil.move(moved / name, tmp_path / "elsewhere")
    (moved / name).symlink_to(tmp_path / "elsewhere")

    assert refused(moved) == f"{name}: Too many levels of symbolic links."


def test_pipe_is_refused_and_not_waited_for(moved):
    (moved / MANIFEST).unlink()
    os.mkfifo(moved / MANIFEST)

    assert refused(moved) == f"{MANIFEST}: no plain file."


MANIFESTS = {
    "another format": ({"format": "backup"}, "manifest.json: this is no export of a portal."),
    "a later version": ({"version": 2}, "manifest.json: format 2; this portal reads format 1."),
    "no tables": ({"tables": {}}, "manifest.json: incomplete, or not as export_site writes it."),
    "no migrations": ({"migrations": ["abc"]}, "manifest.json: incomplete, or not as export_site writes it."),
    "no keys": ({"last_keys": []}, "manifest.json: incomplete, or not as export_site writes it."),
    "other migrations": (
        {"migrations": {"articles": "0001_newsroom"}},
        "The export was made with accounts None",
    ),
}


@pytest.mark.parametrize(("columns", "told"), MANIFESTS.values(), ids=MANIFESTS)
def test_manifest_of_something_else_is_refused(moved, columns, told):
    manifest = json.loads((moved / MANIFEST).read_text())
    (moved / MANIFEST).write_text(json.dumps(manifest | columns))

    assert refused(moved)[: len(told)] == told


def test_folder_without_an_export_is_refused(tmp_path):
    assert refused(tmp_path) == "manifest.json: No such file or directory."


def test_what_is_worked_out_is_not_believed(moved):
    evil = "<script>alert(1)</script>"
    edit(moved, BODIES, lambda row: row | {"sort_key_ar": "AAAA", "name_en": "Company\u202e"})
    edit(moved, "articles.Revision", lambda row: row | {"body": f"<p>a</p>{evil}"})
    edit(moved, PICTURES, lambda row: row | {"renditions": {"whole": {"widths": [9], "mark": evil}}})
    wrong = {"ar": [[0, 9, "heading", evil, evil]]}
    leads = {"ar": [[1, 5, "organization", "x"]], "en": []}
    edit(
        moved,
        ARTICLES,
        lambda row: row | {"body_parts": wrong, "body_links": leads, "body_ar": evil + "<p>a</p>"},
    )

    brought = import_site(moved)

    article, body = Article.objects.get(), Organization.objects.get()
    assert (article.body_ar, article.body_parts, article.body_links) == (
        "<p>a</p>",
        {"ar": []},
        {"ar": [], "en": []},
    )
    assert Revision.objects.earliest("pk").body == "<p>a</p>"
    assert Picture.objects.get().renditions == {}
    was = bytes(body.sort_key_ar), body.name_en
    body.save()
    body.refresh_from_db()
    assert was == (bytes(body.sort_key_ar), "Company")
    assert sorted(brought.changed) == [
        "articles.Article body_ar",
        "articles.Article body_links",
        "articles.Article body_parts",
        "articles.Picture renditions",
        "articles.Revision body",
        "organizations.Organization name_en",
        "organizations.Organization sort_key_ar",
        "organizations.Organization sort_key_en",
    ]


def test_smaller_copies_that_did_not_come_along_are_drawn_anew(moved):
    kept = [line for line in (moved / MEDIA_LIST).read_text().splitlines(True) if "-whole" not in line]
    write(moved, MEDIA_LIST, "".join(kept))

    import_site(moved)

    assert Picture.objects.get().renditions == {}


def test_file_of_the_same_name_and_other_content_is_not_written_over(moved, settings):
    name = json.loads((moved / MEDIA_LIST).read_text().splitlines()[-1])["name"]
    settings.MEDIA_ROOT.mkdir()
    (settings.MEDIA_ROOT / name).write_bytes(b"another")

    assert (
        refused(moved) == f"media/{name}: this portal has another file of this name. Empty its media folder."
    )

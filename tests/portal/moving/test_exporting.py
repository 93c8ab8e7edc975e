"""What an export is, and what it must not be: half, public, or of two moments."""

import json
import stat
from threading import Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles.models import Topic
from portal.moving import exporting
from portal.moving.exporting import export_site
from portal.moving.folder import MANIFEST, MEDIA_LIST, record_file
from tests.factories import make_picture, make_topic


def rows(folder, label):
    return [json.loads(line) for line in (folder / record_file(label)).read_text().splitlines()]


def test_export_is_readable_by_its_owner_alone(small_export):
    modes = {stat.S_IMODE(path.stat().st_mode) for path in small_export.rglob("*") if path.is_file()}
    folders = {stat.S_IMODE(path.stat().st_mode) for path in [small_export, *small_export.glob("*/")]}

    assert (modes, folders) == ({0o600}, {0o700})


def test_columns_stand_under_their_language(small_export):
    [article] = rows(small_export, "articles.Article")
    [body] = rows(small_export, "organizations.Organization")

    assert article["headline_ar"] == "هيئة الاتصالات توقّع مذكرة تفاهم"
    assert article["headline_en"] == "Regulator signs a memorandum"
    assert (body["name_ar"][:4], body["name_en"][:7]) == ("شركة", "Company")


def test_passwords_stay_unless_they_are_asked_for(small_export):
    [chief] = rows(small_export, "accounts.User")

    assert chief["password"].startswith("!")
    assert json.loads((small_export / MANIFEST).read_text())["with_passwords"] is False


@pytest.mark.django_db
def test_folder_that_is_there_is_left_alone(tmp_path):
    (tmp_path / "mine").write_text("mine")

    for target in (tmp_path, tmp_path / "mine"):
        with pytest.raises(CommandError, match="is there already"):
            call_command("export_site", str(target), verbosity=0)
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


@pytest.mark.django_db(transaction=True)
def test_export_that_fails_leaves_nothing(tmp_path, monkeypatch):
    def fail(*arguments):
        raise OSError("No space left on device")

    monkeypatch.setattr(exporting, "_write_media", fail)

    with pytest.raises(CommandError, match="No space left on device"):
        call_command("export_site", str(tmp_path / "new"), verbosity=0)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db(transaction=True)
def test_export_shows_one_moment_and_nobody_waits_for_it(tmp_path):
    make_topic()

    def somebody_adds_a_topic(things, name, total):
        if name == "accounts.User":
            thread = Thread(target=_add_topic)
            thread.start()
            thread.join(timeout=10)
        return things

    export_site(tmp_path / "new", track=somebody_adds_a_topic)

    assert Topic.objects.count() == 2
    assert len(rows(tmp_path / "new", "articles.Topic")) == 1


def _add_topic():
    make_topic()
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_file_that_is_lost_is_named_and_the_rest_moves(tmp_path):
    picture = make_picture()

    written = export_site(tmp_path / "new")

    assert written.missing == [picture.file.name]
    assert [row["file"] for row in rows(tmp_path / "new", "articles.Picture")] == [picture.file.name]
    assert (tmp_path / "new" / MEDIA_LIST).read_text() == ""

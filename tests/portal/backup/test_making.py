"""A backup is one state of the portal, whatever happens to it meanwhile, or it isn't there."""

import json
import shutil
import signal
from threading import Thread

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection, connections

from articles.models import Picture, Topic
from portal.backup import postgresql, sqlite
from portal.backup.making import back_up
from portal.backup.restoring import check_backup, restore
from portal.moving.progress import untracked
from portal.moving.snapshot import one_state
from tests.factories import make_topic
from tests.portal.moving.whole_portal import make_picture

pytestmark = pytest.mark.django_db(transaction=True)


def in_another_thread(act):
    """With a connection of its own, and to the end."""
    failures = []

    def run():
        try:
            act()
        except Exception as error:
            failures.append(error)
        finally:
            connections.close_all()

    thread = Thread(target=run)
    thread.start()
    thread.join()
    if failures:
        raise failures[0]


def during(phase, act):
    """A track that lets somebody else act once in the middle of a phase."""

    def track(things, name, total):
        for number, thing in enumerate(things):
            if name == phase and number == 0:
                in_another_thread(act)
            yield thing

    return track


def test_it_holds_what_it_says(backup):
    manifest = json.loads((backup / "manifest.json").read_text())

    files = {str(path.relative_to(backup)) for path in backup.rglob("*") if path.is_file()}
    assert files == {"manifest.json", *manifest["files"]}
    assert manifest["engine"] == connection.vendor
    assert "articles.0001_newsroom" in manifest["migrations"]
    assert check_backup(backup).size == sum((backup / path).stat().st_size for path in manifest["files"])


def test_nobody_but_its_owner_reads_it(backup):
    assert [path for path in (backup, *backup.rglob("*")) if path.stat().st_mode & 0o077] == []


@pytest.mark.parametrize("phase", ["files", "database", "newer files", "checksums"])
def test_it_is_one_state_while_somebody_writes(phase, portal, spare, tmp_path, monkeypatch):
    """Each writes a topic and a picture with its files; a backup has both or neither."""
    monkeypatch.setattr(sqlite, "PAGES_AT_ONCE", 1)
    before = Topic.objects.count(), Picture.objects.count()

    def write():
        picture = make_picture((500, 500))
        make_topic(slug=f"with-{picture.pk}")

    # Something for "newer files" to be in the middle of.
    first = during("files", lambda: make_picture((900, 600))) if phase == "newer files" else untracked
    second = during(phase, write)
    back_up(tmp_path / "backup", track=lambda things, *told: second(first(things, *told), *told))

    assert Topic.objects.count() == before[0] + 1
    restore(tmp_path / "backup", using=spare)
    topics = Topic.objects.using(spare).count() - before[0]
    pictures = Picture.objects.using(spare).count() - before[1] - (phase == "newer files")
    assert topics == pictures == (phase == "files")
    named = {
        name
        for picture in Picture.objects.using(spare)
        for name in (*picture.file_names, *picture.rendition_names)
    }
    assert named <= {path.name for path in (tmp_path / "backup" / "media").iterdir()}


def test_a_file_that_goes_meanwhile_is_in_it(portal, tmp_path):
    name = sorted(Picture.objects.exclude(renditions={}).first().rendition_names)[0]

    made = back_up(tmp_path / "backup", track=during("database", lambda: default_storage.delete(name)))

    assert (made.missing, (tmp_path / "backup" / "media" / name).exists()) == ([], True)


def test_a_file_that_nobody_has_is_named(portal, tmp_path, capsys):
    name = Picture.objects.first().file.name
    default_storage.delete(name)

    call_command("backup", tmp_path / "backup")

    told = capsys.readouterr()
    assert name in told.err
    assert f"{tmp_path / 'backup'}: the database and" in told.out


@pytest.mark.parametrize("phase", ["database", "checksums"])
def test_one_that_was_interrupted_leaves_nothing(phase, portal, tmp_path):
    def track(things, name, total):
        for thing in things:
            if name == phase:
                raise KeyboardInterrupt
            yield thing

    with pytest.raises(KeyboardInterrupt):
        back_up(tmp_path / "kept" / "backup", track=track)

    assert list((tmp_path / "kept").iterdir()) == []


def test_one_that_was_killed_is_no_backup(portal, dies, tmp_path, settings):
    target = tmp_path / "kept" / "backup"
    lines = f"from portal.backup.making import back_up\nback_up(Path({str(target)!r}), track=die)"

    assert dies(lines, "checksums", settings) == -signal.SIGKILL

    assert not target.exists()
    assert [*target.parent.rglob("database.*")] != []
    assert [*target.parent.rglob("manifest.json")] == []


def test_a_folder_that_is_there_stays_as_it_is(portal, tmp_path):
    (tmp_path / "backup").mkdir()

    with pytest.raises(CommandError, match="is there already"):
        call_command("backup", tmp_path / "backup")

    assert list((tmp_path / "backup").iterdir()) == []


def test_a_full_disk_leaves_nothing(portal, tmp_path, monkeypatch):
    def full(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfileobj", full)

    with pytest.raises(CommandError, match=r"No backup was made.*No space left"):
        call_command("backup", tmp_path / "kept" / "backup")

    assert list((tmp_path / "kept").iterdir()) == []


def test_a_damaged_database_is_not_kept(portal, tmp_path, monkeypatch):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL looks after that itself")

    def copy(source, target, track):
        target.execute("CREATE TABLE a (b)")
        target.execute("INSERT INTO a VALUES (NULL)")
        target.execute("PRAGMA writable_schema=ON")
        target.execute("UPDATE sqlite_master SET sql = 'CREATE TABLE a (b NOT NULL)'")
        target.execute("PRAGMA writable_schema=RESET")
        target.commit()

    monkeypatch.setattr(sqlite, "_copy", copy)
    with pytest.raises(CommandError, match=r"damaged.*NULL value in a.b"):
        call_command("backup", tmp_path / "backup")

    assert not (tmp_path / "backup").exists()


def test_without_the_programs_of_postgresql_it_says_what_to_install(portal, tmp_path, monkeypatch):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite needs none")
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(CommandError, match=r"pg_dump isn’t on this machine.*postgresql-client"):
        call_command("backup", tmp_path / "backup")


def test_what_pg_dump_says_is_passed_on(portal, tmp_path, monkeypatch):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite needs none")
    program = tmp_path / "bin" / "pg_dump"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho 'pg_dump: error: server version mismatch' >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/bin:/usr/bin")

    with pytest.raises(CommandError, match="server version mismatch"):
        call_command("backup", tmp_path / "backup")
    assert not (tmp_path / "backup").exists()


def test_the_password_is_on_no_command_line(db, tmp_path, monkeypatch):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has none")
    monkeypatch.setitem(connection.settings_dict, "PASSWORD", "only-for-me")
    program = tmp_path / "bin" / "pg_dump"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/said\necho "$PGPASSWORD" > {tmp_path}/known\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/bin:/usr/bin")

    with one_state("default"):
        postgresql.dump(tmp_path / "dump", "default", untracked)

    assert (tmp_path / "known").read_text() == "only-for-me\n"
    assert "dbname=" in (tmp_path / "said").read_text()
    assert "only-for-me" not in (tmp_path / "said").read_text()

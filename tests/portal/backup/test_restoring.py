"""What was backed up comes back, every row and every file; or nothing changes."""

import shutil
import signal
import time

import pytest
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection, connections

from articles.models import Topic
from portal.backup import postgresql, sqlite
from portal.backup.failures import CannotBackUp
from portal.backup.making import back_up
from portal.backup.occupied import occupied_tables
from portal.backup.restoring import restore
from portal.moving.folder import ExportDamaged
from portal.moving.sequences import last_given
from portal.moving.statement import KEPT, model_of
from portal.page_cache.generation import Watch
from portal.page_cache.models import Change
from tests.factories import make_topic
from tests.portal.backup.reading import alter, everything, read
from tests.portal.moving.reading import contents, files
from tests.portal.moving.whole_portal import build

pytestmark = pytest.mark.django_db(transaction=True)


def a_picture(folder):
    return sorted((folder / "media").iterdir())[0]


def test_every_row_and_file_comes_back_in_an_empty_database(spare, settings, tmp_path):
    build()
    call_command("rebuild_search", missing=True, verbosity=0)
    portal, before = everything(), files()
    back_up(tmp_path / "backup")
    settings.MEDIA_ROOT = tmp_path / "there"

    restored = restore(tmp_path / "backup", using=spare)

    assert [table for table, rows in portal.items() if rows != everything(spare).get(table)] == []
    assert everything(spare).keys() == portal.keys()
    assert [label for label, rows in contents(spare).items() if not rows] == []
    assert [last_given(model_of(label), spare) for label in KEPT] == [
        last_given(model_of(label), "default") for label in KEPT
    ]
    assert files() == before
    assert (restored.files, restored.waiting) == (len(before), [])


def test_in_the_place_of_what_was_there_since(portal, backup):
    make_topic()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE later (number integer)")

    restore(backup, replace=True)

    assert everything() == portal


def test_a_database_with_anything_in_it_is_refused(portal, backup):
    make_topic()
    before = everything()

    with pytest.raises(CommandError, match=r"as it was.*isn’t empty.*--replace") as refused:
        call_command("restore", backup)

    assert "articles_article" in str(refused.value)
    assert everything() == before


def test_rows_of_another_program_count(spare, transactional_db):
    with connections[spare].cursor() as cursor:
        cursor.execute("CREATE TABLE theirs (number integer)")
        assert occupied_tables(spare) == []
        cursor.execute("INSERT INTO theirs VALUES (1)")

    assert occupied_tables(spare) == ["theirs"]


def test_a_new_database_is_empty(transactional_db):
    call_command("flush", interactive=False, verbosity=0)
    call_command("migrate", verbosity=0)

    assert occupied_tables("default") == []


@pytest.mark.parametrize("name", ["database.*", "media/*"])
def test_with_a_damaged_file_nothing_changes(name, portal, backup):
    make_topic()
    before = everything()
    shutil.rmtree(default_storage.location)
    next(backup.glob(name)).write_bytes(b"damaged")

    with pytest.raises(ExportDamaged):
        restore(backup, replace=True)

    assert everything() == before
    assert not default_storage.exists("")


def test_one_of_the_other_kind_is_refused(backup):
    other = {"sqlite": postgresql, "postgresql": sqlite}[connection.vendor]
    manifest = read(backup)
    manifest["files"][other.FILE] = manifest["files"].pop(next(backup.glob("database.*")).name)
    alter(backup, **manifest | {"engine": {"sqlite": "postgresql"}.get(connection.vendor, "sqlite")})

    with pytest.raises(CannotBackUp, match="export_site"):
        restore(backup, replace=True)


def test_one_of_a_newer_portal_is_refused(backup):
    known = read(backup)["migrations"]
    alter(backup, migrations=[*known, "articles.9999_later"])

    with pytest.raises(CannotBackUp, match=r"lacks articles\.9999_later"):
        restore(backup, replace=True)


def test_one_of_an_older_portal_waits_for_migrate(backup, capsys):
    known = read(backup)["migrations"]
    last = known.pop()
    alter(backup, migrations=known)

    call_command("restore", backup, replace=True)

    assert f"({last}): run “migrate”" in capsys.readouterr().out


def test_a_file_that_was_damaged_is_mended(backup):
    path = a_picture(backup)
    default_storage.delete(path.name)
    default_storage.save(path.name, ContentFile(b"damaged"))

    restore(backup, replace=True)

    assert files()[path.name] == path.read_bytes()


def test_a_restore_that_was_killed_changes_nothing(portal, backup, dies, settings):
    make_topic()
    before = everything()
    lines = (
        "from portal.backup import postgresql, sqlite\n"
        "from portal.backup.restoring import restore\n"
        "sqlite.PAGES_AT_ONCE = 1\n"
        f"restore(Path({str(backup)!r}), replace=True, track=die)"
    )

    assert dies(lines, "database", settings) == -signal.SIGKILL

    assert everything() == before


@pytest.mark.parametrize(
    ("failure", "told"),
    [
        (KeyboardInterrupt, "Interrupted.*Run this again"),
        (OSError(28, "No space left on device"), "as it was.*No space left.*Run this again"),
    ],
)
def test_a_restore_that_fails_in_the_middle_changes_nothing(failure, told, portal, backup, monkeypatch):
    make_topic()
    before = everything()

    def fail(things, name, total):
        for thing in things:
            if name == "database":
                raise failure
            yield thing

    monkeypatch.setattr(sqlite, "PAGES_AT_ONCE", 1)
    monkeypatch.setattr("portal.management.commands.restore.bars", lambda verbosity: fail)
    with pytest.raises(CommandError, match=f"(?s){told}"):
        call_command("restore", backup, replace=True)

    assert everything() == before


def test_a_dump_that_does_not_fit_leaves_everything(portal, backup, monkeypatch):
    if connection.vendor == "sqlite":
        pytest.skip("pages are copied, not statements")
    monkeypatch.setattr(postgresql, "_drop_tables", lambda using: b"")
    make_topic()
    before = everything()

    with pytest.raises(CommandError, match=r"psql: .*already exists"):
        call_command("restore", backup, replace=True)

    assert everything() == before


def test_no_generation_of_what_is_lost_comes_again(backup):
    """Pages are kept under it: those of what was published after the backup must not be served."""
    lost = [_generation()]
    for _ in range(3):
        make_topic()
        lost.append(_generation())

    call_command("restore", backup, replace=True, verbosity=0)

    found = [_generation()]
    for _ in range(3):
        make_topic()
        found.append(_generation())
    assert len({*lost, *found}) == len(lost) + len(found)
    assert Change.objects.latest("pk").pk > time.time_ns() // 1_000_000 - 600_000


def test_kept_pages_go(backup):
    caches["pages"].set("a page", "of what is lost")

    call_command("restore", backup, replace=True, verbosity=0)

    assert caches["pages"].get("a page") is None


def _generation():
    watch = Watch()
    watch.look()
    return watch._generation.name


def test_it_works_again_at_once(backup, tmp_path):
    restore(backup, replace=True)
    make_topic()
    count = Topic.objects.count()

    back_up(tmp_path / "again")
    restore(tmp_path / "again", replace=True)

    assert Topic.objects.count() == count

"""A backup put back: all is checked before anything is touched, and the database changes in one step."""

import time
from dataclasses import dataclass, field
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.loader import MigrationLoader

from portal.moving.folder import MEDIA, digest, open_file
from portal.moving.progress import Track, untracked
from portal.moving.sequences import go_on_after, last_given
from portal.page_cache.bell import ring
from portal.page_cache.models import Change
from portal.page_cache.stores import SharedPages

from .engines import engine_of
from .failures import CannotBackUp
from .manifest import Manifest, check
from .occupied import occupied_tables


@dataclass
class Restored:
    """``waiting`` are migrations that are newer than the backup."""

    made_at: str
    files: int
    waiting: list[str] = field(default_factory=list)


def check_backup(folder: Path, *, track: Track = untracked) -> Manifest:
    """Raises ExportDamaged, which names the file."""
    manifest = Manifest.read(folder)
    for path, kept in track(manifest.files.items(), "checking", len(manifest.files)):
        check(folder, path, kept)
    return manifest


def restore(
    folder: Path, *, replace: bool = False, track: Track = untracked, using: str = DEFAULT_DB_ALIAS
) -> Restored:
    """Put back the files, then the database: no row names a file that isn't there.

    Raises ExportDamaged or CannotBackUp, and leaves the database as it was. Files are named by their content,
    so those that came before an error are in nobody's way.
    """
    manifest = Manifest.read(folder)
    waiting = _waiting_after(manifest, using)
    if not replace:
        _refuse_occupied(using)
    check_backup(folder, track=track)
    for path, kept in track(manifest.media.items(), "files", len(manifest.media)):
        _put_back(folder, path, kept)
    engine = engine_of(using)
    engine.load(folder / engine.FILE, using, track)
    return Restored(manifest.made_at, len(manifest.media), waiting)


def make_known(using: str = DEFAULT_DB_ALIAS) -> None:
    """To be called after ``restore``: kept pages go, and no generation of what is lost comes again."""
    if Change._meta.db_table in connections[using].introspection.table_names():
        # More than there are changes in a millisecond, so more than any that is forgotten now.
        go_on_after(Change, max(last_given(Change, using), time.time_ns() // 1_000_000), using)
        Change.objects.using(using).create()
    SharedPages().try_to("clear")
    ring()


def _waiting_after(manifest, using):
    """The migrations to be run after; raises CannotBackUp where the backup is not for this portal."""
    vendor = connections[using].vendor
    if manifest.engine != vendor:
        raise CannotBackUp(
            f"The backup is of {manifest.engine}, this portal’s database is {vendor}. To change from one to "
            "the other, restore to the kind it is of, then export_site and import_site (docs/moving.md)."
        )
    known = {".".join(key) for key in MigrationLoader(None).disk_migrations}
    if newer := sorted(set(manifest.migrations) - known):
        raise CannotBackUp(
            f"The backup was made by a newer version of the portal; this one lacks {', '.join(newer)}. "
            "Install that version first."
        )
    return sorted(known - set(manifest.migrations))


def _refuse_occupied(using):
    if tables := occupied_tables(using):
        named = ", ".join(tables[:5]) + (" …" if tables[5:] else "")
        raise CannotBackUp(
            f"The database isn’t empty; there are rows in {named}. Name an empty one (DATABASE_URL, "
            "VAR_DIR), or say --replace: everything in it is lost then, so make a backup of it first."
        )


def _put_back(folder, path, kept):
    """Also where a file of that name is there but damaged."""
    name = path.removeprefix(f"{MEDIA}/")
    if default_storage.exists(name):
        with default_storage.open(name) as there:
            if digest(there) == kept.sha256:
                return
        default_storage.delete(name)
    with open_file(folder, path) as file:
        default_storage.save(name, File(file))

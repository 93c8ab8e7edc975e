"""A backup made while editors work: one state of the database, and every file that it names."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from portal.moving import media
from portal.moving.folder import MEDIA, new_folder
from portal.moving.progress import Track, untracked
from portal.moving.snapshot import one_state

from .engines import engine_of
from .manifest import Manifest, measured


@dataclass
class Made:
    """What a backup holds; ``missing`` are files that pictures name and nobody has."""

    files: int = 0
    size: int = 0
    missing: list[str] = field(default_factory=list)


def back_up(target: Path, *, track: Track = untracked, using: str = DEFAULT_DB_ALIAS) -> Made:
    """Write the backup. ``target`` must not exist; it is there once it is whole.

    Raises FileExistsError, or CannotBackUp.
    """
    if target.exists():
        raise FileExistsError(f"{target} is there already.")
    made = Made()
    with new_folder(target, MEDIA) as folder:
        manifest = _fill(folder, made.missing, track, using)
        manifest.write(folder)
        os.sync()  # the folder gets its name when the disk has what is in it
    made.files, made.size = len(manifest.media), manifest.size
    return made


def _fill(folder, missing, track, using):
    # Copied before, as long as nobody can have removed what the state names; what came meanwhile is added.
    files = [*track(media.copy_out(folder, using, []), "files", None)]
    engine, made_at = engine_of(using), timezone.now().isoformat()
    with one_state(using):
        migrations = MigrationRecorder(connections[using]).applied_migrations()
        engine.dump(folder / engine.FILE, using, track)
        files += track(media.copy_out(folder, using, missing), "newer files", None)
    paths = [engine.FILE, *(f"{MEDIA}/{file['name']}" for file in files)]
    return Manifest(
        made_at=made_at,
        engine=connections[using].vendor,
        migrations=sorted(map(".".join, migrations)),
        files={path: measured(folder, path) for path in track(paths, "checksums", len(paths))},
    )

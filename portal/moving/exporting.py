"""The whole portal written into a folder, as it is at one moment."""

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.db import DEFAULT_DB_ALIAS
from django.utils import timezone

from . import media
from .columns import References, plain
from .folder import MEDIA, MEDIA_LIST, RECORDS, Listing, new_folder, record_file, write_lines
from .manifest import Manifest, newest_migrations
from .progress import Track, untracked
from .rows import read_rows
from .sequences import last_given
from .snapshot import one_state
from .statement import KEPT, WITHHELD, columns_of, model_of, rows_of


@dataclass
class Written:
    """What an export holds; ``missing`` are files that pictures name and nobody has."""

    rows: int = 0
    files: int = 0
    missing: list[str] = field(default_factory=list)


def export_site(
    target: Path,
    *,
    with_passwords: bool = False,
    track: Track = untracked,
    using: str = DEFAULT_DB_ALIAS,
) -> Written:
    """Write everything that ``statement`` keeps. ``target`` must not exist; it is there once it is whole.

    Raises FileExistsError, or NotReady where migrations wait.
    """
    if target.exists():
        raise FileExistsError(f"{target} is there already.")
    migrations, written = newest_migrations(using), Written()
    with new_folder(target, RECORDS, MEDIA) as folder:
        with one_state(using):
            manifest = Manifest(
                made_at=timezone.now().isoformat(),
                with_passwords=with_passwords,
                migrations=migrations,
                tables=_write_tables(folder, with_passwords, track, using),
                last_keys={label: last_given(model_of(label), using) for label in KEPT},
                media=_write_media(folder, track, using, written.missing),
            )
        manifest.write(folder)
    written.rows = sum(listing.lines for listing in manifest.tables.values())
    written.files = manifest.media.lines
    return written


def _write_tables(folder, with_passwords, track, using) -> dict[str, Listing]:
    references = References(using)
    withheld = set() if with_passwords else WITHHELD
    listings = {}
    for label in KEPT:
        rows = track(read_rows(label, using), label, rows_of(label, using).count())
        lines = map(partial(_line, label, references, withheld), rows)
        listings[label] = write_lines(folder / record_file(label), lines, default=plain)
    return listings


def _line(label, references, withheld, row):
    fields = columns_of(label)
    written = {field.attname: references.name(field, row[field.attname]) for field in fields}
    return written | {column: make_password(None) for table, column in withheld if table == label}


def _write_media(folder, track, using, missing):
    files = track(media.copy_out(folder, using, missing), "files", None)
    return write_lines(folder / MEDIA_LIST, files)

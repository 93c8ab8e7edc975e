"""An empty portal filled from an export: all of it, or nothing."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, IntegrityError, connections, transaction
from django.utils.translation import override

from . import media
from .columns import References, Unreadable
from .derived import Derived
from .folder import MEDIA_LIST, ExportDamaged, check_lines, read_lines, record_file
from .manifest import Manifest, NotReady, newest_migrations
from .progress import Track, untracked
from .rows import Filling
from .sequences import go_on_after
from .statement import BROUGHT_BY_MIGRATIONS, KEPT, model_of, rows_of


@dataclass
class Brought:
    """What an import brought. ``changed`` counts, by table and column, what was not taken as written."""

    rows: int = 0
    files: int = 0
    with_passwords: bool = False
    changed: Counter = field(default_factory=Counter)


def import_site(folder: Path, *, track: Track = untracked, using: str = DEFAULT_DB_ALIAS) -> Brought:
    """Fill the database and the media from ``folder``; whatever is wrong with it, nothing stays of it.

    Raises NotReady for a portal that isn't empty or of another version, and ExportDamaged. The search index
    is for ``rebuild_search`` to make.
    """
    manifest = Manifest.read(folder)
    _refuse_other_version(manifest, using)
    _refuse_occupied(using)
    files = _checked(folder, manifest, track)
    brought = Brought(files=len(files), with_passwords=manifest.with_passwords)
    # What a value is refused for is told in English, as everything else on a terminal.
    with override("en"), media.taken_back_on_failure() as copy_in, transaction.atomic(using):
        _empty(using)
        references = References(using)
        for label, listing in manifest.tables.items():
            lines = track(read_lines(folder, record_file(label)), label, listing.lines)
            count = _fill(label, lines, references, brought.changed, files, using)
            _refuse_other_count(label, count, listing)
            brought.rows += count
        _refuse_loose_ends(using)
        for label, key in manifest.last_keys.items():
            go_on_after(model_of(label), key, using)
        for name in track(files, "files", len(files)):
            copy_in(folder, name)
    return brought


def _refuse_other_version(manifest, using):
    here = newest_migrations(using)
    for app in sorted(here.keys() | manifest.migrations.keys()):
        there = manifest.migrations.get(app)
        if here.get(app) != there:
            raise NotReady(
                f"The export was made with {app} {str(there)[:100]}, this portal has {here.get(app)}. Bring "
                "the older of the two to the version of the other (“manage.py migrate”) and export again."
            )


def _refuse_occupied(using):
    counts = {label: rows_of(label, using).count() for label in KEPT if label not in BROUGHT_BY_MIGRATIONS}
    held = [f"{label} {count}" for label, count in counts.items() if count]
    if held:
        raise NotReady(
            f"This portal isn’t empty, it holds: {', '.join(held)}. An import fills a new one: name another "
            "database (DATABASE_URL) and another VAR_DIR, run “manage.py migrate”, then import."
        )


def _checked(folder, manifest, track):
    """The names of all files, once everything was found to be as the manifest says."""
    for label in track(KEPT, "checking", len(KEPT)):
        check_lines(folder, record_file(label), manifest.tables[label])
    check_lines(folder, MEDIA_LIST, manifest.media)
    files = dict(media.listed(folder))
    for name, sha256 in track(files.items(), "checking files", len(files)):
        media.check(folder, name, sha256)
    return files


def _empty(using):
    for label in BROUGHT_BY_MIGRATIONS:
        rows_of(label, using)._raw_delete(using)


def _fill(label, lines, references, changed, files, using):
    filling = Filling(label, references, using)
    derived = Derived(filling.model, files.__contains__)
    count, lines = 0, iter(lines)
    while batch := list(islice(lines, filling.at_once)):
        rows = [
            (place, _believed(filling.read(line, place), place, derived, changed)) for place, line in batch
        ]
        filling.store(rows)
        filling.refuse_unlike(rows)
        count += len(rows)
    return count


def _believed(row, place, derived, changed):
    """The row with what is worked out anew."""
    try:
        otherwise = derived.of(row)
    except Unreadable as error:
        raise ExportDamaged(f"{place}: {error}.") from error
    changed.update(f"{derived.label} {name}" for name in otherwise)
    return row | otherwise


def _refuse_other_count(label, count, listing):
    if count != listing.lines:
        raise ExportDamaged(f"{record_file(label)}: {count} lines, but {listing.lines} by the manifest.")


def _refuse_loose_ends(using):
    """Every key leads to a row; asked once, when all rows are there."""
    try:
        connections[using].check_constraints()
    except IntegrityError as error:
        raise ExportDamaged(f"records: a row leads to one that isn’t there: {error}") from error

"""What an export says of itself."""

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from .columns import LARGEST_KEY
from .folder import MANIFEST, ExportDamaged, Listing, read_lines, write_private
from .statement import KEPT

FORMAT = "portal-export"
VERSION = 1
_SHA256 = re.compile(r"[0-9a-f]{64}")


class NotReady(RuntimeError):
    """This portal can't be moved, or moved into, as it is; the message says what to do first."""


@dataclass(frozen=True)
class Manifest:
    """``tables`` are by the name of the model; ``migrations`` name the newest of each app.

    ``last_keys`` has the largest key that each table has ever given.
    """

    made_at: str
    with_passwords: bool
    migrations: dict[str, str]
    tables: dict[str, Listing]
    last_keys: dict[str, int]
    media: Listing

    def write(self, folder: Path) -> None:
        written = {"format": FORMAT, "version": VERSION, **asdict(self)}
        with write_private(folder / MANIFEST) as file:
            file.write(json.dumps(written).encode() + b"\n")

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """Raises ExportDamaged for what is no export, or one of another version."""
        _place, written = next(read_lines(folder, MANIFEST), (MANIFEST, None))
        if not isinstance(written, dict) or written.get("format") != FORMAT:
            raise ExportDamaged(f"{MANIFEST}: this is no export of a portal.")
        if written.get("version") != VERSION:
            told = f"{written.get('version')!r}"[:50]
            raise ExportDamaged(f"{MANIFEST}: format {told}; this portal reads format {VERSION}.")
        try:
            return cls._of(written)
        except (KeyError, TypeError, AttributeError) as error:
            raise ExportDamaged(f"{MANIFEST}: incomplete, or not as export_site writes it.") from error

    @classmethod
    def _of(cls, written):
        tables, last_keys, migrations = written["tables"], written["last_keys"], written["migrations"]
        if not isinstance(migrations, dict) or not tables.keys() == last_keys.keys() == set(KEPT):
            raise TypeError("other tables")
        if not all(type(key) is int and 0 <= key <= LARGEST_KEY for key in last_keys.values()):
            raise TypeError("keys")
        return cls(
            made_at=str(written["made_at"]),
            with_passwords=bool(written["with_passwords"]),
            migrations=migrations,
            tables={label: _listing(tables[label]) for label in KEPT},
            last_keys=last_keys,
            media=_listing(written["media"]),
        )


def newest_migrations(using: str) -> dict[str, str]:
    """The newest migration of each app that has tables in an export; raises NotReady where some wait."""
    executor = MigrationExecutor(connections[using])
    leaves = executor.loader.graph.leaf_nodes()
    if executor.migration_plan(leaves):
        raise NotReady("The database isn’t up to date. Run “manage.py migrate” first.")
    apps = {label.partition(".")[0] for label in KEPT}
    return dict(sorted(leaf for leaf in leaves if leaf[0] in apps))


def _listing(written):
    lines, sha256 = written["lines"], written["sha256"]
    if type(lines) is not int or not _SHA256.fullmatch(sha256):
        raise TypeError("listing")
    return Listing(lines, sha256)

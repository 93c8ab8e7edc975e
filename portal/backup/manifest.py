"""What a backup says of itself. It is written last: a folder without it is no backup."""

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from portal.moving import media
from portal.moving.folder import (
    MANIFEST,
    MEDIA,
    ExportDamaged,
    checksum,
    open_file,
    write_private,
)

from .engines import ENGINES

FORMAT = "portal-backup"
VERSION = 1
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Kept:
    """A file: how many bytes, and their SHA-256."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """``files`` are by their path inside the folder; ``migrations`` are all that were applied, “app.name”."""

    made_at: str
    engine: str
    migrations: list[str]
    files: dict[str, Kept]

    @property
    def size(self) -> int:
        return sum(kept.size for kept in self.files.values())

    @property
    def media(self) -> dict[str, Kept]:
        return {path: kept for path, kept in self.files.items() if path.startswith(f"{MEDIA}/")}

    def write(self, folder: Path) -> None:
        written = {"format": FORMAT, "version": VERSION, **asdict(self)}
        with write_private(folder / MANIFEST) as file:
            file.write(json.dumps(written, indent=1).encode() + b"\n")

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """Raises ExportDamaged for what is no backup, or one of another version."""
        try:
            with open_file(folder, MANIFEST) as file:
                written = json.load(file)
        except ValueError as error:
            raise ExportDamaged(f"{MANIFEST}: not JSON; was it copied to its end?") from error
        if not isinstance(written, dict) or written.pop("format", None) != FORMAT:
            raise ExportDamaged(f"{MANIFEST}: this is no backup of a portal.")
        if (told := written.pop("version", None)) != VERSION:
            raise ExportDamaged(f"{MANIFEST}: format {told!r:.50}; this portal reads format {VERSION}.")
        try:
            files = {path: Kept(**kept) for path, kept in written.pop("files").items()}
            manifest = cls(**written, files=files)
            manifest._check()
        except (KeyError, TypeError, AttributeError) as error:
            raise ExportDamaged(f"{MANIFEST}: incomplete, or not as “backup” writes it.") from error
        return manifest

    def _check(self):
        """No path leads out of the folder, nor into the media folder what isn't a picture's."""
        database = ENGINES[self.engine].FILE
        names = self.files.keys() - {database}
        if database not in self.files or not all(map(_is_media, names)):
            raise TypeError("files")
        if not all(type(kept.size) is int and _SHA256.fullmatch(kept.sha256) for kept in self.files.values()):
            raise TypeError("sums")
        if not all(isinstance(name, str) for name in self.migrations):
            raise TypeError("migrations")


def measured(folder: Path, path: str) -> Kept:
    return Kept((folder / path).stat().st_size, checksum(folder, path))


def check(folder: Path, path: str, kept: Kept) -> None:
    """Raise ExportDamaged unless the file is what the manifest says, to the byte."""
    with open_file(folder, path):  # it names what is missing
        found = measured(folder, path)
    if found != kept:
        raise ExportDamaged(
            f"{path}: {found.size} bytes, not the {kept.size} that were written, or other ones. "
            "Fetch it once more from where the backup is kept, or take another backup."
        )


def _is_media(path):
    folder, _, name = path.partition("/")
    return folder == MEDIA and media.is_name(name)

"""The folder of an export: what is in it, and how it is read by somebody who doesn't trust it.

``manifest.json`` says what the export holds, with a checksum of each file; ``records/`` has a file for each
table, a row to a line; ``media.jsonl`` lists the files below ``media/``.
"""

import hashlib
import json
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from .statement import KEPT

MANIFEST = "manifest.json"
RECORDS, MEDIA, MEDIA_LIST = "records", "media", "media.jsonl"
#: Larger than any row with the longest texts in both languages.
LONGEST_LINE = 32 * 1024 * 1024
BLOCK = 1024 * 1024


class ExportDamaged(ValueError):
    """An export that can't be used; the message names the file, and the line where it is one."""


@dataclass(frozen=True)
class Listing:
    """A file of lines: how many there are, and the SHA-256 of all of them."""

    lines: int
    sha256: str


def record_file(label: str) -> str:
    """Where the rows of a table are. An export has no say in that."""
    return f"{RECORDS}/{KEPT.index(label) + 1:02}-{label.lower()}.jsonl"


@contextmanager
def new_folder(target: Path, *inside: str) -> Iterator[Path]:
    """A folder to write into, which gets its name once it is whole; nobody but its owner can read it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        for name in inside:
            (draft / name).mkdir(mode=0o700)
        yield draft
        if target.exists():  # as it was asked before, but renaming takes the place of an empty folder
            raise FileExistsError(f"{target} is there already.")
        draft.rename(target)
    except BaseException:
        shutil.rmtree(draft)
        raise


def write_private(path: Path) -> BinaryIO:
    return open(path, "xb", opener=lambda name, flags: os.open(name, flags, 0o600))


def write_lines(path: Path, values: Iterator, default: Callable | None = None) -> Listing:
    lines, sha256 = 0, hashlib.sha256()
    with write_private(path) as file:
        for value in values:
            text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=default)
            line = text.encode() + b"\n"
            file.write(line)
            sha256.update(line)
            lines += 1
    return Listing(lines, sha256.hexdigest())


def read_lines(folder: Path, name: str) -> Iterator[tuple[str, object]]:
    """Each line and where it stands, for whom a message is to tell."""
    with open_file(folder, name) as file:
        number = 0
        while line := file.readline(LONGEST_LINE + 1):
            number += 1
            place = f"{name}, line {number}"
            if len(line) > LONGEST_LINE:
                raise ExportDamaged(f"{place}: longer than any row.")
            yield place, _parsed(line, place)


def check_lines(folder: Path, name: str, listing: Listing) -> None:
    """Raise ExportDamaged unless the file is what the manifest says, to the byte."""
    if checksum(folder, name) != listing.sha256:
        raise ExportDamaged(f"{name}: not what the manifest says; was it copied to its end?")


def checksum(folder: Path, name: str) -> str:
    with open_file(folder, name) as file:
        return digest(file)


def digest(file: BinaryIO) -> str:
    """The SHA-256 of all that is left to read in it."""
    sha256 = hashlib.sha256()
    while block := file.read(BLOCK):
        sha256.update(block)
    return sha256.hexdigest()


@contextmanager
def open_file(folder: Path, name: str) -> Iterator[BinaryIO]:
    """A plain file inside the folder: a link would lead out of it, and a pipe never end."""
    try:
        descriptor = os.open(folder / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        raise ExportDamaged(f"{name}: {error.strerror}.") from error
    with open(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise ExportDamaged(f"{name}: no plain file.")
        yield file


def _parsed(content, place):
    try:
        return json.loads(content.decode(), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise ExportDamaged(f"{place}: not JSON ({type(error).__name__}).") from error


def _refuse_constant(name):
    raise ValueError(name)

"""The files of pictures and of their smaller copies. A name is made of the hash of the picture's content."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage

from articles.media import NAME
from articles.models import Picture
from articles.renditions import is_rendition

from .folder import MEDIA, MEDIA_LIST, ExportDamaged, checksum, open_file, read_lines, write_private
from .statement import rows_of

_SHA256 = re.compile(r"[0-9a-f]{64}")


def copy_out(folder: Path, using: str, missing: list[str]) -> Iterator[dict]:
    """Copy every file that a picture names, each once; yields what the list of files is to say.

    What isn't there is added to ``missing``: a portal that has lost a file can still be moved.
    """
    columns = ("file", "night_file", "renditions")
    for picture in rows_of(Picture._meta.label, using).only(*columns).order_by("pk").iterator():
        for name in [*picture.file_names, *sorted(picture.rendition_names)]:
            if (folder / MEDIA / name).exists():
                continue
            try:
                with default_storage.open(name) as source, write_private(folder / MEDIA / name) as copy:
                    shutil.copyfileobj(source, copy)
            except FileNotFoundError:
                missing.append(name)
            else:
                yield {"name": name, "sha256": checksum(folder, f"{MEDIA}/{name}")}


def listed(folder: Path) -> Iterator[tuple[str, str]]:
    """Name and checksum of each file that came along; a name can't lead anywhere else."""
    for place, line in read_lines(folder, MEDIA_LIST):
        match line:
            case {"name": str(name), "sha256": str(sha256), **more} if not more:
                if is_name(name) and _SHA256.fullmatch(sha256):
                    yield name, sha256
                    continue
        raise ExportDamaged(f"{place}: no file of a picture.")


def is_name(name: str) -> bool:
    return bool(NAME.fullmatch(name)) or is_rendition(name)


def check(folder: Path, name: str, sha256: str) -> None:
    if checksum(folder, f"{MEDIA}/{name}") != sha256:
        raise ExportDamaged(f"{MEDIA}/{name}: not what {MEDIA_LIST} says; was it copied to its end?")


@contextmanager
def taken_back_on_failure() -> Iterator[Callable[[Path, str], None]]:
    """Yield what copies a file of an export to the portal's; after an error none of them stays."""
    copied = []
    try:
        yield lambda folder, name: _copy_in(folder, name, copied)
    except BaseException:
        for name in copied:
            default_storage.delete(name)
        raise


def _copy_in(folder, name, copied):
    """A file of that name may be there: the same where it has the same content."""
    path = f"{MEDIA}/{name}"
    if default_storage.exists(name):
        with default_storage.open(name) as there, open_file(folder, path) as here:
            if there.read() == here.read():
                return
        raise ExportDamaged(f"{path}: this portal has another file of this name. Empty its media folder.")
    with open_file(folder, path) as file:
        copied.append(name)
        default_storage.save(name, File(file))

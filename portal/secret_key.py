"""The secret key of an installation that was given none: made once, readable by its owner only."""

import os
import secrets
import tempfile
from pathlib import Path


def read_or_make_secret_key(path: Path) -> str:
    """Return the key kept in ``path``, writing a new one there (mode 0600) the first time.

    The key is written whole under another name and linked into place, so that two processes that
    start together end up with one key and never read half of it.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _link_new_key(path)
    return path.read_text().strip()


def _link_new_key(path: Path) -> None:
    descriptor, draft = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(50))
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        os.unlink(draft)

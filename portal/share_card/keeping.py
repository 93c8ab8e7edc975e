"""Cards are drawn once and kept as files: another process, and the same one tomorrow, finds them drawn."""

import hashlib
import io
import logging
from collections.abc import Callable

from django.core.cache import caches
from PIL import Image

logger = logging.getLogger(__name__)

#: Raise it when cards are drawn differently: their addresses change, and kept ones are drawn anew.
DRAWING = 1


def digest_of(card) -> str:
    """A name for what a card shows, another as soon as any of it changes.

    ``card`` is a dataclass of plain values.
    """
    return hashlib.sha256(f"{DRAWING} {card!r}".encode()).hexdigest()[:16]


def png_of(card, draw: Callable[..., Image.Image]) -> bytes:
    """The card as a file; drawn by ``draw(card)`` unless it is kept."""
    key = digest_of(card)
    if content := _kept(key):
        return content
    file = io.BytesIO()
    draw(card).save(file, "PNG", optimize=True)
    content = file.getvalue()
    _keep(key, content)
    return content


def _kept(key):
    try:
        return caches["cards"].get(key)
    except OSError:
        return None  # what keeps it from being read keeps it from being written, which says so


def _keep(key, content):
    try:
        caches["cards"].set(key, content)
    except OSError:
        logger.exception("A share card can't be kept; it is drawn for each request.")

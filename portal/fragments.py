"""Pieces of pages that are kept ready in a process, under all that they show.

A piece made of the same rows is the same piece: it is found again by the values themselves, so nothing has to
be told when they change, and what isn't shown any more falls out. Templates write ``{% cached_include %}``.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from hashlib import blake2b
from threading import Lock
from uuid import UUID

from django.core.files import File
from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language

NUMBER = 1000
HOUR = 3600
#: Told by themselves, and by their kind: True equals 1, and a text that is safe equals one that isn't.
PLAIN = frozenset({str, int, bytes, type(None), datetime})
PLAIN_BY_KIND = frozenset({SafeString, bool, float, date, Decimal, UUID})


class Told:
    """Instances are what their attributes are; rows, dataclasses and plain values needn't say so."""


class Fragments:
    """The pieces asked for last."""

    def __init__(self, number: int = NUMBER):
        self._number = number
        self._pieces: OrderedDict[bytes, str] = OrderedDict()
        self._lock = Lock()

    def get(self, name: str, values: dict, make: Callable[[], str]) -> str:
        """The piece of this name made of these values in the active language, today. Raises TypeError where a
        value can't be told from another."""
        # Days end with an hour in Kuwait; the count of hours is had for less.
        shown = repr((name, get_language(), int(time.time()) // HOUR, told(values)))
        key = blake2b(shown.encode(errors="surrogatepass"), digest_size=20).digest()
        with self._lock:
            if key in self._pieces:
                self._pieces.move_to_end(key)
                return self._pieces[key]
        piece = make()
        with self._lock:
            self._pieces[key] = piece
            while len(self._pieces) > self._number:
                self._pieces.popitem(last=False)
        return piece

    def clear(self) -> None:
        with self._lock:
            self._pieces.clear()


fragments = Fragments()


def told(value) -> Hashable:
    """All that a template could read off a value without a query: two that differ in it are told apart."""
    return _told(value, {})


def _told(value, seen):
    kind = type(value)
    if kind in PLAIN:
        return value
    if kind in PLAIN_BY_KIND or isinstance(value, Enum):
        return kind, value
    if isinstance(value, dict):
        return dict, tuple(value), _each(value.values(), seen)
    if isinstance(value, list | tuple):
        return _each(value, seen)
    if isinstance(value, set):
        return frozenset(_each(value, seen))
    if isinstance(value, File | Promise):
        return str(value)
    return _told_of_object(value, kind, seen)


def _each(values, seen):
    # Most are plain: to ask here spares a call for each.
    return tuple([one if type(one) in PLAIN else _told(one, seen) for one in values])


def _told_of_object(value, kind, seen):
    # From a mention back to its article.
    if id(value) in seen:
        return kind, seen[id(value)]
    seen[id(value)] = len(seen)
    if isinstance(value, Model):
        columns = value.__dict__.copy()
        related = columns.pop("_state").fields_cache
        return kind, tuple(columns), _each(columns.values(), seen), _told(related, seen)
    if isinstance(value, QuerySet):
        return _each(value, seen)
    if is_dataclass(value):
        # As in comparing two: what a field leaves out of that shows nothing.
        return kind, _each((getattr(value, field.name) for field in fields(value) if field.compare), seen)
    if isinstance(value, Told):
        return kind, _told(vars(value), seen)
    raise TypeError(f"A {kind.__name__} can't be told from another.")

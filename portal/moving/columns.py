"""How a value of a column is written as JSON, and what is let in again: nothing that a form would refuse."""

import base64
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dateparse import parse_date, parse_datetime

from articles.media import NAME as PICTURE_FILE

#: Every database holds it, and addresses of the admin take it.
LARGEST_KEY = 10**18 - 1
#: What a row names rather than numbers, and by which of its columns.
NAMED = {
    ContentType: ("app_label", "model"),
    Permission: ("content_type__app_label", "content_type__model", "codename"),
}


class Unreadable(ValueError):
    """A value that this column can't have; the message goes on after the column's name."""


class References:
    """The names of what is numbered differently in every database, and what they are numbered here."""

    def __init__(self, using: str):
        self._names, self._keys = {}, {}
        for model, columns in NAMED.items():
            rows = models.QuerySet(model, using=using).values_list("pk", *columns)
            self._names[model] = {pk: name for pk, *name in rows}
            self._keys[model] = {tuple(name): pk for pk, name in self._names[model].items()}

    def name(self, field: models.Field, value):
        """What to write for a key; any other value as it is."""
        return self._names[field.related_model][value] if _is_named(field) and value is not None else value

    def key(self, field: models.Field, name) -> int | None:
        if name is None:
            return _nothing(field)
        if not (isinstance(name, list) and all(isinstance(part, str) for part in name)):
            raise Unreadable("names nothing")
        try:
            return self._keys[field.related_model][tuple(name)]
        except KeyError:
            known = "run “manage.py remove_stale_contenttypes” in the old portal and export it again"
            raise Unreadable(
                f"names {'.'.join(name)[:100]}, which this portal doesn't know; {known}"
            ) from None

    def read(self, field: models.Field, value):
        """The value that the column is to have; raises Unreadable."""
        return self.key(field, value) if _is_named(field) else read(field, value)


def plain(value) -> str:
    """What JSON has no word for, exactly: the ``default`` of ``json.dumps``."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    raise TypeError(type(value))


def read(field: models.Field, value):
    """The value that ``field`` is to have; raises Unreadable."""
    if value is None:
        return _nothing(field)
    kind = _kind(field)
    found = _READERS[kind](value)
    for text in _texts(found):
        _refuse_unstorable(text)
    _refuse_outside(field, found)
    return found


def _kind(field):
    target = getattr(field, "target_field", field)
    return next(kind for kind in _READERS if isinstance(target, kind))


def _is_named(field):
    return field.is_relation and field.related_model in NAMED


def _nothing(field):
    if not field.null:
        raise Unreadable("is missing")


def _refuse_outside(field, value):
    """Length, range and form as the column's own validators have them; one of its choices, if any."""
    if field.choices and value not in field.empty_values and value not in dict(field.flatchoices):
        raise Unreadable(f"is none of its choices: {str(value)[:50]}")
    if (field.primary_key or field.is_relation) and isinstance(value, int) and not 1 <= value <= LARGEST_KEY:
        raise Unreadable("is no key")
    if isinstance(field, models.FileField) and value and not PICTURE_FILE.fullmatch(value):
        raise Unreadable("is no name of a picture's file")
    if isinstance(field, models.BinaryField) and len(value) > (field.max_length or len(value)):
        raise Unreadable("is too long")
    try:
        field.run_validators(value)
    except ValidationError as error:
        raise Unreadable(f"is refused: {' '.join(error.messages)}") from error


def _texts(value) -> Iterator[str]:
    """Every string inside a value, keys of objects too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
        yield from _texts(list(value.values()))
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


def _refuse_unstorable(text):
    if "\0" in text:
        raise Unreadable("holds a NUL character, which PostgreSQL can't store")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Unreadable("holds half a character") from None


def _exactly(kind):
    """A reader of what JSON has itself; True is no number."""

    def read_plain(value):
        if type(value) is not kind:
            raise Unreadable(f"is no {kind.__name__}")
        return value

    return read_plain


def _from_text(parse, what):
    def read_text(value):
        try:
            found = parse(value) if isinstance(value, str) else None
        except (ValueError, ArithmeticError):
            found = None
        if found is None:
            raise Unreadable(f"is no {what}")
        return found

    return read_text


def _aware(text):
    moment = parse_datetime(text)
    return moment.astimezone(UTC) if moment and moment.tzinfo else None


def _bytes(text):
    return base64.b64decode(text, validate=True)


#: The first that fits: a kind stands before what it is a kind of.
_READERS = {
    models.JSONField: lambda value: value,
    models.BinaryField: _from_text(_bytes, "base64"),
    models.BooleanField: _exactly(bool),
    models.DateTimeField: _from_text(_aware, "moment with its offset"),
    models.DateField: _from_text(parse_date, "date"),
    models.DecimalField: _from_text(Decimal, "decimal number"),
    models.UUIDField: _from_text(UUID, "UUID"),
    models.IntegerField: _exactly(int),
    models.Field: _exactly(str),
}

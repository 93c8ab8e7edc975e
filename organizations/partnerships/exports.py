"""The whole ledger in one file, sent piece by piece: a table for spreadsheets, or JSON."""

import hashlib
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db.models import Count, Max, QuerySet
from django.http import StreamingHttpResponse
from django.utils import timezone

from organizations.models import Organization, Person
from organizations.partnerships.models import Partnership
from portal.open_data import JSON, dump, keep, terms

TYPES = {"csv": "text/csv; charset=utf-8", "json": JSON}
PIECE = 500


def in_pieces(rows: QuerySet, documents) -> Iterator[dict]:
    """The documents of all these rows in the order in which they came, made of some keys at a time.

    Each piece starts behind the one before: however long a reader takes, no query stays open.
    """
    keys = rows.order_by("pk").values_list("pk", flat=True)
    piece = list(keys[:PIECE])
    while piece:
        yield from documents(piece)
        piece = list(keys.filter(pk__gt=piece[-1])[:PIECE]) if len(piece) == PIECE else []


def whole_list(name: str, documents: Iterable[dict]) -> Iterator[str]:
    """One JSON document with the list under its name."""
    yield f'{{"{name}":['
    for position, document in enumerate(documents):
        yield ("," if position else "") + dump(document)
    yield f"],{dump(terms())[1:]}"


def sent(request, pieces: Iterator[str], noun: str, ending: str):
    """A file that is called by its content and the day. Before any piece is made its ETag is known."""
    response = StreamingHttpResponse(pieces, content_type=TYPES[ending])
    name = f"{noun}-{timezone.localdate().isoformat()}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["ETag"] = _fingerprint(request)
    return keep(response, shows=["partnerships"])


def _fingerprint(request):
    """Changes with every act on the ledger, with every name in it, and at midnight (stated dates pass)."""
    latest = [
        model.objects.aggregate(number=Count("pk"), latest=Max("touched_at"))
        for model in (Partnership, Organization, Person)
    ]
    told = [timezone.localdate(), request.get_full_path(), settings.SITE_URL, terms(), latest]
    return f'W/"{hashlib.sha256(repr(told).encode()).hexdigest()[:32]}"'

"""What the server has yet to be told: left in a table by the transaction that changed it, delivered later.

Each change has a number, the key of its row, that is greater than those of all changes before it. The server
takes it for the document's version: however often and in whatever order changes arrive, the newest one stays.
"""

import json
import logging
from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from portal.bilingual.languages import LANGUAGES
from portal.index.engine import TookTooLong
from portal.index.models import Delivery

from . import SCHEMES, engine_at
from .connection import SECONDS_OF_WORKER, ServerAway, failures_named, refusal
from .mapping import alias_of, definition

#: In one request to the server.
MOST_TOGETHER, MOST_CHARACTERS = 500, 5_000_000
#: While the server is away, it is tried this often.
PAUSE = timedelta(seconds=30)
#: Errors of the server: no such index; it has something newer.
MISSING, OLDER = "index_not_found_exception", "version_conflict_engine_exception"
TOO_MANY_REQUESTS = 429
LONGEST_REFUSAL = Delivery._meta.get_field("refusal").max_length

logger = logging.getLogger(__name__)


class Change(NamedTuple):
    """A document to be kept under a name in the index of its language; an empty source removes it."""

    language: str
    name: str
    source: str


class Outcome(NamedTuple):
    """What the server made of a change, and its status; ``error`` is the kind of what went wrong, if any."""

    error: str | None
    status: int


def leave(changes: Iterable[Change]) -> None:
    """Leave changes to the worker. Part of the transaction: what is rolled back was never left."""
    rows = [Delivery(**change._asdict()) for change in changes]
    if rows:
        Delivery.objects.bulk_create(rows, batch_size=MOST_TOGETHER)
        deliver.enqueue()


def resume() -> None:
    """Have delivered what an interruption left behind."""
    if Delivery.objects.waiting().exists():
        deliver.enqueue()


@task()
def deliver():
    """What the worker does. While the server is away one try is to come, however many were asked for."""
    if not settings.SEARCH_URL.startswith(SCHEMES) or _tries_to_come().exists():
        return
    try:
        deliver_to(engine_at(settings.SEARCH_URL))
    except TookTooLong:
        _try_later()


def deliver_to(engine) -> None:
    """Tell the server everything, the oldest first. What was settled before a TookTooLong is settled."""
    while batch := _oldest():
        _settle(batch, _send(engine, batch))


def _oldest():
    """The oldest changes, as many as one request may hold, but one at least."""
    batch, characters = [], 0
    for row in Delivery.objects.waiting().order_by("pk")[:MOST_TOGETHER].iterator(chunk_size=50):
        characters += len(row.source)
        if batch and characters > MOST_CHARACTERS:
            break
        batch.append(row)
    return batch


def _send(engine, batch):
    """What the server answers to each change; it is given the indices that it lacks."""
    lines = "".join(_lines(engine, row) for row in batch)
    answers = _ask(engine, lines)
    if any(answer.error == MISSING for answer in answers):
        _make_indices(engine)
        answers = _ask(engine, lines)
    if len(answers) != len(batch):
        raise refusal(200, "answers to other changes")
    return answers


def _lines(engine, row):
    """A change as the bulk interface reads it: what to do, and on a second line with what."""
    act = "index" if row.source else "delete"
    names = {"_index": alias_of(engine.prefix, row.language), "_id": row.name}
    version = {"version": row.pk, "version_type": "external"}
    first = json.dumps({act: names | version})
    return f"{first}\n{row.source}\n" if row.source else f"{first}\n"


def _ask(engine, lines):
    with failures_named():
        answer = engine.client.bulk(body=lines, require_alias=True, request_timeout=SECONDS_OF_WORKER)
        return [_outcome(*item.values()) for item in answer["items"]]


def _make_indices(engine):
    with failures_named():
        for language in LANGUAGES:
            name, body = definition(alias_of(engine.prefix, language))
            if not engine.client.indices.exists(index=name):
                engine.client.indices.create(index=name, body=body, request_timeout=SECONDS_OF_WORKER)


def _settle(batch, answers):
    """Let go what the server has taken; keep, with its reason, what it never will; try the rest again."""
    settled, is_busy = [], False
    for row, answer in zip(batch, answers, strict=True):
        error, status = answer
        if error in (None, OLDER):
            settled.append(row)
        elif status == TOO_MANY_REQUESTS or status >= 500 or error == MISSING:
            is_busy = True
        else:
            logger.error("OpenSearch refused %s (%s): %r", row.name, row.language, error)
            Delivery.objects.filter(pk=row.pk).update(refusal=error)
    Delivery.objects.filter(pk__in=[row.pk for row in settled]).delete()
    _forget_refusals(settled)
    if is_busy:
        raise ServerAway("OpenSearch takes no more for now")


def _forget_refusals(settled):
    """What the server refused of a document is past once it has taken something newer."""
    newest = {(row.language, row.name): row.pk for row in settled}
    past = [row.pk for row in Delivery.objects.refused() if newest.get((row.language, row.name), 0) > row.pk]
    Delivery.objects.filter(pk__in=past).delete()


def _outcome(answer):
    """A document that is removed and wasn't there is no error."""
    error = str(answer["error"]["type"])[:LONGEST_REFUSAL] if "error" in answer else None
    return Outcome(error, int(answer["status"]))


def _tries_to_come():
    """Those put off because the server was away a moment ago."""
    now = timezone.now()
    return DBTaskResult.objects.filter(
        task_path=deliver.module_path, status=TaskResultStatus.READY, run_after__range=(now, now + PAUSE)
    )


def _try_later():
    if deliver.get_backend().supports_defer:
        deliver.using(run_after=timezone.now() + PAUSE).enqueue()

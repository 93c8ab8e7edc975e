"""``/metrics`` for Prometheus: what the processes counted, and what the database says at that moment."""

from collections.abc import Iterator

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric

from .breaker import is_database_silent
from .counts import counted
from .models import Sign
from .queues import last_publish_lag, mails_given_up, overdue_publications, queues
from .rooms import room_for_pictures


@require_safe
def metrics(request):
    """Not there for whoever doesn't hold METRICS_TOKEN; without one, for nobody."""
    if not _is_allowed(request.headers.get("Authorization", "")):
        raise Http404
    return HttpResponse(
        generate_latest(Figures()),
        content_type=CONTENT_TYPE_LATEST,
        headers={"Cache-Control": "no-store"},
    )


def _is_allowed(said):
    token = settings.METRICS_TOKEN
    return bool(token) and constant_time_compare(said, f"Bearer {token}")


class Figures:
    """As a registry of Prometheus."""

    def collect(self) -> Iterator[Metric]:
        yield from counted()
        yield _gauge("portal_media_free_bytes", "Room for pictures.", room_for_pictures().free)
        yield _gauge("portal_database_silent", "1: nobody asks the database.", is_database_silent())
        try:
            read = [*_of_database()]
        except DatabaseError:
            connection.close()
            read = []
        yield _gauge("portal_database_up", "0: what it would say is left out.", bool(read))
        yield from read


def _of_database():
    waiting = queues()
    numbers = {name: queue.number for name, queue in waiting.items()}
    ages = {name: _age(queue.since) for name, queue in waiting.items() if queue.since}
    yield _labelled("portal_queue_length", "What waits for the worker.", "queue", numbers)
    yield _labelled("portal_queue_age_seconds", "Of the first that waits.", "queue", ages)
    yield _gauge("portal_mails_given_up", "No server took them.", mails_given_up())
    overdue = overdue_publications()
    yield _gauge("portal_overdue_publications", "Published, and nobody is told.", overdue.number)
    yield _gauge(
        "portal_overdue_seconds", "Of the first of them.", _age(overdue.since) if overdue.since else 0
    )
    lag = last_publish_lag()
    if lag is not None:
        yield _gauge("portal_publish_lag_seconds", "From a publication to its being told; the last.", lag)
    ages = {name: _age(at) for name, at in Sign.objects.moments().items()}
    yield _labelled("portal_last_seen_seconds", "Since the worker, a backup were seen.", "what", ages)


def _age(moment):
    return max(0.0, (timezone.now() - moment).total_seconds())


def _gauge(name, said, value):
    return GaugeMetricFamily(name, said, value=float(value))


def _labelled(name, said, label, values):
    family = GaugeMetricFamily(name, said, labels=[label])
    for key, value in values.items():
        family.add_metric([key], float(value))
    return family

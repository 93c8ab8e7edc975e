"""What all processes of the server have counted."""

from prometheus_client.core import Metric
from prometheus_client.multiprocess import MultiProcessCollector

from portal.watching.counting import COUNTED
from portal.watching.counts_folder import folder, held_still


def counted() -> list[Metric]:
    if folder() is None:
        return [*COUNTED.collect()]
    with held_still():
        return [*MultiProcessCollector(None, str(folder())).collect()]


def errors() -> int:
    """Answers that said a fault of the portal's."""
    samples = (sample for metric in counted() for sample in metric.samples)
    return sum(
        int(sample.value)
        for sample in samples
        if sample.name == "portal_request_seconds_count" and sample.labels["status"] == "5xx"
    )

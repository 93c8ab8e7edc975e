"""What each process counts of its work; ``portal/status/metrics.py`` adds it up for all of a server.

Labels are taken from what the program knows, never from what is asked: their number stays small.
"""

from django.utils import timezone
from prometheus_client import CollectorRegistry, Counter, Histogram

#: Ours alone: the library's own say how the one process is that happens to be asked.
COUNTED = CollectorRegistry()
#: Since when: the master of a server reads this file once, for all its processes.
BEGAN = timezone.now()

REQUEST_SECONDS = Histogram(
    "portal_request_seconds",
    "How long Django took to answer.",
    ["view", "method", "status"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=COUNTED,
)
PAGES = Counter(
    "portal_pages",
    "Answers of addresses that may be kept, by where they came from.",
    ["found"],
    registry=COUNTED,
)
FAILED_SIGN_INS = Counter("portal_failed_sign_ins", "Wrong names, passwords or codes.", registry=COUNTED)
SLOW_QUERIES = Counter("portal_slow_queries", "Queries that took SLOW_QUERY_SECONDS.", registry=COUNTED)

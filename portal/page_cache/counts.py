"""Where the answers came from, for ``/metrics``: bound once, since hot pages have no time to look for it."""

from portal.watching.counting import PAGES

#: From the memory of the process; from that of all; made by Django; made, and nobody's to keep; one that is
#: older, since no better could be had.
READY, KEPT, MADE, UNKEPT, OLDER = (
    PAGES.labels(found) for found in ("ready", "kept", "made", "unkept", "older")
)

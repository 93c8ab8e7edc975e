"""What feeds and their entries are called for good."""

import re

from django.conf import settings

_LABEL = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
#: ``authorityName,date`` of RFC 4151: a host or an address, and a day, month or year when it was ours.
AUTHORITY = re.compile(
    rf"(?:[a-z0-9._-]+@)?{_LABEL}(?:\.{_LABEL})*"
    r",[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?"
)
#: Of an installation that was given none: a host that can be nobody's.
NOBODYS = "portal.invalid,2026"


def tag(*path) -> str:
    """A name for good (RFC 4151): it stays when the portal moves and when a headline changes."""
    return f"tag:{settings.TAG_AUTHORITY}:{'/'.join(map(str, path))}"

"""What pages ask of the ledger by the keys of its rows, each query prepared once."""

from portal.prepared import prepared

from .models import Partnership


@prepared
def entry_rows(language, *, keys):
    """Public entries as the rows of a list. Two queries."""
    return Partnership.objects.public(language).filter(pk__in=keys).for_rows()


@prepared
def feed_entries(language, *, keys):
    """Public entries with what a feed tells of them. Four queries."""
    return Partnership.objects.public(language).filter(pk__in=keys).for_feed(language)


@prepared
def whole_entry(*, slug):
    """The entry at this address with all that its page shows. Ten queries.

    A draft isn't even found: how long an answer takes would tell that there is one.
    """
    return Partnership.objects.for_page().filter(slug=slug, recorded_at__isnull=False)

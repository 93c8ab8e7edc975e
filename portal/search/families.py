"""The word families that editors keep, compiled for as long as nobody changes them."""

from functools import lru_cache

from django.db.models import Count, Max
from django.utils import timezone

from articles.entity_linking.freshness import UNSETTLED
from organizations.models import WordFamily
from organizations.names.families import Families


def families() -> Families:
    """Those of both languages. One query where this process has compiled them since they last changed."""
    state = WordFamily.objects.aggregate(rows=Count("pk"), last=Max("pk"), touched=Max("touched_at"))
    touched = state["touched"]
    # As with names: who took the time first may have ended last (``articles.entity_linking.freshness``).
    is_settled = touched is None or timezone.now() - touched > UNSETTLED
    return _compiled(*state.values(), is_settled)


@lru_cache(maxsize=1)
def _compiled(*_version):
    return WordFamily.objects.compiled()

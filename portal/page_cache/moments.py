"""When pages change by the clock alone: nobody writes anything at the second at which a piece is due."""

from datetime import datetime, timedelta

from django.db.models import Max, Min
from django.utils import timezone

from articles.models import Article, BreakingLine, Correction, Placement
from articles.sitemaps import NEWS_FOR
from organizations.partnerships.enums import LedgerAct
from organizations.partnerships.models import Change
from portal.bilingual.languages import LANGUAGES

AT_ONCE = timedelta()


def around(now: datetime) -> tuple[datetime, datetime]:
    """The last such moment up to now, and the next; midnight in Kuwait is always one."""
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    passed, coming = [today], [today + timedelta(days=1)]
    for rows, column, later in _times():
        last = rows.filter(**{f"{column}__lte": now - later}).aggregate(last=Max(column))["last"]
        first = rows.filter(**{f"{column}__gt": now - later}).aggregate(first=Min(column))["first"]
        passed += [last + later] if last else []
        coming += [first + later] if first else []
    return max(passed), min(coming)


def last_taken_back() -> datetime | None:
    """When an article was last withdrawn, or something of the ledger redacted."""
    withdrawn = (
        Article.objects.order_by().aggregate(last=Max(f"withdrawn_at_{language}"))["last"]
        for language in LANGUAGES
    )
    redacted = Change.objects.filter(act=LedgerAct.REDACTED).aggregate(last=Max("at"))["last"]
    return max(filter(None, (*withdrawn, redacted)), default=None)


def _times():
    """Publication of either edition and its end as news, and what stands somewhere for a time."""
    for language in LANGUAGES:
        for later in (AT_ONCE, NEWS_FOR):
            yield Article.objects.order_by(), f"published_at_{language}", later
    for model in (Placement, BreakingLine):
        for column in ("starts_at", "ends_at"):
            yield model.objects.order_by(), column, AT_ONCE
    yield Correction.objects.order_by(), "shown_at", AT_ONCE

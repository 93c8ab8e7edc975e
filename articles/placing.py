"""The verbs of the front page: what editors place there, and the line of breaking news.

Each checks the right to publish in that language, works in one transaction, notes the act on its row and in
the log of the article concerned, announces itself (``signals``), and returns what it changed. ``by=None`` is
a management command. Times are kept by the query: one to come is a schedule.
"""

from datetime import datetime
from functools import partial
from itertools import zip_longest

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.enums import Act, Slot
from articles.live_text import LATEST
from articles.models import Article, BreakingLine, LogEntry, Placement
from articles.models.front_page import LONGEST_LINE
from articles.rights import Right, may_in
from articles.signals import front_page_announced, front_page_changed
from articles.transitions import WorkflowError
from portal.accounts.models import User
from portal.bilingual.text import clean_line, has_words


@transaction.atomic
def place(
    article: Article,
    language: str,
    slot: Slot,
    *,
    by: User | None,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
) -> Placement:
    """Set an article at a place of the front page.

    It begins now where ``starts_at`` is None or has passed, and never before the article is live. Without
    ``ends_at`` it stands until it is replaced. What is there already ends for good if it had no end of its
    own; with one it is covered, and comes back if its time isn't over. Raises WorkflowError, by field, for an
    article that readers don't and won't see, and for times that can't be.
    """
    _require_right(by, language)
    article, now = _locked(article, language), timezone.now()
    starts_at = max(starts_at or now, now, getattr(article, f"published_at_{language}"))
    _refuse_times(starts_at, ends_at, now)
    there = _locked_slot(language, slot)
    if any(row.starts_at == starts_at for row in there):
        raise _taken()
    # Placed again, it stands until the time given now, not until the one given before.
    before = [row.pk for row in there if row.article_id == article.pk and row.starts_at <= now == starts_at]
    Placement.objects.filter(pk__in=before).update(ended_at=now, ended_by=by)
    placement = _insert(
        article=article,
        language=language,
        slot=slot,
        starts_at=starts_at,
        ends_at=ends_at,
        is_until_replaced=ends_at is None,
        made_by=by,
    )
    _join(language, slot)
    _record(Act.PLACED, language, article, by, note=Slot(slot).label)
    placement.refresh_from_db(fields=["ends_at"])
    return placement


@transaction.atomic
def end(placement: Placement, *, by: User | None) -> Placement:
    """Take a placement off the front page, or back where it is still to come."""
    _locked_slot(placement.language, placement.slot)
    placement = _end(placement, by)
    _join(placement.language, placement.slot)
    note = Slot(placement.slot).label
    _record(Act.UNPLACED, placement.language, placement.article, by, note=note)
    return placement


@transaction.atomic
def announce_breaking(
    text: str,
    language: str,
    *,
    by: User | None,
    ends_at: datetime,
    starts_at: datetime | None = None,
    article: Article | None = None,
) -> BreakingLine:
    """Set a line of breaking news above the lead; it leads to ``article`` while readers can read that.

    Of two whose times overlap the one that begins later is shown. Raises WorkflowError, by field.
    """
    _require_right(by, language)
    now = timezone.now()
    starts_at = max(starts_at or now, now)
    if article is not None:
        article = _locked(article, language)
    _refuse_times(starts_at, ends_at, now)
    line = BreakingLine.objects.create(
        text=_checked_line(text),
        article=article,
        language=language,
        starts_at=starts_at,
        ends_at=ends_at,
        made_by=by,
    )
    _record(Act.ANNOUNCED, language, article, by, note=line.text)
    return line


@transaction.atomic
def end_breaking(line: BreakingLine, *, by: User | None) -> BreakingLine:
    """Take a line of breaking news down, or back where it is still to come."""
    line = _end(line, by)
    _record(Act.LINE_ENDED, line.language, line.article, by, note=line.text)
    return line


def _insert(**columns):
    """Where nothing is placed there is no row to lock: of two who come at once the constraint lets one in."""
    try:
        with transaction.atomic():
            return Placement.objects.create(**columns)
    except IntegrityError as error:
        raise _taken() from error


def _taken():
    refusal = _("Another article is placed here from the same minute. Take that back first.")
    return WorkflowError({"starts_at": [refusal]})


def _require_right(by, language):
    if by is not None and not may_in(by, Right.PUBLISH, language):
        raise PermissionDenied(f"front page in {language}")


def _locked(article, language):
    """The article, which nobody withdraws until this transaction ends."""
    article = Article.objects.select_for_update(no_key=True).get(pk=article.pk)
    if not article.is_or_will_be_shown(language):
        refusal = _("This article is neither published nor scheduled in this language.")
        raise WorkflowError({"article": [refusal]})
    return article


def _refuse_times(starts_at, ends_at, now):
    if starts_at > now + LATEST:
        raise WorkflowError({"starts_at": [_("This time is years ahead. Look at the year.")]})
    if ends_at is None:
        return
    if ends_at <= now:
        raise WorkflowError({"ends_at": [_("This time has passed.")]})
    if ends_at <= starts_at:
        raise WorkflowError({"ends_at": [_("It would end before it begins.")]})
    if ends_at > now + 2 * LATEST:
        raise WorkflowError({"ends_at": [_("This time is years ahead. Look at the year.")]})


def _checked_line(text):
    line = clean_line(text)
    if not has_words(line):
        raise WorkflowError({"text": [_("Write what has happened.")]})
    if len(line) > LONGEST_LINE:
        raise WorkflowError({"text": [_("This has more than %(most)d letters.") % {"most": LONGEST_LINE}]})
    return line


def _end(row, by):
    """Note who ends it. Raises WorkflowError where its time is over or somebody else was faster."""
    _require_right(by, row.language)
    now = timezone.now()
    row = type(row).objects.select_for_update(no_key=True).get(pk=row.pk)
    if row.ended_at or (row.ends_at and row.ends_at <= now):
        raise WorkflowError(_("This has ended already."))
    row.ended_at, row.ended_by = now, by
    row.save(update_fields=["ended_at", "ended_by"])
    return row


def _locked_slot(language, slot):
    """What is placed there and not over, for nobody else to change."""
    return list(Placement.objects.open(language).filter(slot=slot).select_for_update(no_key=True))


def _join(language, slot):
    """Let what stands until it is replaced end where the next one begins, as things are planned now."""
    rows = list(Placement.objects.open(language).filter(slot=slot))
    for row, following in zip_longest(rows, rows[1:]):
        ends_at = following and following.starts_at
        if row.is_until_replaced and row.ends_at != ends_at:
            row.ends_at = ends_at
            row.save(update_fields=["ends_at"])


def _record(act, language, article, by, note):
    """Write the log of the article, where one is concerned, and announce the act, with it and after it."""
    if article is not None:
        LogEntry.objects.create(article=article, act=act, by=by, language=language, note=note)
    what = {"language": language, "act": act, "article": article}
    front_page_changed.send(sender=Article, **what)
    transaction.on_commit(partial(front_page_announced.send_robust, sender=Article, **what))

"""Bring one piece of an archive in as a draft, or bring what changed of it since.

Each piece is brought whole or not at all, and known again by the name that its archive gives it: a run that
was interrupted is gone on with by starting it again.
"""

import hashlib
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.enums import State
from articles.importing.files import Refusal, Refused
from articles.importing.linking import propose_mentions
from articles.importing.outcomes import CREATED, KEPT, REFUSED, UNCHANGED, UPDATED, Outcome
from articles.models import Article, ImportedItem, Revision
from articles.richtext import TextTooLong
from articles.workflow import change_shared, publish, save_revision

from .composing import Composed, compose, digest_of, web_address
from .items import Archive, Item
from .plan import Plan, kind_of


@dataclass(frozen=True)
class _Work:
    item: Item
    plan: Plan
    composed: Composed
    row: ImportedItem
    digest: str


def import_item(archive: Archive, item: Item, plan: Plan) -> Outcome:
    """A dry run does everything and takes it back."""
    name, digest = web_address(item) or item.guid, digest_of(item)
    names = {"source": _within(archive.source, 200), "guid": _within(item.guid or digest, 300)}
    known = ImportedItem.objects.filter(**names).select_related("article").first()
    if known and not _has_work(known, item, digest, plan):
        return Outcome(name, UNCHANGED, known.article, item.headline)
    try:
        composed = compose(item, plan)
        with transaction.atomic():
            outcome = _bring(name, names, item, plan, composed, digest)
            transaction.set_rollback(plan.dry_run)
    except TextTooLong:
        return Outcome(name, REFUSED, headline=item.headline, reason=str(Refusal.TOO_LONG.label))
    except Refused as refusal:
        return Outcome(name, REFUSED, headline=item.headline, reason=str(refusal))
    except ValidationError as refusal:
        return Outcome(name, REFUSED, headline=item.headline, reason=" ".join(refusal.messages))
    return replace(outcome, article=None) if plan.dry_run else outcome


def _has_work(known, item, digest, plan):
    if known.digest != digest or (plan.pictures is not None and not known.is_illustrated):
        return True
    waits = known.article is not None and known.article.state_in(known.language) == State.DRAFT
    return plan.goes_live and item.is_published and waits


def _bring(name, names, item, plan, composed, digest):
    """The row is locked, so that of two runs at once the second finds what the first has done."""
    row, is_new = ImportedItem.objects.select_for_update().get_or_create(
        **names, defaults={"language": composed.language}
    )
    work = _Work(item, plan, composed, row, digest)
    if is_new:
        return _create(name, work)
    if row.article is None:
        return Outcome(name, KEPT, headline=item.headline, reason=_("It was deleted here."))
    return _update(name, work)


def _create(name, work):
    item, composed, row = work.item, work.composed, work.row
    row.group = _within(item.group, 200)
    article = _other_language(row) or Article.objects.create(kind=kind_of(item.categories))
    row.article = article
    known = set(article.bylines.values_list("author", flat=True))
    for position, author in enumerate(composed.authors, start=len(known)):
        if author.pk not in known:
            article.bylines.create(author=author, position=position)
    _fill_gaps(work)
    revision = _save(work, started_from=0)
    mentions = propose_mentions(article, row.language, composed.columns, work.plan.directory)
    _go_live(work, revision)
    return Outcome(name, CREATED, article, revision.headline, composed.flags, mentions)


def _update(name, work):
    composed, row = work.composed, work.row
    newest = Revision.objects.newest(row.article, row.language)
    if newest.number != row.revision or newest.waits:
        reason = _("It was edited here since: left as it is.")
        return Outcome(name, KEPT, row.article, newest.headline, reason=reason)
    if row.is_illustrated and not composed.is_illustrated:
        composed.flags.append(_("Its pictures were left out: run again with --media."))
    _fill_gaps(work)
    result, mentions = UNCHANGED, []
    if newest.text != composed.columns:
        newest, result = _save(work, started_from=newest.number), UPDATED
        mentions = propose_mentions(row.article, row.language, composed.columns, work.plan.directory)
    else:
        _note(work)
    _go_live(work, newest)
    return Outcome(name, result, row.article, newest.headline, composed.flags, mentions)


def _other_language(row):
    """The article of the piece in the other language, where it has come and still has no text in this one."""
    if not row.group:
        return None
    others = ImportedItem.objects.filter(source=row.source, group=row.group, article__isnull=False)
    other = others.exclude(language=row.language).select_related("article").first()
    if other is None or Revision.objects.newest(other.article, row.language):
        return None
    return other.article


def _fill_gaps(work):
    """Give the article the topic and the lead picture that it lacks; what editors chose stays."""
    article, gaps = work.row.article, {}
    topic, lead = work.plan.topics.of(work.item), work.composed.lead
    if topic and article.topic_id is None:
        gaps["topic"] = topic
    if lead and article.picture_id is None and not work.row.is_illustrated:
        gaps["picture"] = lead
    if gaps:
        for column, value in gaps.items():
            setattr(article, column, value)
        change_shared(article, by=None, started_from=article.shared_version)
        article.save(update_fields=list(gaps))
        article.refresh_from_db(fields=["shared_version"])


def _save(work, started_from):
    row, composed = work.row, work.composed
    revision = save_revision(
        row.article, row.language, composed.columns, by=None, started_from=started_from, note=composed.note
    )
    row.revision = revision.number
    _note(work)
    return revision


def _note(work):
    row, item = work.row, work.item
    row.digest, row.is_illustrated = work.digest, work.composed.is_illustrated
    row.address, row.first_published_at = web_address(item)[:1000], item.published_at
    row.save()


def _go_live(work, revision):
    """Publish with the date of then; what is lacking is said, and the piece stays a draft."""
    row, item = work.row, work.item
    if not (work.plan.goes_live and item.is_published and row.article.state_in(row.language) == State.DRAFT):
        return
    try:
        with transaction.atomic():
            publish(revision, by=None, at=item.published_at)
    except ValidationError as refusal:
        reason = " ".join(refusal.messages)
        work.composed.flags.append(_("Not published: %(reason)s") % {"reason": reason})


def _within(name, most):
    """A name that fits its column; a longer one is told by its digest."""
    return name if len(name) <= most else hashlib.sha256(name.encode(errors="replace")).hexdigest()

"""What an article is evidence for, and the news that it brings to the ledger.

The verbs here are those of the newsroom (``workflow``) with the ledger's own inside them: each asks for the
right to what both languages of the article share and for the ledger's right to propose.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from articles.enums import Act, MentionRole
from articles.models import Article, Evidence, PartnershipMention
from articles.rights import may_change_shared
from articles.steps import lock, record
from articles.transitions import WorkflowError
from organizations.partnerships import ledger
from organizations.partnerships import rights as ledger_rights
from organizations.partnerships.models import Commitment, Partnership, Source, Update
from portal.accounts.models import User


@transaction.atomic
def link_evidence(article: Article, commitment: Commitment, *, by: User | None) -> Evidence:
    """Show readers of an item this article as evidence for it, and the item beside the article.

    The article is linked to the entry with that. Linked already, it stays so and nothing is logged.
    """
    article = _lock(article, by)
    if not commitment.partnership.recorded_at or commitment.is_redacted:
        raise WorkflowError(_("Readers don’t see this item, so no article can be evidence for it."))
    columns = {"article": article, "commitment": commitment, "update": None}
    if existing := Evidence.objects.filter(**columns).first():
        return existing
    _mention(article, commitment.partnership)
    evidence = Evidence.objects.create(**columns)
    record(article, Act.EVIDENCE, by, note=commitment.code)
    return evidence


@transaction.atomic
def unlink_evidence(article: Article, commitment: Commitment, *, by: User | None) -> None:
    """Take back ``link_evidence``. What the article's updates brought to the ledger stays linked."""
    article = _lock(article, by)
    linked = Evidence.objects.filter(article=article, commitment=commitment, update=None)
    if linked.delete()[0]:
        record(article, Act.NO_EVIDENCE, by, note=commitment.code)


@transaction.atomic
def record_update(
    article: Article,
    *,
    by: User | None,
    thing: Partnership | Commitment,
    source: Source,
    **columns,
) -> Update:
    """Add to the ledger what the article reports of an entry or an item, on a source that is not the article.

    ``source`` is one of the entry or a new one, which is stored with the update: all of it or nothing.
    ``columns`` are those of ``ledger.propose``, which says whether the update waits. Raises as the ledger's
    verbs do, and WorkflowError where the source is of another entry or was redacted.
    """
    article = _lock(article, by)
    entry = thing if isinstance(thing, Partnership) else thing.partnership
    if source.pk is None:
        # News of one item says nothing about the entry as a whole.
        source.partnership, source.for_item_only = entry, isinstance(thing, Commitment)
    elif source.partnership_id != entry.pk or source.is_redacted:
        raise WorkflowError(_("Choose a source of this entry, one that was not redacted."))
    update = ledger.propose(thing, by=by, source=source, **columns)
    _mention(article, entry)
    if isinstance(thing, Commitment):
        Evidence.objects.create(article=article, commitment=thing, update=update)
    record(article, Act.EVIDENCE, by, note=_("Update: %(thing)s") % {"thing": _code(thing)})
    return update


def may_link(user: User, article: Article) -> bool:
    """Whether ``user`` may say what the article is evidence for, and record what it reports."""
    return may_change_shared(user, article) and ledger_rights.may(user, ledger_rights.Right.PROPOSE)


def _lock(article, by):
    """The article with its times of now, which the links copy."""
    article = lock(article.pk)
    if by is not None and not may_link(by, article):
        raise PermissionDenied("evidence")
    return article


def _mention(article, entry):
    """Link the article to the entry; what was only proposed, or turned down, is accepted by this."""
    mention = PartnershipMention.objects.filter(article=article, partnership=entry).first()
    if mention is None:
        mention = PartnershipMention(article=article, partnership=entry, role=MentionRole.SUBJECT)
    elif mention.counts:
        return
    mention.article = article
    mention.is_proposed = mention.is_declined = False
    mention.save()


def _code(thing):
    return thing.code if isinstance(thing, Commitment) else f"{thing.number:03d}"

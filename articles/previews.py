"""Showing a revision before its time: by which link, and what then stands on the page."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.enums import Act, State
from articles.live_text import copy_text, link_body
from articles.loading import load_article, load_links
from articles.models import Article, LogEntry, Picture, Preview, Revision
from articles.querysets import PICTURE_COLUMNS
from articles.richtext import picture_names
from articles.rights import Right, may
from articles.transitions import WorkflowError

HOURS = 48


@transaction.atomic
def make_link(revision: Revision, *, by, hours: int = HOURS) -> Preview:
    """Open a link to an unpublished revision. Raises WorkflowError where readers have an address for it."""
    _require(by, revision)
    if is_on_the_site(revision):
        raise WorkflowError(_("This text is or was on the site; it needs no preview link."))
    expires_at = timezone.now() + timedelta(hours=hours)
    preview = Preview.objects.create(revision=revision, made_by=by, expires_at=expires_at)
    _log(preview, Act.LINKED, by)
    return preview


@transaction.atomic
def revoke(preview: Preview, *, by) -> None:
    """Close a link at once; closing it again changes nothing."""
    _require(by, preview.revision)
    unrevoked = Preview.objects.filter(pk=preview.pk, revoked_at=None)
    if unrevoked.update(revoked_at=timezone.now()):
        _log(preview, Act.UNLINKED, by)


def address_of(preview: Preview) -> str:
    """The link itself, for the eyes of those who may share it: whoever has it may read."""
    return settings.SITE_URL + reverse("preview", args=[_signer().sign(preview.key.hex)])


def find(token: str) -> Preview | None:
    """The preview that a link leads to, open or not; None for a link that we never made."""
    try:
        key = _signer().unsign(token)
    except BadSignature:
        return None
    return Preview.objects.select_related("revision__article", "made_by").filter(key=key).first()


def opens(preview: Preview) -> bool:
    """Whether the link shows the text now: it is open, and whoever made it could still make it."""
    return preview.is_open and _may_share(preview.made_by, preview.revision)


def is_on_the_site(revision: Revision) -> bool:
    """Whether readers find at the article's own address what became of this revision."""
    state = revision.article.state_in(revision.language)
    return revision.published_at is not None and state in {State.LIVE, State.WITHDRAWN}


def as_published(revision: Revision) -> Article:
    """The article as it would be, were this revision published now. It lives in memory: never save it."""
    article = load_article(revision.article_id, revision.language)
    load_links(article, revision.language)
    copy_text(article, revision)
    link_body(article, revision.language)
    shown = Picture.objects.filter(file__in=picture_names(revision.body))
    article.body_picture_rows = list(shown.values_list(*PICTURE_COLUMNS))
    language, now = revision.language, timezone.now()
    first = getattr(article, f"published_at_{language}")
    if first is None:
        setattr(article, f"published_at_{language}", now)
    elif first <= now:
        setattr(article, f"changed_at_{language}", now)
    return article


def pictures_of(revision: Revision) -> set[str]:
    """The files that the page of this revision shows, by their names in the picture store. One query."""
    lead = revision.article.picture
    pictures = [lead] if lead else []
    pictures += Picture.objects.with_file(*picture_names(revision.body))
    return {name for picture in pictures for name in (*picture.file_names, *picture.rendition_names)}


def _signer():
    return Signer(salt="articles.previews", sep=".")


def _require(user, revision):
    if not _may_share(user, revision):
        raise PermissionDenied("preview links")


def _may_share(user, revision):
    """A command has no user and may."""
    return user is None or may(user, Right.LINK, revision.article, revision.language)


def _log(preview, act, by):
    revision = preview.revision
    LogEntry.objects.create(
        article=revision.article, act=act, by=by, language=revision.language, revision=revision
    )

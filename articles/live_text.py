"""What publishing writes: the live columns of one language, its times, its pictures and its links.

Only the verbs call what is stored by this, inside their transaction; a preview takes it unsaved.
"""

import math
from datetime import datetime, timedelta

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.entity_linking import body_links, directory
from articles.enums import ArticleKind, BylineRole
from articles.models import Article, Picture, Revision
from articles.models.article import TEXT_FIELDS
from articles.models.article_schema import EARLIEST
from articles.richtext import parts_of, picture_names, to_text
from articles.transitions import WorkflowError
from portal.bilingual.languages import LANGUAGES
from portal.bilingual.text import has_words

WORDS_A_MINUTE = {"ar": 180, "en": 220}
#: A time further ahead is a slip of the keyboard.
LATEST = timedelta(days=5 * 365)


def refuse_incomplete(article: Article, revision: Revision) -> None:
    """Raise WorkflowError for what readers can't be shown: all that is missing, each by its field."""
    gaps = {}
    if article.topic_id is None:
        gaps["topic"] = [_("A topic is missing.")]
    if article.kind == ArticleKind.OPINION and not _has_author(article):
        gaps["kind"] = [_("An opinion article needs a named author.")]
    gaps |= _gaps_of(revision)
    pictures = picture_names(revision.body)
    if Picture.objects.filter(file__in=pictures).values("file").distinct().count() < len(pictures):
        gaps.setdefault("body", []).append(_("The text shows a picture that is not in the library."))
    if gaps:
        raise WorkflowError(gaps)


def refuse_empty(revision: Revision) -> None:
    """Raise WorkflowError for a text that nobody could review."""
    if gaps := _gaps_of(revision):
        raise WorkflowError(gaps)


def refuse_unchanged(article: Article, revision: Revision) -> None:
    """Raise WorkflowError where readers see this text already."""
    if is_shown(article, revision):
        raise WorkflowError(_("This text is published already."))


def is_shown(article: Article, revision: Revision) -> bool:
    """Whether readers see exactly this text now."""
    live = {name: getattr(article, f"{name}_{revision.language}") or "" for name in revision.text}
    return article.is_live_in(revision.language) and live == revision.text


def stamp(article: Article, language: str, at: datetime, now: datetime) -> None:
    """Set the times of one language by the rules of design §7: the first publication stays once it passed."""
    first = getattr(article, f"published_at_{language}")
    if not EARLIEST <= at <= now + LATEST:
        raise WorkflowError(_("The time of publication is before the year 2000 or years ahead."))
    if first is not None and first <= now:
        setattr(article, f"changed_at_{language}", now)
    else:
        setattr(article, f"published_at_{language}", at)
    setattr(article, f"withdrawn_at_{language}", None)
    setattr(article, f"withdrawal_reason_{language}", None)


def copy_text(article: Article, revision: Revision) -> None:
    """Put a revision into its article's live columns, in memory; a preview shows the result unsaved.

    What the new text names is for ``link_body`` to find.
    """
    for name, value in revision.text.items():
        setattr(article, f"{name}_{revision.language}", value or None)
    words = len(to_text(revision.body).split())
    minutes = max(1, math.ceil(words / WORDS_A_MINUTE[revision.language]))
    setattr(article, f"reading_minutes_{revision.language}", minutes)
    note_parts(article, revision.language)
    _forget_links(article, revision.language)


def _has_author(article):
    return any(row.role == BylineRole.AUTHOR for row in article.bylines.all())


def note_parts(article: Article, language: str) -> None:
    """Note what the page of the live text dresses, in memory: sub-headings and their ids, tables, embeds."""
    parts = parts_of(getattr(article, f"body_{language}") or "", language)
    article.body_parts = {**article.body_parts, language: parts}


def link_body(article: Article, language: str) -> None:
    """Note where the live text names what the article is linked to, in memory. Three queries, or four."""
    rows = (*article.organization_mentions.all(), *article.person_mentions.all())
    rows = (*rows, *article.partnership_mentions.all())
    keys = {row.key for row in rows if row.counts}
    body = getattr(article, f"body_{language}") or ""
    links = body_links(directory(), body, language, keys) if keys and body else []
    article.body_links = {**article.body_links, language: links}


def empty(article: Article, language: str) -> None:
    """Take the text out of the live columns again, in memory."""
    for name in (*TEXT_FIELDS, "reading_minutes", "published_at"):
        setattr(article, f"{name}_{language}", None)
    note_parts(article, language)
    _forget_links(article, language)


def time_pictures(article: Article, *bodies: str, lead: int | None = None) -> None:
    """Open each picture of these texts with the first edition that shows it; close what none will show.

    ``bodies`` are what a language shows and what it showed before. ``article`` is as it will be stored;
    ``lead`` is the key of a further picture, which it no longer shows. What readers have seen stays open.
    Two queries for each picture that is still closed.
    """
    files = set().union(*map(picture_names, bodies))
    pictures = Picture.objects.filter(Q(pk__in=[article.picture_id, lead]) | Q(file__in=files))
    for picture in pictures.exclude(public_from__lte=timezone.now()).order_by("pk"):
        first = min(_times_shown(article, picture), default=None)
        Picture.objects.filter(pk=picture.pk).update(public_from=first)


def _forget_links(article, language):
    """Places in one text are none in another."""
    article.body_links = {**article.body_links, language: []}


def _gaps_of(revision):
    gaps = {}
    if not has_words(revision.headline):
        gaps["headline"] = [_("A headline is missing.")]
    if not has_words(to_text(revision.body)):
        gaps["body"] = [_("The text is missing.")]
    return gaps


def _times_shown(article, picture):
    """When editions show it: of this article, and of the others that are still to come."""
    name = picture.file.name
    for language in LANGUAGES:
        body = getattr(article, f"body_{language}") or ""
        is_shown = article.picture_id == picture.pk or name in picture_names(body)
        if is_shown and article.is_or_will_be_shown(language):
            yield getattr(article, f"published_at_{language}")
        others = Article.objects.to_come(language).exclude(pk=article.pk)
        shows = Q(picture=picture) | Q(**{f"body_{language}__contains": name})
        yield from others.filter(shows).values_list(f"published_at_{language}", flat=True)


def copy_times_to_links(article: Article) -> None:
    """Let by-lines, mentions, evidence and corrections know when their article is live."""
    for links in (
        article.bylines,
        article.organization_mentions,
        article.person_mentions,
        article.partnership_mentions,
        article.evidence,
    ):
        rows = list(links.all())
        for link in rows:
            link.article = article
            link.copy_times()
        links.bulk_update(rows, ["published_at_ar", "published_at_en"])
    for language in LANGUAGES:
        of_edition = article.corrections.filter(language=language)
        of_edition.update(shown_at=F("at") if article.is_live_in(language) else None)

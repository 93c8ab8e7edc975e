"""Which text is behind the other language, and since when (design guarantee 8).

A text that was made from the other language, or was compared with it since, follows one revision there. It is
stale once readers are shown a later one that changed more than spelling. Texts of which neither follows the
other are two originals and never stale. The workflow's verbs keep the answer on the article.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from articles.enums import State
from articles.models import Article, Revision
from portal.bilingual.languages import LANGUAGES, other

#: What a translation has to follow; an address may differ for ever.
FOLLOWED_FIELDS = ("headline", "standfirst", "body", "place")


@dataclass(frozen=True)
class Gap:
    """What lies between a text and the other language: the revision it follows, and the one shown there."""

    followed: Revision
    shown: Revision
    #: When readers were first shown something that the text doesn't follow; may be still to come.
    since: datetime

    @property
    def language(self):
        """The language that has moved on."""
        return self.shown.language

    @property
    def follows_at(self):
        return self.followed.published_at or self.followed.made_at


def gap_of(article: Article, text: Revision | None) -> Gap | None:
    """What ``text`` is behind by, or None where it is up to date or is no translation. Up to six queries."""
    if text is None or text.follows is None or not article.is_or_will_be_shown(other(text.language)):
        return None
    shown = Revision.objects.published_last(article, other(text.language))
    followed = _known_to(text, shown) or text.follows
    since_then = _of(article, shown.language).filter(number__gt=followed.number, number__lte=shown.number)
    if not since_then.filter(is_minor=False).exists() or _says(followed) == _says(shown):
        return None
    published = since_then.filter(published_at__isnull=False)  # not translated: Revision.published_at
    first = published.order_by("number").first()
    since = max(first.published_at, getattr(article, f"published_at_{shown.language}"))
    return Gap(followed, shown, since)


def store(article: Article) -> None:
    """Write on the article which of its languages are stale. Within the transaction of what made them so."""
    columns = {}
    for language in LANGUAGES:
        gap = gap_of(article, _text_of(article, language))
        columns[f"stale_since_{language}"] = gap and gap.since
        columns[f"follows_at_{language}"] = gap and gap.follows_at
    if any(getattr(article, name) != value for name, value in columns.items()):
        for name, value in columns.items():
            setattr(article, name, value)
        Article.objects.filter(pk=article.pk).update(**columns)


def _text_of(article, language):
    """The text that counts: the one readers see or will see; before there is one, the newest draft."""
    state = article.state_in(language)
    if state == State.WITHDRAWN:
        return None
    texts = Revision.objects.with_what_they_follow()
    if state == State.DRAFT:
        return texts.newest(article, language)
    return texts.published_last(article, language)


def _known_to(text, shown):
    """The first later revision of the other language that was itself made from ``text``: so they agree.

    Otherwise two texts that were each translated from the other once would call each other stale for ever.
    """
    own = _of(text.article_id, text.language).filter(number__lte=text.number, is_minor=False)
    material = own.order_by("-number").values_list("number", flat=True).first() or 1
    made_from_it = Q(translated_from__number__gte=material) | Q(checked_against__number__gte=material)
    later = _of(text.article_id, shown.language).filter(
        made_from_it, number__gt=text.follows.number, number__lte=shown.number
    )
    return later.order_by("number").first()


def _of(article, language):
    return Revision.objects.filter(article=article, language=language)


def _says(revision):
    return [getattr(revision, name) for name in FOLLOWED_FIELDS]

"""Which text is behind the other language, and since when (design guarantee 8).

A text that was made from the other language, or was compared with it since, follows one revision there. It is
stale once readers are shown a later one that changed more than spelling. Texts of which neither follows the
other are two originals and never stale. The workflow's verbs keep the answer on the article.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from articles.enums import State
from articles.models import Article, Revision
from portal.bilingual.languages import LANGUAGES, other

#: What a translation has to follow; an address may differ for ever.
FOLLOWED_FIELDS = ("headline", "standfirst", "body", "place")
#: What is read of every revision of an article to know what follows what. Words are read of two.
_LIGHT = (
    *("article", "language", "number", "is_minor", "made_at", "published_at"),
    *("translated_from", "checked_against"),
)

#: Letters, markup included; in a longer body the paragraphs are not counted.
LONGEST_COUNTED = 200_000
# What begins or ends a paragraph, and its name: a heading that became a paragraph says something else.
_EDGE = re.compile(
    r"<(/?(?:p|h[2-4]|[uo]l|li|blockquote|figure|figcaption|table|caption|thead|tbody|tr|hr))(?: [^>]*)?>"
)


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


@dataclass(frozen=True)
class Changes:
    """What a gap is made of. ``fields`` names what differs; the body only where no paragraph is counted."""

    paragraphs: int
    fields: list[str]


def changes_of(gap: Gap) -> Changes:
    """Changed, come and gone paragraphs as one number, the same wherever a gap is told of; no query.

    Paragraphs that only changed places count as none, and leave the body among the fields.
    """
    fields = [name for name in FOLLOWED_FIELDS if getattr(gap.followed, name) != getattr(gap.shown, name)]
    paragraphs = _changed_paragraphs(gap.followed.body, gap.shown.body) if "body" in fields else 0
    return Changes(paragraphs, [name for name in fields if name != "body" or not paragraphs])


def gap_of(article: Article, text: Revision | None) -> Gap | None:
    """What ``text`` is behind by, or None where it is up to date or is no translation. Two queries."""
    return _gap_in(_Past(article, _revisions([article])), text) if text else None


def gaps_of(articles: Iterable[Article]) -> dict[tuple[int, str], Gap]:
    """What each stale text of these is behind by, by article and language, words included. Two queries."""
    stale = [article for article in articles if any(map(article.is_stale_in, LANGUAGES))]
    revisions = list(_revisions(stale))
    gaps = {}
    for article in stale:
        past = _Past(article, [revision for revision in revisions if revision.article_id == article.pk])
        for language in filter(article.is_stale_in, LANGUAGES):
            gaps[article.pk, language] = past.gap_of(past.text_of(language))
    return _with_words({key: gap for key, gap in gaps.items() if gap})


def store(article: Article) -> None:
    """Write on the article which of its languages are stale. Within the transaction of what made them so."""
    columns = {}
    past = _Past(article, _revisions([article]))
    for language in LANGUAGES:
        gap = _gap_in(past, past.text_of(language))
        columns[f"stale_since_{language}"] = gap and gap.since
        columns[f"follows_at_{language}"] = gap and gap.follows_at
    if any(getattr(article, name) != value for name, value in columns.items()):
        for name, value in columns.items():
            setattr(article, name, value)
        Article.objects.filter(pk=article.pk).update(**columns)


class _Past:
    """All revisions of one article, in the order of their numbers."""

    def __init__(self, article, revisions):
        self.article = article
        self._revisions = {revision.pk: revision for revision in revisions}

    def text_of(self, language):
        """The text that counts: the one readers see or will see; before there is one, the newest draft."""
        state = self.article.state_in(language)
        if state == State.WITHDRAWN:
            return None
        if state == State.DRAFT:
            return max(self._of(language), key=lambda revision: revision.number, default=None)
        return self._published_last(language)

    def gap_of(self, text):
        """The gap by what was published when; whether the words differ is not looked at."""
        text = text and self._revisions.get(text.pk)
        follows = text and self._followed_by(text)
        elsewhere = text and other(text.language)
        if not follows or not self.article.is_or_will_be_shown(elsewhere):
            return None
        shown = self._published_last(elsewhere)
        followed = self._known_to(text, follows, shown) or follows
        if _is_shown_again(shown, after=followed):
            return None if self._are_minor(shown, followed) else Gap(followed, shown, shown.published_at)
        if self._are_minor(followed, shown):
            return None
        first = next(row for row in self._between(followed, shown) if row.published_at)
        since = max(first.published_at, getattr(self.article, f"published_at_{elsewhere}"))
        return Gap(followed, shown, since)

    def _known_to(self, text, follows, shown):
        """The first later revision of the other language that was itself made from ``text``: so they agree.

        Otherwise two texts that were each translated from the other once would call each other stale for
        ever.
        """
        material = [
            row.number for row in self._of(text.language) if not row.is_minor and row.number <= text.number
        ]
        number = max(material, default=1)
        for revision in self._between(follows, shown):
            if any(origin.number >= number for origin in self._origins(revision)):
                return revision
        return None

    def _followed_by(self, text):
        return max(self._origins(text), key=lambda revision: revision.number, default=None)

    def _origins(self, revision):
        known = (revision.translated_from_id, revision.checked_against_id)
        return [self._revisions[pk] for pk in known if pk in self._revisions]

    def _published_last(self, language):
        published = [revision for revision in self._of(language) if revision.published_at]
        return max(published, key=lambda revision: (revision.published_at, revision.number), default=None)

    def _are_minor(self, older, newer):
        """Whether all that changed from one to the other is spelling and the like."""
        return all(revision.is_minor for revision in self._between(older, newer))

    def _between(self, older, newer):
        """Those after ``older`` up to ``newer``."""
        return [row for row in self._of(newer.language) if older.number < row.number <= newer.number]

    def _of(self, language):
        return [revision for revision in self._revisions.values() if revision.language == language]


def _is_shown_again(older, *, after):
    """Whether readers were shown ``after`` and see an earlier text since."""
    was_shown = after.published_at is not None and older.number < after.number
    return was_shown and after.published_at < older.published_at


def _revisions(articles):
    return Revision.objects.filter(article__in=articles).only(*_LIGHT).order_by("number")


def _gap_in(past, text):
    """The gap with its words, unless they say the same."""
    gap = past.gap_of(text)
    gap = gap and _with_words({text.pk: gap})[text.pk]
    return gap if gap and _says(gap.followed) != _says(gap.shown) else None


def _with_words(gaps):
    keys = {revision.pk for gap in gaps.values() for revision in (gap.followed, gap.shown)}
    full = Revision.objects.in_bulk(keys)
    return {key: Gap(full[gap.followed.pk], full[gap.shown.pk], gap.since) for key, gap in gaps.items()}


def _says(revision):
    return [getattr(revision, name) for name in FOLLOWED_FIELDS]


def _changed_paragraphs(before, after):
    if max(len(before), len(after)) > LONGEST_COUNTED:
        return 0
    own, others = _paragraphs(before), _paragraphs(after)
    return max((own - others).total(), (others - own).total())


def _paragraphs(body):
    """Each paragraph, heading, item, row of a table and picture, with how often it stands there."""
    first, *pieces = _EDGE.split(body)
    found = [("", first), *zip(pieces[::2], pieces[1::2], strict=True)]
    return Counter((edge, words.strip()) for edge, words in found if words.strip())

"""Who may do what to which article, in which language. Every view, action and verb asks here.

A right is a permission, given by a role, in a language that the person holds (design guarantee 11). Reading
is not divided by language: whoever translates a text reads the original.
"""

from enum import Enum, auto

from django.db import models

from articles.enums import State
from articles.models import Article
from articles.querysets import WAITING
from portal.accounts.models import User
from portal.bilingual.languages import LANGUAGES


class Right(Enum):
    """What somebody may do to one language of an article."""

    WRITE = auto()
    LINK = auto()
    REVIEW = auto()
    PUBLISH = auto()
    CORRECT = auto()
    WITHDRAW = auto()


BEGIN = "articles.add_article"
PERMISSIONS = {
    Right.LINK: "articles.change_article",
    Right.REVIEW: "articles.review_article",
    Right.PUBLISH: "articles.publish_article",
    Right.CORRECT: "articles.correct_article",
    Right.WITHDRAW: "articles.withdraw_article",
}
#: Each of these opens every article for reading; without them one reads what one has begun.
READ_ALL = (
    "articles.view_article",
    "articles.change_article",
    "articles.translate_article",
    *PERMISSIONS.values(),
)
#: Each of these opens every text for writing.
WRITE_ALL = ("articles.change_article", "articles.translate_article")


def may(user: User, right: Right, article: Article, language: str) -> bool:
    """Whether ``user`` has the right to this language; where the text stands is ``transitions``' to ask."""
    if right == Right.WRITE and may_write_own(user, article, language):
        return True
    return user.holds(language) and _has_any(user, _permissions(right))


def may_in(user: User, right: Right, language: str) -> bool:
    """Whether there can be an article in which ``user`` has the right to this language."""
    begins = right == Right.WRITE and user.has_perm(BEGIN)
    return user.holds(language) and (begins or _has_any(user, _permissions(right)))


def may_touch(user: User, article: Article) -> bool:
    """Whether there is anything at all that ``user`` may do to it beyond reading."""
    has_any = any(may(user, right, article, language) for right in Right for language in LANGUAGES)
    return has_any or may_change_shared(user, article)


def may_write_own(user: User, article: Article, language: str) -> bool:
    """Whether it is the user's own draft: begun by them, and never shown or scheduled in this language."""
    return user.holds(language) and is_own(user, article) and article.state_in(language) == State.DRAFT


def is_own(user: User, article: Article) -> bool:
    """Whether it is theirs by having been begun by them, which is also true of one not yet stored."""
    return user.has_perm(BEGIN) and (article.pk is None or article.made_by_id == user.pk)


def may_begin(user: User) -> bool:
    """Whether ``user`` may add an article, in any language."""
    return user.has_perm(BEGIN) and any(map(user.holds, LANGUAGES))


def may_read_any(user: User) -> bool:
    """Whether there can be an article that ``user`` may read, so that a list makes sense."""
    return _has_any(user, READ_ALL) or user.has_perm(BEGIN)


def may_read(user: User, article: Article) -> bool:
    """Whether ``user`` may read the drafts, the history and the previews, of both languages."""
    return _has_any(user, READ_ALL) or is_own(user, article)


def readable(user: User, articles: models.QuerySet, via: str = "") -> models.QuerySet:
    """The rows whose article ``may_read`` allows. ``via`` leads to the article: ``article__``."""
    if _has_any(user, READ_ALL):
        return articles
    return articles.filter(**{f"{via}made_by": user}) if user.has_perm(BEGIN) else articles.none()


def may_change_shared(user: User, article: Article) -> bool:
    """Whether ``user`` may change what both languages share, which takes effect at once.

    Where readers see it, that changes what they see: it takes the right to publish in each such language.
    While a text waits it is part of what is being reviewed: it takes the right to review then.
    """
    if not (user.has_perm("articles.change_article") or is_own(user, article)):
        return False
    shown = [language for language in LANGUAGES if article.is_or_will_be_shown(language)]
    if shown:
        return all(may(user, Right.PUBLISH, article, language) for language in shown)
    if any(may(user, Right.REVIEW, article, language) for language in LANGUAGES):
        return True
    has_language = any(map(user.holds, LANGUAGES))
    return has_language and not (article.pk and article.revisions.filter(WAITING).exists())


def _permissions(right):
    return WRITE_ALL if right == Right.WRITE else [PERMISSIONS[right]]


def _has_any(user, permissions):
    return any(map(user.has_perm, permissions))

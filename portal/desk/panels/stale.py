"""Translations that are behind the other language, the longest first, and what differs."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.comparing import Status, TooLongToCompare, compare_bodies
from articles.models import Article, Revision
from articles.rights import WRITE_ALL, readable
from articles.staleness import FOLLOWED_FIELDS
from portal.bilingual.admin import language_name
from portal.bilingual.languages import LANGUAGES, other
from portal.desk.addresses import address
from portal.desk.panel import MOST_COUNTED, ROWS_SHOWN, Count, Panel, Said, more_in, said


@dataclass(frozen=True)
class Stale:
    """One language of an article; it follows ``followed`` and readers of the other are shown ``shown``."""

    article: Article
    language: str
    followed: Revision | None
    shown: Revision | None

    @property
    def headline(self) -> Said:
        return said(self.article, "headline")

    @property
    def moved_on(self) -> str:
        return language_name(other(self.language))

    @property
    def behind(self) -> str:
        return language_name(self.language)

    @property
    def follows_at(self) -> datetime:
        return getattr(self.article, f"follows_at_{self.language}")

    @property
    def compare_address(self):
        if not (self.followed and self.shown):
            return ""
        where = address("articles_article_compare", self.article.pk, other(self.language))
        return f"{where}?from={self.followed.number}&to={self.shown.number}"

    @property
    def differs(self) -> str:
        """The paragraphs that changed, counted, and the names of the other fields that did."""
        if not (self.followed and self.shown):
            return ""
        changed = [name for name in FOLLOWED_FIELDS if _differs(self.followed, self.shown, name)]
        parts = [_paragraphs(self.followed.body, self.shown.body)] if "body" in changed else []
        names = [Revision._meta.get_field(name).verbose_name for name in changed if name != "body"]
        return _(", ").join([*parts, *map(str, names)])


def stale_translations(user):
    if not any(map(user.has_perm, WRITE_ALL)):
        return None
    languages = [language for language in LANGUAGES if user.holds(language)]
    found = sorted(
        ((article, language) for language in languages for article in _stale(user, language)),
        key=lambda one: getattr(one[0], f"stale_since_{one[1]}"),
    )
    count = Count.of(found)
    return Panel(
        name="stale",
        title=_("Stale translations"),
        rows=_rows(found[:ROWS_SHOWN]),
        nothing=_("No translation is behind its original."),
        count=count,
        asks=ngettext("stale translation", "stale translations", count.number),
        remark=_("the original has changed since") if found else "",
        width="side",
        more=more_in("articles_article_coverage", languages, "{}=stale"),
    )


def _stale(user, language):
    """The first stale articles, each with the keys of the two revisions between which the text lies."""
    source = other(language)
    follows_at = OuterRef(f"follows_at_{language}")
    texts = Revision.objects.filter(article=OuterRef("pk"), language=source)
    followed = texts.filter(Q(published_at=follows_at) | Q(published_at__isnull=True, made_at=follows_at))
    shown = texts.filter(published_at__isnull=False)
    columns = [f"headline_{code}" for code in LANGUAGES]
    columns += [f"{name}_{language}" for name in ("stale_since", "follows_at")]
    articles = readable(user, Article.objects.stale(language)).only(*columns)
    return articles.annotate(
        followed_key=Subquery(followed.order_by("-number").values("pk")[:1]),
        shown_key=Subquery(shown.order_by("-published_at", "-number").values("pk")[:1]),  # not translated
    )[: MOST_COUNTED + 1]


def _rows(found):
    keys = {key for article, _language in found for key in (article.followed_key, article.shown_key)}
    texts = Revision.objects.only("number", "published_at", *FOLLOWED_FIELDS).in_bulk(keys - {None})
    return [
        Stale(article, language, texts.get(article.followed_key), texts.get(article.shown_key))
        for article, language in found
    ]


def _differs(followed, shown, name):
    return getattr(followed, name) != getattr(shown, name)


def _paragraphs(before, after):
    try:
        changes = compare_bodies(before, after)
    except TooLongToCompare:
        return str(Revision._meta.get_field("body").verbose_name)
    number = sum(change.status != Status.SAME for change in changes)
    return ngettext("%(number)d paragraph", "%(number)d paragraphs", number) % {"number": number}

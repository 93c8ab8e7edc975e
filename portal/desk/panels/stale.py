"""Translations that are behind the other language, the longest first, and what differs."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Article, Revision
from articles.rights import WRITE_ALL, readable
from articles.staleness import Gap, changes_of, gaps_of
from portal.bilingual.admin import language_name
from portal.bilingual.languages import LANGUAGES, other
from portal.desk.addresses import address
from portal.desk.panel import MOST_COUNTED, ROWS_SHOWN, Count, More, Panel, Said, more_in, said

COLUMNS = ("headline", "published_at", "withdrawn_at", "stale_since", "follows_at")


@dataclass(frozen=True)
class Stale:
    """One language of an article, and what it is behind by, if anything any more: it may be changing now."""

    article: Article
    language: str
    gap: Gap | None

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
        if not self.gap:
            return ""
        where = address("articles_article_compare", self.article.pk, self.gap.language)
        return f"{where}?from={self.gap.followed.number}&to={self.gap.shown.number}"

    @property
    def differs(self) -> str:
        """The paragraphs that changed, counted, and the names of the other fields that did."""
        if not self.gap:
            return ""
        changes = changes_of(self.gap)
        parts = [_paragraphs(changes.paragraphs)] if changes.paragraphs else []
        names = [Revision._meta.get_field(name).verbose_name for name in changes.fields]
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
        more=_ways_in(languages, bool(found)),
        is_way_in=True,
    )


def _ways_in(languages, has_stale):
    """To the whole list, and to what has not been translated at all."""
    where = address("articles_article_coverage")
    stale = more_in("articles_article_coverage", languages, "{}=stale") if has_stale else []
    words = _("Not translated yet into %(language)s")
    missing = [
        More(words % {"language": language_name(code)}, f"{where}?{code}=missing") for code in languages
    ]
    return [*stale, *missing]


def _stale(user, language):
    """The first stale articles, with the columns by which ``gaps_of`` knows where each language stands."""
    columns = [f"{name}_{code}" for name in COLUMNS for code in LANGUAGES]
    return readable(user, Article.objects.stale(language)).only(*columns)[: MOST_COUNTED + 1]


def _rows(found):
    gaps = gaps_of({article.pk: article for article, _language in found}.values())
    return [Stale(article, language, gaps.get((article.pk, language))) for article, language in found]


def _paragraphs(number):
    return ngettext("%(number)d paragraph", "%(number)d paragraphs", number) % {"number": number}

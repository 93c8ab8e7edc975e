"""An article as an entry of a feed: its whole text, and what a reader of its page is told beside it."""

import mimetypes

from django.core.files.storage import default_storage
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.enums import ArticleKind, BylineRole
from articles.models import Article, Picture
from articles.notices import corrections_of, under_review, updated_at
from articles.renditions import shown
from articles.richtext import render_elsewhere
from portal.addresses import absolute
from portal.bilingual.languages import other
from portal.feeds.content import render_content
from portal.feeds.document import Author, Category, Entry, Image
from portal.feeds.names import tag


def entry_of(article: Article, language: str) -> Entry:
    """In the active language, in which it is live; it was loaded with ``for_feed``."""
    corrections = corrections_of(article, language)
    return Entry(
        id=tag(language, "articles", article.pk),
        url=absolute(article.get_absolute_url()),
        title=title_of(article, language),
        summary=getattr(article, f"standfirst_{language}") or "",
        content=_content(article, language, corrections),
        published=getattr(article, f"published_at_{language}"),
        updated=updated_at(article, language, corrections),
        authors=tuple(_authors(article, language)),
        categories=tuple(_categories(article, language)),
        image=_image(article.picture) if article.picture else None,
    )


def title_of(article: Article, language: str) -> str:
    """The headline; of an opinion it says so, for in a reader's list nothing else does."""
    headline = article.name_in(language)
    if article.kind != ArticleKind.OPINION:
        return headline
    words = {"kind": capfirst(article.get_kind_display()), "headline": headline}
    return _("%(kind)s: %(headline)s") % words


def _content(article, language, corrections):
    context = {
        "article": article,
        "language": language,
        "picture": shown(article.picture, "figure", default_storage.url) if article.picture else None,
        "body": render_elsewhere(getattr(article, f"body_{language}"), article.parts),
        "corrections": corrections,
        "review": under_review(article, language),
        "newer_edition": _newer_edition(article, language),
    }
    return render_content("articles/_feed_entry.html", context)


def _newer_edition(article, language):
    """The address of the other edition where this text is behind it, and since when that is so."""
    elsewhere = other(language)
    if not (article.is_stale_in(language) and article.is_live_in(elsewhere)):
        return None
    return {
        "language": elsewhere,
        "url": article.url_in(elsewhere),
        "follows_at": getattr(article, f"follows_at_{language}"),
        "stale_since": getattr(article, f"stale_since_{language}"),
    }


def _authors(article, language):
    for row in article.named_bylines:
        if row.role == BylineRole.AUTHOR:
            yield Author(row.author.name_in(language), absolute(row.author.get_absolute_url()))


def _categories(article, language):
    if article.topic.is_live_in(language):
        yield Category(article.topic.slug, article.topic.name_in(language))
    yield Category(article.kind, capfirst(article.get_kind_display()))


def _image(picture: Picture) -> Image:
    url = absolute(shown(picture, "figure", default_storage.url).url)
    kind = mimetypes.guess_type(url)[0] or "image/jpeg"
    return Image(url, kind, picture.alt or "", picture.caption or "", picture.credit)

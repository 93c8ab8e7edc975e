"""Where a picture is used, as far as the person may read it. The same number of queries for any number."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Article, PictureUse, Portrait, Revision
from articles.richtext import picture_names
from articles.rights import readable
from portal.bilingual.admin import languages_of_editor

from .state_tag import standing

MOST_SHOWN = 20


@dataclass(frozen=True)
class Uses:
    """``articles`` are ``ArticleUse``, ``portraits`` rows that know whom they show."""

    articles: list
    portraits: list
    has_more: bool

    def __bool__(self):
        return bool(self.articles or self.portraits)


@dataclass(frozen=True)
class ArticleUse:
    """An article that uses a picture: where, in words, and how far each of its languages has come."""

    article: Article
    places: list
    newest: dict

    @property
    def address(self):
        return reverse("admin:articles_article_change", args=[self.article.pk])

    @property
    def states(self):
        return [
            standing(self.article, language, self.newest.get(language)) for language in languages_of_editor()
        ]


def uses_of(picture, user) -> Uses:
    keys = _keys_of_articles(picture, user)
    shown = keys[:MOST_SHOWN]
    articles = Article.objects.filter(pk__in=shown).with_newest_headlines().order_by("-pk")
    newest, showing = {}, {}
    columns = ("article", "language", "number", "stage", "published_at")
    for revision in Revision.objects.newest_ones().filter(article__in=shown).only(*columns):
        newest.setdefault(revision.article_id, {})[revision.language] = revision
    texts = PictureUse.objects.filter(picture=picture, article__in=shown)
    for article, language, revision in texts.values_list("article", "revision__language", "revision"):
        showing.setdefault(article, {}).setdefault(language, set()).add(revision)
    used = []
    for article in articles:
        texts_of = newest.get(article.pk, {})
        places = list(_places(article, picture, texts_of, showing.get(article.pk, {})))
        used.append(ArticleUse(article, places, texts_of))
    portraits = Portrait.objects.filter(picture=picture).select_related("person", "author").order_by("pk")
    portraits = list(portraits[: MOST_SHOWN + 1])
    has_more = len(keys) > MOST_SHOWN or len(portraits) > MOST_SHOWN
    return Uses(used, portraits[:MOST_SHOWN], has_more)


def _keys_of_articles(picture, user):
    """The newest articles that use it, one more than is shown."""
    led = readable(user, Article.objects.filter(picture=picture)).order_by("-pk")
    texts = readable(user, PictureUse.objects.filter(picture=picture), via="article__")
    texts = texts.order_by("-article").values_list("article", flat=True).distinct()
    most = MOST_SHOWN + 1
    return sorted({*led.values_list("pk", flat=True)[:most], *texts[:most]}, reverse=True)


def _places(article, picture, newest, showing):
    """In words: as lead, in which texts, or in none that still counts."""
    is_lead = article.picture_id == picture.pk
    if is_lead:
        yield _("Lead picture")
    is_current, files = False, {picture.file.name, picture.night_file.name}
    for language in languages_of_editor():
        last = newest.get(language)
        is_in_last = bool(last) and last.pk in showing.get(language, ())
        is_public = bool(files & picture_names(getattr(article, f"body_{language}") or ""))
        if is_public or is_in_last:
            is_current = True
            yield _where(language, is_public, is_in_last)
    if showing and not is_current:
        yield _("In an earlier revision")


def _where(language, is_public, is_in_last):
    if not is_public:
        return _("In the Arabic draft") if language == "ar" else _("In the English draft")
    if is_in_last:
        return _("In the Arabic text") if language == "ar" else _("In the English text")
    taken_out = {
        "ar": _("In the Arabic text, no longer in its draft"),
        "en": _("In the English text, no longer in its draft"),
    }
    return taken_out[language]

"""What the newsroom lists for search engines: articles, news, topics, authors, the archive."""

from datetime import timedelta
from operator import itemgetter
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import Max, OuterRef, Subquery, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import override

from articles.archive import years_and_months
from articles.enums import State
from articles.models import Article, Author, Correction, Topic
from portal.bilingual.languages import LANGUAGES
from portal.sitemap_files import (
    Entry,
    File,
    RecordSitemap,
    Sitemap,
    SmallSitemap,
    by_range,
    text,
    time_of,
    url_elements,
)

#: Google's rules for news: how long from its first publication on, and how many in a file.
NEWS_FOR = timedelta(hours=48)
NEWS = 1_000

ARTICLE_COLUMNS = (
    *(
        f"{name}_{language}"
        for name in ("slug", "published_at", "changed_at", "withdrawn_at")
        for language in LANGUAGES
    ),
    *("picture__file", "picture__public_from"),
)
NEWS_COLUMNS = ("headline", "slug", "published_at", "withdrawn_at")
NAMED_COLUMNS = ("slug", *(f"name_{language}" for language in LANGUAGES))


class ArticleSitemap(RecordSitemap):
    name, shows = "articles", ("articles",)
    model, columns = Article, ARTICLE_COLUMNS

    def live(self, language):
        return Article.objects.live(language)

    def last_changes(self, language):
        return {name: Max(f"{name}_{language}") for name in ("published_at", "changed_at")}

    def other_changes(self):
        """What was withdrawn, and what was said beside a text that stayed as it was."""
        for language in LANGUAGES:
            withdrawn = Article.objects.in_state(language, State.WITHDRAWN)
            yield from by_range(withdrawn, last=Max(f"withdrawn_at_{language}"))
            yield from by_range(Correction.objects.shown(language), "article_id", last=Max("shown_at"))

    def records(self, number):
        corrected = {f"corrected_at_{language}": _corrected_at(language) for language in LANGUAGES}
        return super().records(number).select_related("picture").annotate(**corrected)

    def entry(self, article):
        changed_at = {language: _changed_at(article, language) for language in article.languages}
        picture = article.picture
        is_shown = picture is not None and picture.is_public
        pictures = (urljoin(settings.SITE_URL, picture.file.url),) if is_shown else ()
        return Entry(article.urls, changed_at, pictures)


class NewsSitemap(Sitemap):
    """Each language version for itself, the newest first. Nothing of the demonstration is news."""

    name, shows = "news", ("articles",)

    def files(self):
        editions = self._editions()
        for start in range(0, len(editions), NEWS):
            listed = editions[start : start + NEWS]
            yield File(start // NEWS + 1, max(changed_at or at for at, _pk, _language, changed_at in listed))

    def urls(self, number):
        listed = self._editions()[(number - 1) * NEWS : number * NEWS]
        found = Article.objects.filter(pk__in={pk for _at, pk, _language, _changed_at in listed})
        columns = (f"{name}_{language}" for name in NEWS_COLUMNS for language in LANGUAGES)
        articles = {article.pk: article for article in found.only(*columns)}
        for at, pk, language, changed_at in listed:
            entry = Entry({language: articles[pk].url_in(language)}, {language: changed_at or at})
            yield from url_elements(entry, _news(articles[pk].name_in(language), language, at))

    def _editions(self):
        """First publication, key, language and last change of all that is news now. Two queries."""
        editions = []
        for language in LANGUAGES:
            at, changed_at = f"published_at_{language}", f"changed_at_{language}"
            recent = Article.objects.live(language).filter(is_demo=False)
            recent = recent.filter(**{f"{at}__gte": timezone.now() - NEWS_FOR})
            rows = recent.order_by().values_list(at, "pk", Value(language), changed_at)
            editions += rows
        return sorted(editions, key=itemgetter(0, 1, 2), reverse=True)


class TopicSitemap(RecordSitemap):
    name, shows = "topics", ("topics",)
    model, columns = Topic, NAMED_COLUMNS

    def live(self, language):
        return Topic.objects.for_navigation(language)


class AuthorSitemap(RecordSitemap):
    name, shows = "authors", ("authors",)
    model, columns = Author, NAMED_COLUMNS

    def live(self, language):
        return Author.objects.filter(**{f"name_{language}__isnull": False})


class ArchiveSitemap(SmallSitemap):
    """The months in which something is live."""

    name, shows = "archive", ("articles",)

    def entries(self):
        urls = {}
        for language in LANGUAGES:
            with override(language):
                for year, month in _months(language):
                    url = reverse("articles:archive_month", args=[year, month])
                    urls.setdefault((year, month), {})[language] = url
        return [Entry(urls[month]) for month in sorted(urls)]


def _months(language):
    for year, months in years_and_months(language):
        for span in months:
            if span.number:
                yield year, localtime(span.start).month


def _corrected_at(language):
    shown = Correction.objects.shown(language).filter(article=OuterRef("pk"))
    return Subquery(shown.order_by("-shown_at").values("shown_at")[:1])


def _changed_at(article, language):
    times = (
        getattr(article, f"{name}_{language}") for name in ("published_at", "changed_at", "corrected_at")
    )
    return max(filter(None, times))


def _news(headline, language, at):
    return (
        f"<news:news><news:publication><news:name>{text(settings.SITE_NAME[language])}</news:name>"
        f"<news:language>{language}</news:language></news:publication>"
        f"<news:publication_date>{time_of(at)}</news:publication_date>"
        f"<news:title>{text(headline)}</news:title></news:news>"
    )

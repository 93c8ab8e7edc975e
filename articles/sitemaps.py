"""What the newsroom lists for search engines: articles, news, topics, authors, the archive."""

from datetime import timedelta
from operator import itemgetter

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import Case, Max, OuterRef, Q, Subquery, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from articles.archive import years_and_months
from articles.enums import State
from articles.models import Article, Author, Correction, Topic
from portal.addresses import absolute
from portal.bilingual.languages import LANGUAGES
from portal.sitemap_files import (
    Edition,
    File,
    RecordSitemap,
    Sitemap,
    SmallSitemap,
    by_range,
    range_of,
    text,
    time_of,
    url_elements,
)

#: Google's rules for news: how long from its first publication on, and how many in a file.
NEWS_FOR = timedelta(hours=48)
NEWS = 1_000


class ArticleSitemap(RecordSitemap):
    name, shows = "articles", ("articles",)

    def live(self, language):
        return Article.objects.live(language)

    def columns(self, language):
        seen = Case(When(picture__public_from__lte=timezone.now(), then="picture__file"))
        times = (f"published_at_{language}", f"changed_at_{language}", _corrected_at(language))
        return f"slug_{language}", seen, *times

    def edition(self, pk, slug, picture, *times):
        pictures = (absolute(default_storage.url(picture)),) if picture else ()
        return Edition(reverse("articles:detail", args=[pk, slug]), max(filter(None, times)), pictures)

    def last_changes(self, language):
        return Max(f"published_at_{language}"), Max(f"changed_at_{language}")

    def other_changes(self):
        """What was withdrawn, and what was said beside a text that stayed as it was."""
        for language in LANGUAGES:
            withdrawn = Article.objects.in_state(language, State.WITHDRAWN)
            yield from by_range(withdrawn, Max(f"withdrawn_at_{language}"))
            yield from by_range(Correction.objects.shown(language), Max("shown_at"), key="article_id")

    def within(self, rows, place):
        """By the index of its own: beside a time, SQLite would walk all the times."""
        return rows.annotate(range=range_of("pk")).filter(range=place)


class NewsSitemap(Sitemap):
    """Each language version for itself, the newest first. Nothing of the demonstration is news."""

    name, shows = "news", ("articles",)

    def files(self):
        news = self._news()
        for start in range(0, len(news), NEWS):
            listed = news[start : start + NEWS]
            yield File(
                start // NEWS + 1, max(changed_at or at for at, _pk, _language, changed_at, *_ in listed)
            )

    def urls(self, number):
        for at, pk, language, changed_at, slug, headline in self._news()[(number - 1) * NEWS : number * NEWS]:
            with override(language):
                path = reverse("articles:detail", args=[pk, slug])
            edition = Edition(path, changed_at or at)
            yield from url_elements({language: edition}, _news_element(headline, language, at))

    def _news(self):
        """First publication, key and language of all that is news, and what is told of it. Two queries."""
        news = []
        for language in LANGUAGES:
            at = f"published_at_{language}"
            recent = Article.objects.live(language).filter(is_demo=False)
            recent = recent.filter(**{f"{at}__gte": timezone.now() - NEWS_FOR}).order_by()
            told = (f"{name}_{language}" for name in ("changed_at", "slug", "headline"))
            news += recent.values_list(at, "pk", Value(language), *told)
        return sorted(news, key=itemgetter(0, 1, 2), reverse=True)


class NamedSitemap(RecordSitemap):
    """Topics and authors, whose rows don't say when they changed."""

    model: type[Topic | Author]
    route: str

    def live(self, language):
        return self.model.objects.filter(**{f"name_{language}__isnull": False})

    def columns(self, language):
        return ("slug",)

    def edition(self, pk, slug):
        return Edition(reverse(self.route, args=[slug]))


class TopicSitemap(NamedSitemap):
    name, shows, model, route = "topics", ("topics",), Topic, "articles:topic"


class AuthorSitemap(NamedSitemap):
    name, shows, model, route = "authors", ("authors",), Author, "articles:author"


class ArchiveSitemap(SmallSitemap):
    """The months in which something is live."""

    name, shows = "archive", ("articles",)

    def files(self):
        return [File(1)] if any(Article.objects.live(code).exists() for code in LANGUAGES) else []

    def entries(self):
        months = {}
        for language in LANGUAGES:
            with override(language):
                for month in _months(language):
                    path = reverse("articles:archive_month", args=month)
                    months.setdefault(month, {})[language] = Edition(path)
        return [months[month] for month in sorted(months)]


def _corrected_at(language):
    """Looked for by the article alone: SQLite would rather walk the whole log of the language."""
    corrections = Correction.objects.filter(article=OuterRef("pk")).order_by().values("article")
    last = Max("shown_at", filter=Q(language=language))
    return Subquery(corrections.annotate(last=last).values("last"))


def _months(language):
    for year, months in years_and_months(language):
        for month, span in enumerate(months, 1):
            if span.number:
                yield year, month


def _news_element(headline, language, at):
    return (
        f"<news:news><news:publication><news:name>{text(settings.SITE_NAME[language])}</news:name>"
        f"<news:language>{language}</news:language></news:publication>"
        f"<news:publication_date>{time_of(at)}</news:publication_date>"
        f"<news:title>{text(headline)}</news:title></news:news>"
    )

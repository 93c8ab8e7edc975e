"""What was published lately: the last pieces, and how many there were on each day of a fortnight."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import CharField, Count, Value
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin.state_tag import SHORT_NAMES
from articles.dates import day_bounds
from articles.models import Article
from articles.rights import WRITE_ALL, may_read_any, readable
from portal.bilingual.admin import languages_of_editor
from portal.bilingual.languages import LANGUAGES
from portal.desk.chart import Chart
from portal.desk.panel import ROWS_SHOWN, Panel, Said, more_in

DAYS = 14


@dataclass
class Published:
    article: Article
    headline: Said
    at: datetime
    languages: list[str]

    @property
    def short_names(self):
        return [SHORT_NAMES[language] for language in self.languages]


def published_lately(user):
    if not may_read_any(user):
        return None
    articles = readable(user, Article.objects.all())
    reads_all = any(map(user.has_perm, WRITE_ALL))
    today = timezone.localdate()
    days = [today - timedelta(days=distance) for distance in reversed(range(DAYS))]
    chart = Chart.of(days, languages_of_editor(), _numbers(articles, days[0]))
    return Panel(
        name="published",
        title=_("Published lately"),
        rows=_last(articles),
        nothing=_("Nothing has been published yet.")
        if reads_all
        else _("None of your texts has been published yet."),
        width="side",
        more=more_in("articles_article_changelist", LANGUAGES, "state_{}=live"),
        extra={"chart": chart, "finding": _finding(chart.total) if reads_all else ""},
    )


def _finding(total):
    if not total:
        return _("Nothing was published in the last 14 days.")
    words = ngettext(
        "%(number)d text published in the last 14 days",
        "%(number)d texts published in the last 14 days",
        total,
    )
    return words % {"number": total}


def _numbers(articles, first_day: date):
    """``{(day, language): number}``; both languages in one query."""
    parts = [_per_day(articles, language, first_day) for language in LANGUAGES]
    rows = parts[0].union(*parts[1:], all=True)
    return {(row["day"], row["of_language"]): row["number"] for row in rows}


def _per_day(articles, language, first_day):
    column = f"published_at_{language}"
    rows = articles.live(language).filter(**{f"{column}__gte": day_bounds(first_day)[0]}).order_by()
    rows = rows.annotate(
        day=TruncDate(column, tzinfo=timezone.get_default_timezone()),
        of_language=Value(language, output_field=CharField()),
    )
    return rows.values("day", "of_language").annotate(number=Count("pk"))


def _last(articles):
    """The last pieces of both languages; one that came out in both is one row, at its later time."""
    rows = {}
    for language in languages_of_editor():
        column = f"published_at_{language}"
        for article in (
            articles.live(language).newest_first(language).only(column, f"headline_{language}")[:ROWS_SHOWN]
        ):
            headline = Said(getattr(article, f"headline_{language}"), language)
            row = rows.setdefault(article.pk, Published(article, headline, getattr(article, column), []))
            row.at = max(row.at, getattr(article, column))
            row.languages.append(language)
    return sorted(rows.values(), key=lambda row: row.at, reverse=True)[:ROWS_SHOWN]

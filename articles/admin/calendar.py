"""The calendar of the desk: a month, one of its days, and the list of what is to come.

Every view asks ``_articles`` for what the person may read; nothing else decides it.
"""

from calendar import SUNDAY, Calendar
from datetime import date, timedelta

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.defaultfilters import date as format_date
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.dates import day_bounds, month_bounds
from articles.live_text import LATEST
from articles.models import Article
from articles.models.article_schema import EARLIEST
from articles.rights import may_read_any, readable

from .timetable import Day, days_with_editions, editions_between, editions_to_come

EDITIONS_A_PAGE = 50
SOONEST_SHOWN = 10
#: The days of every week, from Sunday to Saturday.
WEEK = Calendar(SUNDAY)


def calendar_urls(staff_only):
    """The addresses under the list of articles; ``staff_only`` is the admin's own wrapper for its views."""
    return [
        path("calendar/", staff_only(calendar_view), name="articles_article_calendar"),
        path("upcoming/", staff_only(upcoming_view), name="articles_article_upcoming"),
    ]


@require_safe
def calendar_view(request):
    """This month, that of ``?month=2026-11``, or the whole of ``?day=2026-11-30``."""
    articles = _articles(request)
    if "day" in request.GET:
        return _day(request, articles, _date(request.GET["day"]))
    today = timezone.localdate()
    month = _date(f"{request.GET['month']}-01") if "month" in request.GET else today.replace(day=1)
    context = _context(request, _("Calendar"), subtitle=format_date(month, "F Y"))
    context |= {"month": month, "today": today, **_steps(month)}
    context["weekdays"] = [WEEKDAYS[weekday] for weekday in WEEK.iterweekdays()]
    context["weeks"] = _weeks(articles, month)
    context["soonest"] = editions_to_come(articles, "", SOONEST_SHOWN)
    return TemplateResponse(request, "admin/articles/article/calendar.html", context)


@require_safe
def upcoming_view(request):
    """Everything scheduled, the soonest first. ``?after=`` is the place from which the page goes on."""
    listed = editions_to_come(_articles(request), request.GET.get("after", ""), EDITIONS_A_PAGE)
    context = _context(request, _("What is to come"))
    context |= {"listed": listed, "is_start": not request.GET.get("after")}
    return TemplateResponse(request, "admin/articles/article/upcoming.html", context)


def _day(request, articles, day):
    listed = editions_between(articles, *day_bounds(day), request.GET.get("after", ""), EDITIONS_A_PAGE)
    context = _context(request, _("Calendar"), subtitle=format_date(day, "l j F Y"))
    context |= {"day": day, "listed": listed, "is_start": not request.GET.get("after")}
    context |= {"day_before": _day_at(day, -1), "day_after": _day_at(day, 1)}
    return TemplateResponse(request, "admin/articles/article/day.html", context)


def _articles(request):
    """What the person may read, without the newest headlines of drafts: what has a time has a headline."""
    if not may_read_any(request.user):
        raise PermissionDenied
    return readable(request.user, Article.objects.all())


def _date(text):
    """A day of the calendar, written as addresses write it. Raises Http404 for any other text."""
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise Http404("no day") from error
    if found.isoformat() != text or not _is_in_calendar(found):
        raise Http404("no day of the calendar")
    return found


def _is_in_calendar(day):
    """Whether something can be published on that day or scheduled for it."""
    return EARLIEST.date() <= day <= timezone.localdate() + LATEST


def _weeks(articles, month):
    """Weeks of seven days from Sunday; None stands for a day of another month."""
    found = days_with_editions(articles, *month_bounds(month.year, month.month))
    weeks = WEEK.monthdatescalendar(month.year, month.month)
    return [
        [found.get(day, Day(day)) if day.month == month.month else None for day in week] for week in weeks
    ]


def _steps(month):
    """The first days of the months to which the arrows lead; None beyond the ends of the calendar."""
    steps = {"year_before": -12, "month_before": -1, "month_after": 1, "year_after": 12}
    return {name: _month_at(month, count) for name, count in steps.items()}


def _month_at(month, distance):
    year, index = divmod(month.year * 12 + month.month - 1 + distance, 12)
    found = date(year, index + 1, 1)
    return found if _is_in_calendar(found) else None


def _day_at(day, distance):
    found = day + timedelta(days=distance)
    return found if _is_in_calendar(found) else None


def _context(request, title, **more):
    return {
        **admin.site.each_context(request),
        "title": title,
        "opts": Article._meta,
        "is_nav_sidebar_enabled": False,
        **more,
    }

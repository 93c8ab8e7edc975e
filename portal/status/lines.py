"""How the portal is, in words: what is in order, what isn't, and what to do about it."""

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import django
from django.db import connection
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from portal.health import migrations_are_applied
from portal.index.engine import TookTooLong
from portal.page_cache.stores import shared_pages_work
from portal.search.rebuilding import is_built
from portal.watching.counting import BEGAN

from .counts import errors
from .models import Sign
from .queues import mails_given_up, overdue_publications, queues
from .rooms import room_for_pictures, size_of_database

OVERDUE_AFTER = timedelta(minutes=2)
WAITING_TOO_LONG = timedelta(minutes=10)
WORKER_IS_AWAY_AFTER = timedelta(minutes=2)
BACKUP_IS_OLD_AFTER = timedelta(hours=26)
#: Of the disk.
LEAST_FREE = 0.1


@dataclass(frozen=True)
class Line:
    title: str
    said: str
    #: What to do; empty where all is in order.
    remedy: str = ""


def lines() -> Iterator[Line]:
    signs = Sign.objects.moments()
    yield _overdue()
    yield _errors()
    yield _worker(signs.get(Sign.Name.WORKER))
    yield _waiting()
    yield _mail()
    yield _backup(signs.get(Sign.Name.BACKUP))
    yield _room()
    yield _database()
    yield _migrations()
    yield _search()
    yield _kept_pages()
    yield Line(_("Version"), f"Django {django.__version__} · Python {platform.python_version()}")


def _overdue():
    overdue = overdue_publications()
    said = ngettext(
        "%(number)d publication is to be announced",
        "%(number)d publications are to be announced",
        overdue.number,
    ) % {"number": overdue.number}
    is_late = _is_older(overdue.since, OVERDUE_AFTER)
    remedy = _("Readers see them, but nobody outside is told: see whether the worker runs.")
    return Line(_("Overdue publications"), said, remedy if is_late else "")


def _errors():
    """A number that only grows asks for nothing: what failed long ago may be mended."""
    number = errors()
    said = _("%(number)d since %(time)s") % {"number": number, "time": _moment(BEGAN)}
    where = _("Look for ERROR in the log of the web server.")
    return Line(_("Pages that failed"), f"{said} · {where}" if number else said)


def _worker(seen):
    remedy = _("Start it: systemctl start portal-worker, or manage.py work.")
    return Line(
        pgettext("of the portal", "Worker"), _ago(seen), _unless_newer(seen, WORKER_IS_AWAY_AFTER, remedy)
    )


def _waiting():
    waiting = queues()
    names = {
        "tasks": _("tasks: %(number)d"),
        "announcements": _("messages: %(number)d"),
        "deliveries": _("deliveries: %(number)d"),
        "mails": _("mails: %(number)d"),
        "search": _("changes of the search index: %(number)d"),
    }
    said = " · ".join(name % {"number": waiting[key].number} for key, name in names.items())
    is_late = any(_is_older(queue.since, WAITING_TOO_LONG) for queue in waiting.values())
    remedy = _("The first waits for over ten minutes: see the log of the worker.")
    return Line(_("Waiting for the worker"), said, remedy if is_late else "")


def _mail():
    number = mails_given_up()
    said = ngettext("%(number)d mail was given up", "%(number)d mails were given up", number)
    remedy = _("Open the list of outgoing mails: it says why. Then have them sent again.")
    return Line(_("Mail"), said % {"number": number}, remedy if number else "")


def _backup(seen):
    remedy = _("Run manage.py backup, and see why the timer portal-backup didn’t.")
    return Line(_("Last backup"), _ago(seen), _unless_newer(seen, BACKUP_IS_OLD_AFTER, remedy))


def _room():
    room = room_for_pictures()
    said = _("%(free)s of %(total)s free") % {
        "free": filesizeformat(room.free),
        "total": filesizeformat(room.total),
    }
    remedy = _("Make room, or give the disk more: pictures can’t be uploaded where it is full.")
    return Line(_("Disk for pictures"), said, remedy if room.free < LEAST_FREE * room.total else "")


def _database():
    version = ".".join(map(str, connection.get_database_version()))
    said = f"{connection.display_name} {version} · {filesizeformat(size_of_database())}"
    return Line(pgettext("of the portal", "Database"), said)


def _migrations():
    if migrations_are_applied():
        return Line(_("Migrations"), _("all applied"))
    return Line(_("Migrations"), _("some are missing"), _("Run manage.py migrate."))


def _search():
    try:
        if is_built():
            return Line(_("Search index"), _("built"))
    except TookTooLong:
        return Line(_("Search index"), _("its server doesn’t answer"), _("See that it runs (SEARCH_URL)."))
    return Line(_("Search index"), _("not built to its end"), _("Run manage.py rebuild_search --missing."))


def _kept_pages():
    if shared_pages_work():
        return Line(_("Store of pages"), _("answers"))
    remedy = _("See that Redis runs (CACHE_URL), or that the disk has room. Pages are slower until then.")
    return Line(_("Store of pages"), _("doesn’t answer"), remedy)


def _is_older(moment: datetime | None, age: timedelta) -> bool:
    return moment is not None and timezone.now() - moment > age


def _unless_newer(moment, age, remedy):
    return remedy if moment is None or _is_older(moment, age) else ""


def _ago(moment):
    if moment is None:
        return pgettext("of the portal", "never seen")
    return _("%(time)s ago") % {"time": timesince(moment, depth=1)}


def _moment(moment):
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")

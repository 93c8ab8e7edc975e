"""The ledger as readers follow it with other programs: the newest entries, as they stand now."""

from functools import partial

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from organizations.partnerships.loading import feed_entries
from organizations.partnerships.models import Partnership
from organizations.partnerships.standing import lines_in_words
from portal.addresses import absolute
from portal.feeds.content import render_content
from portal.feeds.document import Category, Entry
from portal.feeds.names import tag
from portal.feeds.view import ENTRIES, LanguageFeed
from portal.paging import Key, page_by_key


class PartnershipsFeed(LanguageFeed):
    """An entry is updated by whatever readers may know of that was done to it: news, checks, corrections."""

    route = "partnerships:feed"
    surrogate_key = "partnerships"

    def name(self):
        return _("Partnerships")

    def description(self):
        return _("What is recorded in the ledger: who announced what with whom, and how it stands.")

    def url(self):
        return reverse("partnerships:list")

    def page_of(self, parameters):
        public = Partnership.objects.public(self.language)
        rows, key = public.only("number"), Key("number", kind="number")
        listed = page_by_key(rows, key, parameters, size=ENTRIES, load=partial(feed_entries, self.language))
        return listed, listed.rows

    def entry(self, partnership):
        kind = capfirst(partnership.get_kind_display())
        words = {"number": f"{partnership.number:03d}", "title": partnership.name_in(self.language)}
        context = {
            "partnership": partnership,
            "language": self.language,
            "standing": lines_in_words(partnership),
        }
        return Entry(
            id=tag(self.language, "partnerships", partnership.number),
            url=absolute(partnership.get_absolute_url()),
            title=_("Entry %(number)s: %(title)s") % words,
            summary=getattr(partnership, f"summary_{self.language}") or "",
            content=render_content("partnerships/_feed_entry.html", context),
            published=partnership.recorded_at,
            updated=max(filter(None, (partnership.recorded_at, partnership.told_at))),
            categories=(Category(partnership.kind, kind),),
        )

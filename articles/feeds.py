"""What readers follow with other programs: the same in Atom, RSS and JSON Feed, one address for each."""

import json

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed, rfc3339_date
from django.utils.translation import gettext as _

from articles.models import Correction
from articles.models.article_schema import EARLIEST
from portal.bilingual.alternates import Page
from portal.bilingual.languages import active_language

ENTRIES = 50


class HonestDate(SyndicationFeed):
    """Of an empty feed Django says that it changed this second; then no copy of it would ever be the same."""

    def latest_post_date(self):
        return super().latest_post_date() if self.items else EARLIEST


class Atom(HonestDate, Atom1Feed):
    pass


class Rss(HonestDate, Rss201rev2Feed):
    pass


class JSONFeed(SyndicationFeed):
    """JSON Feed 1.1 (jsonfeed.org)."""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile, encoding):
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "description": self.feed["description"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "language": self.feed["language"],
            "items": list(map(_json_item, self.items)),
        }
        outfile.write(json.dumps(feed, ensure_ascii=False).encode(encoding))


FORMATS = {"atom": Atom, "rss": Rss, "json": JSONFeed}


class LanguageFeed(Feed):
    """A feed in the language of its address; a subclass names its ``route`` and the ``page`` that it follows.

    Addresses and guids are absolute and carry the language; a guid stays when a headline changes. The answer
    is a public page to ``portal.caching``: its ``page`` names what it shows.
    """

    #: The feed's own address, which takes a format, and that of the page with the same things.
    route = page_route = ""
    #: The word that stands for all its entries among the surrogate keys.
    surrogate_key = ""
    item_guid_is_permalink = False

    def __call__(self, request, format):
        if format not in FORMATS:
            raise Http404(f"no feed in the format {format}")
        # Feeds are made for each request: the format is of this answer alone.
        feed = type(self)()
        feed.format, feed.feed_type = format, FORMATS[format]
        return feed.answer(request)

    def answer(self, request):
        response = super().__call__(request)
        response.context_data = {"page": self._page()}
        return response

    @property
    def language(self):
        return active_language()

    def link(self):
        return _absolute(reverse(self.page_route))

    def feed_url(self):
        return _absolute(reverse(self.route, args=[self.format]))

    def title(self):
        return f"{self.name()} · {settings.SITE_NAME[self.language]}"

    def _page(self):
        return Page.at(self.route, self.language, self.format, shows=(self.surrogate_key,))


class CorrectionsFeed(LanguageFeed):
    route, page_route = "articles:corrections_feed", "articles:corrections"
    surrogate_key = "corrections"

    def name(self):
        return _("Corrections")

    def description(self):
        return _("What was corrected or added in published articles, and when.")

    def items(self):
        shown = Correction.objects.shown(self.language).with_article(self.language)
        return shown.order_by("-shown_at", "-pk")[:ENTRIES]

    def item_title(self, correction):
        words = {"kind": correction.get_kind_display(), "headline": correction.article.name_in(self.language)}
        return _("%(kind)s: %(headline)s") % words

    def item_description(self, correction):
        if not correction.article.is_demo:
            return correction.text
        demo = _("Demonstration content, not for reliance. Publication dates are assigned.")
        return f"{correction.text} ({demo})"

    def item_link(self, correction):
        return _absolute(f"{correction.article.url_in(self.language)}#{correction.anchor}")

    def item_guid(self, correction):
        return _absolute(f"/{self.language}/corrections/#{correction.anchor}")

    def item_pubdate(self, correction):
        return timezone.localtime(correction.at)

    item_updateddate = item_pubdate

    def item_categories(self, correction):
        return [correction.get_kind_display()]


def _absolute(path):
    return settings.SITE_URL + path


def _json_item(item):
    return {
        "id": item["unique_id"],
        "url": item["link"],
        "title": item["title"],
        "content_text": item["description"],
        "date_published": rfc3339_date(item["pubdate"]),
        "date_modified": rfc3339_date(item["updateddate"]),
        "tags": list(item["categories"]),
    }

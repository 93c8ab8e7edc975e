"""What was corrected in published articles."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.models import Correction
from portal.addresses import absolute
from portal.feeds.content import render_content
from portal.feeds.document import Category, Entry
from portal.feeds.names import tag
from portal.feeds.view import ENTRIES, LanguageFeed
from portal.paging import Key, page_by_key


class CorrectionsFeed(LanguageFeed):
    route = "articles:corrections_feed"
    surrogate_key = "corrections"

    def name(self):
        return _("Corrections")

    def description(self):
        return _("What was corrected or added in published articles, and when.")

    def url(self):
        return reverse("articles:corrections")

    def page_of(self, parameters):
        shown = Correction.objects.shown(self.language).with_article(self.language)
        listed = page_by_key(shown, Key("shown_at"), parameters, size=ENTRIES)
        return listed, listed.rows

    def shows(self, things):
        return [correction.article for correction in things]

    def entry(self, correction):
        kind = correction.get_kind_display()
        words = {"kind": capfirst(kind), "headline": correction.article.name_in(self.language)}
        url = absolute(f"{correction.article.get_absolute_url()}#{correction.anchor}")
        context = {"correction": correction, "language": self.language, "url": url}
        return Entry(
            id=tag(self.language, "corrections", correction.pk),
            url=url,
            title=_("%(kind)s: %(headline)s") % words,
            summary=correction.text,
            content=render_content("articles/_feed_correction.html", context),
            published=correction.at,
            updated=correction.at,
            categories=(Category(correction.kind, kind),),
        )

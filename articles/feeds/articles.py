"""The newest pieces: all, of a topic, about an organisation, by an author."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.feeds.entries import entry_of
from articles.models import Article, Author, Topic
from organizations.models import Organization
from portal.feeds.view import ENTRIES, LanguageFeed
from portal.paging import Key, page_by_key


class LatestFeed(LanguageFeed):
    route = "articles:latest_feed"
    surrogate_key = "articles"
    #: The column of ``rows`` that holds the key of an article.
    tie = "id"

    def name(self):
        return _("Latest")

    def description(self):
        return _("Everything that we publish, the newest first.")

    def url(self):
        return reverse("articles:list")

    def rows(self):
        """What is listed, in a few columns: no piece is read but those that are told."""
        return Article.objects.live(self.language).only(f"published_at_{self.language}")

    def page_of(self, parameters):
        key = Key(f"published_at_{self.language}", tie=self.tie)
        listed = page_by_key(self.rows(), key, parameters, size=ENTRIES)
        keys = [getattr(row, self.tie) for row in listed]
        found = Article.objects.live(self.language).for_feed(self.language).in_bulk(keys)
        return listed, [found[key] for key in keys if key in found]

    def entry(self, article):
        return entry_of(article, self.language)


class FeedOfRecord(LatestFeed):
    """The pieces of one record: it has a page in the language of the feed, or no feed either."""

    def get(self, request, format, slug):
        self.record = get_object_or_404(self.records_at(slug))
        if self.record.slug != slug:
            return redirect(self.route, self.record.slug, format, permanent=True)
        if not self.record.is_live_in(self.language):
            raise Http404("no page in this language")
        self.named = (slug,)
        return super().get(request, format)

    def records_at(self, slug):
        raise NotImplementedError

    def name(self):
        return self.record.name_in(self.language)

    def description(self):
        return _("What we publish about “%(name)s”, the newest first.") % {"name": self.name()}

    def url(self):
        return self.record.get_absolute_url()

    def shows(self, things):
        return [self.record, *things]


class TopicFeed(FeedOfRecord):
    route = "articles:topic_feed"

    def records_at(self, slug):
        return Topic.objects.filter(slug=slug)

    def rows(self):
        return super().rows().filter(topic=self.record)


class AuthorFeed(FeedOfRecord):
    route = "articles:author_feed"
    tie = "article_id"

    def records_at(self, slug):
        return Author.objects.filter(slug=slug)

    def rows(self):
        return self.record.bylines.live(self.language)

    def description(self):
        return _("What “%(name)s” publishes here, the newest first.") % {"name": self.name()}


class OrganizationFeed(FeedOfRecord):
    route = "articles:organization_feed"
    tie = "article_id"

    def records_at(self, slug):
        return Organization.objects.at(slug)

    def rows(self):
        return self.record.mentions.live(self.language)

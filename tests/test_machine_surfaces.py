"""A piece is for machines exactly where and when it is for readers, with the time held around each change.

Every surface below is first seen to show a piece that is live: one that never showed anything would pass.
"""

import json
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.conf import settings
from django.utils import timezone
from time_machine import travel

from articles import workflow
from portal.bilingual.languages import other
from tests.factories import PUBLISHED_AT, make_article, make_draft, make_organization, make_topic, show
from tests.sitemaps import file_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]

LANGUAGES = ("ar", "en")
FORMATS = ("atom", "rss", "json")
HEADLINES = {"ar": "خبرمراقبفريد", "en": "qwatchedheadline"}
#: Within the 48 hours of the news sitemap.
NOW = PUBLISHED_AT + timedelta(hours=1)


class Watched:
    """An article of a topic and about an organisation, and the surfaces on which a machine may meet it."""

    def __init__(self):
        self.topic, self.organization = make_topic(), make_organization()
        # Neither empty feeds nor empty sitemaps: what isn't there is missing beside others that are.
        make_article("ar en", topic=self.topic, organizations=[self.organization], at=PUBLISHED_AT)
        self.article = make_article("", topic=self.topic, organizations=[self.organization])

    def draft(self, language, **text):
        return make_draft(self.article, language, headline=HEADLINES[language], **text)

    def publish(self, language, at=PUBLISHED_AT):
        show(self.draft(language), at)

    def surfaces(self, language):
        """Address by name; every one of them shows this language's headline or address while it is live."""
        for format in FORMATS:
            yield f"latest.{format}", f"/{language}/feeds/latest.{format}"
            yield f"topic.{format}", f"/{language}/feeds/topics/{self.topic.slug}.{format}"
            address = f"/{language}/feeds/organizations/{self.organization.slug}.{format}"
            yield f"organization.{format}", address
        yield "sitemap", file_of("articles", self.article)
        yield "news sitemap", "/sitemap-news.xml"
        yield "list of the API", "/api/v1/articles"
        yield "list of the API in the language", f"/api/v1/articles?lang={language}"
        yield "document of the API", f"/api/v1/articles/{self.article.pk}"
        yield "search of the API", f"/api/v1/search?q={quote(HEADLINES[language])}&lang={language}"
        yield "oEmbed", f"/api/oembed?url={quote(self.url(language))}&format=json"
        yield "page", f"/{language}/articles/{self.article.pk}/{HEADLINES[language]}/"

    def url(self, language):
        return f"{settings.SITE_URL}/{language}/articles/{self.article.pk}/{HEADLINES[language]}/"

    def shown_on(self, client, language):
        """The names of the surfaces that hold this language's edition."""
        return {
            name
            for name, address in self.surfaces(language)
            if self._holds(client.get(address), language, address)
        }

    def _holds(self, response, language, address):
        if response.status_code != 200:
            return False
        body = response.content.decode()
        if "/api/v1/search" in address:
            # The question is repeated in the answer; what was found isn't.
            body = json.dumps(json.loads(body)["results"], ensure_ascii=False)
        return HEADLINES[language] in body or quote(HEADLINES[language]) in body

    def everywhere(self, language):
        return {name for name, _address in self.surfaces(language)}


@pytest.fixture
def watched():
    with travel(NOW, tick=False):
        yield Watched()


@pytest.mark.parametrize("language", LANGUAGES)
def test_live_piece_is_everywhere_in_its_language_and_nowhere_in_the_other(watched, client, language):
    watched.publish(language)

    assert watched.shown_on(client, language) == watched.everywhere(language)
    assert watched.shown_on(client, other(language)) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_draft_is_nowhere(watched, client, language):
    watched.draft(language)

    assert watched.shown_on(client, language) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_draft_beside_a_live_edition_is_nowhere(watched, client, language):
    watched.publish(other(language))
    watched.draft(language)

    assert watched.shown_on(client, language) == set()
    assert watched.shown_on(client, other(language)) == watched.everywhere(other(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_scheduled_piece_is_everywhere_from_its_second_on(watched, client, language):
    at = timezone.now() + timedelta(hours=3)
    watched.publish(language, at=at)

    with travel(at - timedelta(seconds=1), tick=False):
        assert watched.shown_on(client, language) == set()
    with travel(at, tick=False):
        assert watched.shown_on(client, language) == watched.everywhere(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_withdrawn_piece_is_nowhere_from_its_second_on(watched, client, language):
    watched.publish("ar")
    watched.publish("en")
    assert watched.shown_on(client, language) == watched.everywhere(language)

    workflow.withdraw(watched.article, language, by=None, reason="سبب معلن")

    assert watched.shown_on(client, language) == set()
    assert watched.shown_on(client, other(language)) == watched.everywhere(other(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_alternates_name_exactly_the_live_editions(watched, client, language):
    watched.publish(language)
    alone = client.get(watched.url(language).removeprefix(settings.SITE_URL)).content.decode()
    watched.publish(other(language))
    both = client.get(watched.url(language).removeprefix(settings.SITE_URL)).content.decode()

    assert "hreflang" not in alone.partition("<body")[0]
    assert {code for code in ("ar", "en", "x-default") if f'hreflang="{code}"' in both} == {
        "ar",
        "en",
        "x-default",
    }


def test_news_sitemap_drops_a_piece_48_hours_and_a_second_after_its_first_publication(watched, client):
    watched.publish("ar")
    last = PUBLISHED_AT + timedelta(hours=48)

    with travel(last, tick=False):
        assert "news sitemap" in watched.shown_on(client, "ar")
    with travel(last + timedelta(seconds=1), tick=False):
        assert watched.shown_on(client, "ar") == watched.everywhere("ar") - {"news sitemap"}


def test_later_change_doesn_t_bring_a_piece_back_into_the_news_sitemap(watched, client):
    watched.publish("ar")

    with travel(PUBLISHED_AT + timedelta(hours=60), tick=False):
        show(watched.draft("ar", place="الكويت"), timezone.now())
        assert "news sitemap" not in watched.shown_on(client, "ar")

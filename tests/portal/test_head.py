"""What the head of every page says of it, to those who share it and to search engines."""

import io
import re
from html import unescape

import pytest
from django.conf import settings
from django.template import engines
from PIL import Image

from portal.bilingual.languages import other
from tests.factories import (
    PUBLISHED_AT,
    make_article,
    make_author,
    make_organization,
    make_partnership,
    make_person,
    make_topic,
)

pytestmark = pytest.mark.django_db

META = re.compile(r'<meta (?:property|name)="([a-z0-9:_-]+)" content="([^"]*)"')
LOCALES = {"ar": "ar_KW", "en": "en_GB"}
SHARED = ("og:type", "og:site_name", "og:locale", "og:title", "og:description", "og:url", "og:image")


def meta_of(client, path, **more):
    return read(client.get(path, **more).content.decode())


def read(page):
    """Every meta of the head, by name: a list, for some occur several times."""
    found = {}
    for name, content in META.findall(page.split("</head>")[0]):
        found.setdefault(name, []).append(unescape(content))
    return found


def test_article_is_shared_with_its_times_topic_and_names(client, language):
    topic = make_topic(name_ar="سياسات", name_en="Policy & law")
    body = make_organization(name_ar="هيئة", name_en="A body")
    article = make_article(topic=topic, organizations=[body])
    type(article).objects.update(**{f"changed_at_{language}": PUBLISHED_AT.replace(day=3)})

    meta = meta_of(client, article.url_in(language))

    assert meta["og:type"] == ["article"]
    assert meta["og:url"] == [settings.SITE_URL + article.url_in(language)]
    assert meta["og:title"] == [getattr(article, f"headline_{language}")]
    assert meta["og:description"] == meta["description"] == [getattr(article, f"standfirst_{language}")]
    assert meta["article:published_time"] == ["2025-03-02T09:00:00+03:00"]
    assert meta["article:modified_time"] == ["2025-03-03T09:00:00+03:00"]
    assert meta["article:section"] == [topic.name_in(language)]
    assert meta["article:tag"] == [body.name_in(language)]
    assert meta["og:locale"] == [LOCALES[language]]
    assert meta["og:locale:alternate"] == [LOCALES[other(language)]]


def test_locale_of_an_edition_that_readers_do_not_see_is_not_named(client, language):
    meta = meta_of(client, make_article(language).url_in(language))

    assert meta["og:locale"] == [LOCALES[language]]
    assert "og:locale:alternate" not in meta


def test_every_page_with_an_address_can_be_shared(pages):
    for path, seen in pages.items():
        if seen.html and seen.heads.get("canonical"):
            meta = read(seen.response.content.decode())
            assert {name: len(meta[name]) for name in SHARED} == dict.fromkeys(SHARED, 1), path
            assert meta["og:url"] == [seen.heads["canonical"]], path
            assert meta["og:locale"] == [LOCALES[path[1:3]]], path
            assert "" not in meta["og:image:alt"] + meta["og:title"], path


def test_pages_are_described_by_what_they_show(pages):
    """The line of the masthead describes the front page alone, and what is no page to be found."""
    plain = {
        path
        for path, seen in pages.items()
        if seen.html
        and seen.heads.get("canonical")
        and read(seen.response.content.decode())["description"] == [settings.SITE_TAGLINE[path[1:3]]]
    }

    assert plain == {"/ar/", "/en/"}


@pytest.mark.parametrize("make", [make_organization, make_person, make_author, make_topic, make_partnership])
def test_record_without_words_is_described_by_its_name(client, language, make):
    record = make()
    description = meta_of(client, record.url_in(language))["description"]

    assert description != [settings.SITE_TAGLINE[language]]
    if make is not make_partnership:
        assert record.name_in(language) in description[0]


def test_canonical_is_not_moved_by_host_or_query(client, language, settings):
    settings.ALLOWED_HOSTS = ["*"]
    article = make_article()
    path = article.url_in(language)

    page = client.get(f"{path}?utm_source=x&fbclid=1", headers={"host": "elsewhere.example"}).content.decode()

    assert f'<link rel="canonical" href="{settings.SITE_URL}{path}">' in page
    assert "elsewhere.example" not in page
    assert "utm_source" not in page


def test_month_names_no_edition_without_articles(client, language):
    make_article(language)
    month = "archive/2025/03/"

    here, there = (client.get(f"/{code}/{month}") for code in (language, other(language)))

    assert here.context_data["page"].alternates == []
    assert here.context_data["page"].switch_url == f"/{other(language)}/{month}"
    assert (there.context_data["page"].alternates, there["X-Robots-Tag"]) == ([], "noindex")
    make_article(other(language))
    assert len(client.get(f"/{language}/{month}").context_data["page"].alternates) == 2


def test_every_alternate_answers_and_names_the_same_set(pages):
    for path, seen in pages.items():
        for language, address in seen.alternates.items():
            twin = pages[address.removeprefix(settings.SITE_URL)]
            assert twin.response.status_code == 200, (path, language)
            assert twin.heads["canonical"] == address, (path, language)
            assert twin.alternates == seen.alternates, (path, language)
            assert seen.alternates["x-default"] == seen.alternates["ar"], path
            assert settings.SITE_URL + path in seen.alternates.values(), path


def test_portal_has_a_card_of_its_own(client, language, written_on_card):
    response = client.get(f"/{language}/card.png")

    picture = Image.open(io.BytesIO(response.content))
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert meta_of(client, f"/{language}/")["og:image"] == [f"{settings.SITE_URL}/{language}/card.png"]
    assert settings.SITE_TAGLINE[language] in " ".join(written_on_card)
    assert response["X-Robots-Tag"] == "noindex"
    assert "s-maxage=" in response["Cache-Control"]


def test_words_that_are_kept_stay_on_one_line_and_escaped():
    kept = "{% keep as said %}{% block one %}{{ name }}\n  b{% endblock %}{% endkeep %}"
    template = engines["django"].from_string("{% load head %}" + kept + "[{{ said }}]")

    assert template.render({"name": '<"a'}) == "[&lt;&quot;a b]"

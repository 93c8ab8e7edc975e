"""What other sites show in the place of an address of ours."""

import re
from datetime import timedelta
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from time_machine import travel

from articles import workflow
from portal.share_card import HEIGHT, WIDTH
from tests.factories import make_article, make_author, make_organization, make_partnership

pytestmark = pytest.mark.django_db

SITE = "http://testserver"


def ask(client, url, **more):
    return client.get("/api/oembed", {"url": url, **more})


class Tags(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.names, self.attributes = [], set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.names.append(tag)
        self.attributes |= {name for name, _value in attrs}


def test_article_is_quoted(client):
    author = make_author(slug="desk", name_en="The desk")
    article = make_article("ar en", author=author, texts={"en": {"headline": "One <b> & two"}})

    answer = ask(client, SITE + article.url_in("en"))

    document = answer.json()
    assert document == {
        "version": "1.0",
        "type": "rich",
        "title": "One <b> & two",
        "author_name": "The desk",
        "author_url": f"{SITE}/en/authors/desk/",
        "provider_name": "Sijil",
        "provider_url": f"{SITE}/en/",
        "cache_age": 300,
        "thumbnail_url": document["thumbnail_url"],
        "thumbnail_width": WIDTH,
        "thumbnail_height": HEIGHT,
        "html": f'<blockquote cite="{SITE}{article.url_in("en")}" lang="en" dir="ltr">'
        f'<p><a href="{SITE}{article.url_in("en")}"><strong>One &lt;b&gt; &amp; two</strong></a></p>'
        "<p>A memorandum on the digital economy.</p><footer>Sijil</footer></blockquote>",
        "width": 600,
        "height": 260,
    }
    assert client.get(urlsplit(document["thumbnail_url"]).path)["Content-Type"] == "image/png"
    assert (answer["Access-Control-Allow-Origin"], answer["Content-Language"]) == ("*", "en")
    assert "public" in answer["Cache-Control"]
    assert not answer.cookies


def test_entry_is_quoted_in_the_language_of_its_address(client, language):
    entry = make_partnership(make_organization(), summary_ar="<i>موجز</i>", summary_en="<i>Summary</i>")

    document = ask(client, SITE + entry.url_in(language)).json()

    tags = Tags(document["html"])
    assert document["title"] == entry.name_in(language)
    assert tags.names == ["blockquote", "p", "a", "strong", "p", "footer"]
    assert tags.attributes == {"cite", "lang", "dir", "href"}
    assert f'lang="{language}"' in document["html"]


def test_opinion_and_demonstration_are_named(client):
    article = make_article("en", kind="opinion", author=make_author(), is_demo=True)

    html = ask(client, SITE + article.url_in("en")).json()["html"]

    (foot,) = re.findall("<footer>(.*)</footer>", html)
    assert (
        foot == "Sijil · Opinion · Demonstration content, not for reliance. Publication dates are assigned."
    )


def test_xml_says_the_same(client):
    url = SITE + make_article("en", texts={"en": {"headline": "One <b> & two"}}).url_in("en")

    answer = ask(client, url, format="xml")

    read = {row.tag: row.text for row in ElementTree.fromstring(answer.content)}  # noqa: S314 -- our own
    assert answer["Content-Type"] == "text/xml; charset=utf-8"
    assert read == {name: str(value) for name, value in ask(client, url).json().items()}


@pytest.mark.parametrize(
    ("room", "kind", "size", "has_thumbnail"),
    [
        ({"maxwidth": 1200}, "rich", (600, 260), True),
        ({"maxwidth": 1199}, "rich", (600, 260), False),
        ({"maxwidth": 300, "maxheight": 210}, "rich", (300, 210), False),
        ({"maxwidth": 219}, "link", (None, None), False),
        ({"maxheight": 199}, "link", (None, None), False),
    ],
)
def test_nothing_is_larger_than_its_room(client, room, kind, size, has_thumbnail):
    document = ask(client, SITE + make_article("en").url_in("en"), **room).json()

    assert (document["type"], (document.get("width"), document.get("height"))) == (kind, size)
    assert ("html" in document, "thumbnail_url" in document) == (kind == "rich", has_thumbnail)


@pytest.mark.parametrize("value", ["0", "-1", "wide", "1e3", "٣٠٠", "123456", ""])
@pytest.mark.parametrize("name", ["maxwidth", "maxheight"])
def test_room_that_is_no_number_is_refused(client, name, value):
    answer = ask(client, SITE + make_article("en").url_in("en"), **{name: value})

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json; charset=utf-8")
    assert (answer["Content-Language"], answer.json()["detail"]) == (
        "en",
        f"The parameter “{name}” can’t be read.",
    )


def test_refusal_is_told_in_the_language_asked_for(client):
    answer = ask(client, "", maxwidth="0", lang="ar")

    assert answer["Content-Language"] == "ar"
    assert answer.json()["detail"] == "تعذّرت قراءة المعامل «maxwidth»."


def test_format_that_is_left_empty_is_json(client):
    answer = ask(client, SITE + make_article("en").url_in("en"), format="")

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json; charset=utf-8")


def test_other_formats_are_not_implemented(client):
    answer = ask(client, SITE + make_article("en").url_in("en"), format="yaml")

    assert (answer.status_code, answer["Content-Type"]) == (501, "application/problem+json; charset=utf-8")
    assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "http://[",
        "http://testserver",
        "http://testserver/",
        "http://testserver/en/",
        "http://testserver/en/articles/999999999/",
        "http://testserver/en/articles/",
        "http://testserver/en/partnerships/nothing/",
        "http://testserver/api/oembed",
        "http://testserver.example/en/",
        "http://testserver@evil.example/en/",
        "http://testserver/en/\n",
        "http://testserver/en/%00",
        "http://testserver/en/%ff",
        "http://testserver/en/" + "a" * 3000,
    ],
)
def test_nothing_else_is_found(client, url):
    answer = ask(client, url)

    assert answer.status_code in {400, 404, 414}
    assert answer["Content-Type"] == "application/problem+json; charset=utf-8"


def test_missing_address_is_named(client):
    for answer in (client.get("/api/oembed"), ask(client, "")):
        assert (answer.status_code, answer.json()["detail"]) == (400, "The parameter “url” is missing.")


def test_another_site_is_never_quoted(client):
    path = make_article("en").url_in("en")

    assert ask(client, SITE + path).status_code == 200
    for site in (
        "http://other.example",
        "https://testserver",
        "http://testserver.example",
        "",
        "//testserver",
        "http://testservex",
    ):
        assert ask(client, site + path).status_code == 404


def test_only_what_readers_of_the_language_see_is_quoted(client):
    now = timezone.now()
    arabic, withdrawn = make_article("ar"), make_article("en")
    scheduled = make_article("en", at=now + timedelta(hours=1))
    draft_entry = make_partnership(has_source=False)
    workflow.withdraw(withdrawn, "en", by=None, reason="Published by mistake.")

    asked = {
        "arabic only": f"/en/articles/{arabic.pk}/",
        "withdrawn": f"/en/articles/{withdrawn.pk}/",
        "draft entry": f"/en/partnerships/{draft_entry.slug}/",
        "scheduled": f"/en/articles/{scheduled.pk}/",
    }
    assert {name: ask(client, SITE + path).status_code for name, path in asked.items()} == dict.fromkeys(
        asked, 404
    )
    assert ask(client, f"{SITE}/ar/articles/{arabic.pk}/").status_code == 200
    with travel(now + timedelta(hours=1), tick=False):
        assert ask(client, SITE + asked["scheduled"]).status_code == 200


def test_pages_lead_to_their_quotation(client, language):
    things = {make_article("ar en"): "headline", make_partnership(make_organization()): "title"}

    for thing, called in things.items():
        page = client.get(thing.url_in(language)).content.decode()
        for form, kind in (("json", "application/json"), ("xml", "text/xml")):
            (href,) = re.findall(
                f'<link rel="alternate" type="{re.escape(kind)}\\+oembed" href="([^"]+)"', page
            )
            address = urlsplit(href.replace("&amp;", "&"))
            assert parse_qs(address.query) == {"url": [SITE + thing.url_in(language)], "format": [form]}
            answer = client.get(f"{address.path}?{address.query}")
            assert getattr(thing, f"{called}_{language}") in answer.content.decode()


def test_unknown_format_is_no_fault_of_ours_in_the_log(client, caplog):
    assert client.get("/api/oembed?format=id").status_code == 501
    assert caplog.records == []

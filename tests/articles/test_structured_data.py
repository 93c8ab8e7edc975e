"""What search engines are told of an article: what it is, who made it, whom it is about."""

import json
import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from articles.workflow import publish, save_revision, withdraw
from tests.factories import (
    PUBLISHED_AT,
    TEXTS,
    make_article,
    make_author,
    make_correction,
    make_organization,
    make_partnership,
    make_person,
    make_picture,
    make_topic,
    show,
)

pytestmark = pytest.mark.django_db

SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
SITE = "http://testserver"


def data_of(client, thing, language):
    thing.refresh_from_db()
    head = client.get(thing.url_in(language)).content.decode().split("</head>")[0]
    (body,) = SCRIPT.findall(head)
    return json.loads(body)


def translate(article, origin, language, started_from=0):
    """Publish a text of the language that follows a revision of the other one."""
    draft = follow(article, origin, language, started_from)
    publish(draft, by=None, at=PUBLISHED_AT)
    return draft


def follow(article, origin, language, started_from):
    text = TEXTS[language] | {"place": f"After {started_from}"}
    return save_revision(article, language, text, by=None, started_from=started_from, translated_from=origin)


def test_article_is_told_in_the_language_of_the_page(client):
    author = make_author(slug="hessa", name_en="Hessa", name_ar="حصة")
    topic = make_topic(name_en="Policy", name_ar="سياسات")
    source = {"source_name": "KUNA", "source_url": "https://kuna.example/1", "place": "Kuwait"}
    article = make_article(author=author, topic=topic, texts={"en": source})
    url = SITE + article.url_in("en")

    data = data_of(client, article, "en")
    [card] = data.pop("image")
    publisher = data.pop("publisher")

    assert data == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": url,
        "url": url,
        "mainEntityOfPage": url,
        "inLanguage": "en",
        "headline": "Regulator signs a memorandum",
        "description": "A memorandum on the digital economy.",
        "articleSection": "Policy",
        "dateline": "Kuwait",
        "datePublished": "2025-03-02T09:00:00+03:00",
        "dateModified": "2025-03-02T09:00:00+03:00",
        "author": [
            {
                "@type": "Person",
                "@id": f"{SITE}/en/authors/hessa/",
                "name": "Hessa",
                "url": f"{SITE}/en/authors/hessa/",
            }
        ],
        "isBasedOn": {"@type": "CreativeWork", "name": "KUNA", "url": "https://kuna.example/1"},
        "isAccessibleForFree": True,
    }
    assert (card["width"], card["height"]) == (1200, 630)
    assert (publisher["@type"], publisher["name"]) == ("NewsMediaOrganization", "Sijil")
    arabic = data_of(client, article, "ar")
    assert (arabic["author"][0]["name"], arabic["articleSection"]) == ("حصة", "سياسات")
    assert "isBasedOn" not in arabic


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("news", "NewsArticle"),
        ("analysis", "AnalysisNewsArticle"),
        ("opinion", "OpinionNewsArticle"),
        ("interview", "NewsArticle"),
        ("statement", "NewsArticle"),
    ],
)
def test_kind_is_told(client, kind, expected):
    article = make_article("en", kind=kind, author=make_author())

    assert data_of(client, article, "en")["@type"] == expected


def test_everybody_is_told_by_what_they_did(client):
    article = make_article("en", author=make_author(name_en="The desk", is_desk=True))
    article.bylines.create(author=make_author(name_en="Helper"), role="reporting")
    article.bylines.create(author=make_author(name_en="Translator"), role="translation")
    article.bylines.create(author=make_author(name_en="Camera"), role="pictures")
    article.bylines.create(author=make_author(name_en=None))

    data = data_of(client, article, "en")

    told = {name: [(one["@type"], one["name"]) for one in data[name]] for name in ("author", "contributor")}
    assert told == {"author": [("Organization", "The desk")], "contributor": [("Person", "Helper")]}
    assert [one["name"] for one in data["translator"]] == ["Translator"]
    assert "Camera" not in json.dumps(data)


def test_piece_without_a_byline_is_the_newsrooms(client):
    data = data_of(client, make_article("en"), "en")

    assert data["author"] == data["publisher"]


def test_subjects_and_mentions_are_named_by_their_pages(client, language):
    other_name = {"name_ar" if language == "en" else "name_en": None}
    subject = make_organization(slug="subject", kind="regulator", **other_name)
    unnamed = make_organization(**{f"name_{language}": None})
    entry = make_partnership(subject, slug="entry")
    article = make_article()
    mentions = article.organization_mentions
    mentions.create(organization=subject, role="subject")
    mentions.create(organization=make_organization(slug="passing"))
    mentions.create(organization=make_organization(slug="proposed"), is_proposed=True)
    mentions.create(organization=unnamed, role="subject")
    article.person_mentions.create(person=make_person(slug="lin"), role="subject")
    article.partnership_mentions.create(partnership=entry)

    data = data_of(client, article, language)

    about, mentioned = ([(one["@type"], one["@id"]) for one in data[name]] for name in ("about", "mentions"))
    assert about == [
        ("GovernmentOrganization", f"{SITE}/{language}/organizations/subject/"),
        ("Person", f"{SITE}/{language}/people/lin/"),
    ]
    assert mentioned == [
        ("Organization", f"{SITE}/{language}/organizations/passing/"),
        ("CreativeWork", f"{SITE}/{language}/partnerships/entry/"),
    ]


def test_translation_and_original_name_each_other(client):
    article = make_article("en")
    translate(article, article.revisions.get(language="en"), "ar")

    english, arabic = data_of(client, article, "en"), data_of(client, article, "ar")

    assert english["workTranslation"] == {"@type": "NewsArticle", "@id": arabic["@id"], "inLanguage": "ar"}
    assert arabic["translationOfWork"] == {"@type": "NewsArticle", "@id": english["@id"], "inLanguage": "en"}
    assert ("translationOfWork" in english, "workTranslation" in arabic) == (False, False)


def test_original_stays_the_original_when_it_follows_its_translation_later(client):
    article = make_article("en")
    arabic = translate(article, article.revisions.get(language="en"), "ar")
    article.refresh_from_db()
    type(article).objects.update(published_at_ar=PUBLISHED_AT + timedelta(days=1))
    translate(article, arabic, "en", started_from=1)

    assert "workTranslation" in data_of(client, article, "en")
    assert "translationOfWork" in data_of(client, article, "ar")


@pytest.mark.parametrize("fate", ["draft", "scheduled", "withdrawn", "unrelated"])
def test_edition_that_readers_do_not_see_is_not_named(client, fate):
    article = make_article("en")
    origin = None if fate == "unrelated" else article.revisions.get(language="en")
    save = {"by": None, "started_from": 0, "translated_from": origin}
    revision = save_revision(article, "ar", TEXTS["ar"], **save)
    if fate in {"withdrawn", "unrelated"}:
        publish(revision, by=None)
        follow(article, revision, "en", started_from=1)
    if fate == "withdrawn":
        withdraw(article, "ar", by=None, reason="خطأ")
    if fate == "scheduled":
        show(revision, timezone.now() + timedelta(hours=1))

    data = data_of(client, article, "en")

    assert {"workTranslation", "translationOfWork"} & set(data) == set()


def test_corrections_are_told_and_updates_are_none(client, language):
    article = make_article()
    with time_machine.travel("2025-04-01T22:00:00Z", tick=False):
        correction = make_correction(article, language)
    make_correction(article, language, kind="update")
    make_correction(article, "en" if language == "ar" else "ar")

    data = data_of(client, article, language)

    assert data["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": correction.text,
            "datePublished": "2025-04-02T01:00:00+03:00",
        }
    ]
    assert data["dateModified"] > data["datePublished"]


def test_note_beside_a_text_that_stays_modifies_the_page(client, language):
    article = make_article()
    with time_machine.travel("2025-04-01T22:00:00Z", tick=False):
        revision = article.revisions.get(language=language)
        make_correction(article, language, kind="note", revision=revision)

    data = data_of(client, article, language)

    assert getattr(article, f"changed_at_{language}") is None
    assert data["dateModified"] == "2025-04-02T01:00:00+03:00"
    page = client.get(article.url_in(language)).content.decode()
    assert '<meta property="article:modified_time" content="2025-04-02T01:00:00+03:00">' in page


def test_picture_is_told_in_every_shape_with_its_size(client, language):
    drawn = {
        "whole": {"mark": "1a2b3c4d", "widths": [480, 960]},
        "square": {"mark": "5e6f7a8b", "widths": [480]},
    }
    words = {"caption_ar": "الميناء", "caption_en": "The port", "credit": "KUNA"}
    picture = make_picture(file=f"{'0' * 32}.webp", renditions=drawn, **words)

    square, whole, card = data_of(client, make_article(picture=picture), language)["image"]

    assert whole == {
        "@type": "ImageObject",
        "url": f"{SITE}/media/{'0' * 32}-whole960-1a2b3c4d.jpg",
        "width": 960,
        "height": 540,
        "caption": words[f"caption_{language}"],
        "creditText": "KUNA",
    }
    assert (square["width"], square["height"], card["width"]) == (480, 480, 1200)


def test_author_page_tells_a_person_from_a_desk(client, language):
    person, desk = make_author(), make_author(is_desk=True)

    told = {one.pk: data_of(client, one, language) for one in (person, desk)}

    assert {data["@type"] for data in told.values()} == {"ProfilePage"}
    assert told[person.pk]["mainEntity"]["@type"] == "Person"
    assert told[person.pk]["mainEntity"]["worksFor"]["@id"] == f"{SITE}/#publisher"
    assert told[desk.pk]["mainEntity"]["@type"] == "Organization"
    assert told[desk.pk]["mainEntity"]["parentOrganization"]["@id"] == f"{SITE}/#publisher"


def test_text_without_a_standfirst_is_described_by_how_it_begins(client):
    body = "<p>One two.</p><p>" + "word " * 40 + "</p>"
    article = make_article("en", texts={"en": {"standfirst": "", "body": body}})

    page = client.get(article.url_in("en")).content.decode()

    opening = "One two. " + "word " * 28 + "…"
    assert f'<meta name="description" content="{opening}">' in page
    assert data_of(client, article, "en")["description"] == opening

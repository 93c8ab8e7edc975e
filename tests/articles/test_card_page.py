import io
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone, translation
from PIL import Image

from articles import card_page
from articles.cards import address_of
from articles.models import Article, Picture
from articles.workflow import publish, withdraw
from tests.factories import make_article, make_author, make_draft, make_organization, make_partnership

pytestmark = pytest.mark.django_db

RED, BLUE = (200, 30, 30), (30, 30, 200)


def card_url(article, language):
    with translation.override(language):
        return address_of(Article.objects.for_cards(language).get(pk=article.pk))


def make_picture(name="0" * 32 + ".png", **columns):
    """Red in its left half, blue in the right."""
    image = Image.new("RGB", (1600, 900), RED)
    image.paste(BLUE, (800, 0, 1600, 900))
    file = io.BytesIO()
    image.save(file, "PNG")
    default_storage.save(name, ContentFile(file.getvalue()))
    return Picture.objects.create(file=name, width=1600, height=900, **columns)


def opened(response):
    return Image.open(io.BytesIO(response.content))


def is_like(pixel, colour):
    return max(abs(a - b) for a, b in zip(pixel, colour, strict=True)) < 12


def test_card_is_a_picture_that_shared_caches_may_keep(client, language):
    article = make_article()

    response = client.get(card_url(article, language))

    picture = opened(response)
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert "s-maxage=" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert f"article-{article.pk}" in response["Surrogate-Key"]
    again = client.get(card_url(article, language), headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_card_says_headline_kind_and_entry(client, language, written_on_card):
    entry = make_partnership(make_organization(), number=7, kind="memorandum")
    text = {language: {"headline": "هواوي Huawei"}}
    article = make_article(
        texts=text, kind="opinion", author=make_author(), partnerships=[entry], is_demo=True
    )

    client.get(card_url(article, language))

    said = " ".join(written_on_card)
    opinion = {"ar": "رأي", "en": "Opinion"}[language]
    assert [word for word in ("هواوي Huawei", opinion, "007", "سِجِلّ", "Sijil") if word not in said] == []
    assert {"ar": "محتوى تجريبي", "en": "Demonstration"}[language] in said
    assert {"ar": "مذكرة تفاهم", "en": "Entry 007 · Memorandum of understanding"}[language] in said


def test_card_says_no_status_of_an_entry(client, written_on_card):
    """A status never stands without what the evidence supports and what the stated date says."""
    entry = make_partnership(make_organization(), status="signed")

    client.get(card_url(make_article(partnerships=[entry]), "en"))

    assert "Signed" not in " ".join(written_on_card)


def test_card_names_several_entries_by_their_numbers(client, written_on_card):
    entries = [make_partnership(make_organization(), number=number) for number in (12, 3)]

    client.get(card_url(make_article(partnerships=entries), "en"))

    assert "Entries 003, 012" in written_on_card


@pytest.mark.parametrize("hidden", [{"has_source": False}, {"title_en": None}], ids=["draft", "elsewhere"])
def test_card_names_no_entry_that_readers_do_not_see(client, written_on_card, hidden):
    entry = make_partnership(make_organization(), **hidden)

    client.get(card_url(make_article(partnerships=[entry]), "en"))

    assert "Entry" not in " ".join(written_on_card)


def test_card_of_plain_news_says_nothing_more(client, written_on_card):
    client.get(card_url(make_article("en", texts={"en": {"headline": "Word"}}), "en"))

    assert written_on_card == ["Sijil", "سِجِلّ", "Word"]


def test_address_changes_with_the_headline_and_the_old_one_leads_there(client, language):
    article = make_article()
    before = card_url(article, language)
    publish(make_draft(article, language, headline="Another عنوان"), by=None)

    response = client.get(before)

    assert response.status_code == 302
    assert response["Location"] == card_url(article, language) != before
    assert client.get(response["Location"]).status_code == 200


def test_nothing_is_drawn_for_an_address_that_was_never_one(client, monkeypatch):
    article = make_article()
    monkeypatch.setattr(card_page, "draw_card", None)

    assert client.get(f"/en/articles/{article.pk}/card-0123456789abcdef.png").status_code == 302


def test_card_is_drawn_once(client, written_on_card):
    address = card_url(make_article(), "en")
    client.get(address)
    written_on_card.clear()

    assert client.get(address).status_code == 200
    assert written_on_card == []


@pytest.mark.parametrize(("focus", "colour"), [(0, RED), (100, BLUE)])
def test_picture_is_cropped_around_its_focal_point_at_the_far_side(client, language, focus, colour):
    article = make_article(picture=make_picture(focus_x=focus))

    card = opened(client.get(card_url(article, language)))

    far, near = (10, 1190) if language == "ar" else (1190, 10)
    assert is_like(card.getpixel((far, 300)), colour)
    assert is_like(card.getpixel((near, 300)), (253, 253, 251))


def test_transparent_picture_lies_on_paper(client):
    picture = make_picture()
    file = io.BytesIO()
    Image.new("RGBA", (400, 400), (255, 0, 0, 0)).save(file, "WEBP")
    default_storage.delete(picture.file.name)
    default_storage.save(picture.file.name, ContentFile(file.getvalue()))

    card = opened(client.get(card_url(make_article(picture=picture), "en")))

    assert is_like(card.getpixel((1190, 300)), (253, 253, 251))


@pytest.mark.parametrize("content", [None, b"", b"no picture"], ids=["lost", "empty", "damaged"])
def test_card_has_a_cover_where_the_picture_cannot_be_had(client, content):
    picture = make_picture()
    default_storage.delete(picture.file.name)
    if content is not None:
        default_storage.save(picture.file.name, ContentFile(content))

    card = opened(client.get(card_url(make_article(picture=picture), "en")))

    assert len(card.crop((730, 0, 1200, 630)).getcolors(maxcolors=400_000)) > 20


def test_no_card_of_what_readers_of_the_language_do_not_see(client, language):
    tomorrow = timezone.now() + timedelta(days=1)
    elsewhere = make_article("en" if language == "ar" else "ar")

    for article in (make_article(""), make_article(at=tomorrow), elsewhere):
        assert client.get(f"/{language}/articles/{article.pk}/card-0.png").status_code == 404


def test_card_of_a_withdrawn_article_is_gone(client, language):
    article = make_article()
    address = card_url(article, language)
    assert client.get(address).status_code == 200

    withdraw(article, language, by=None, reason="An error of fact خطأ")

    response = client.get(address)
    assert response.status_code == 410
    assert "An error of fact خطأ" in response.content.decode()


@pytest.mark.parametrize("entries", [1, 3])
def test_card_costs_the_same_for_any_number_of_rows(client, entries, django_assert_num_queries):
    organizations = [make_organization() for _ in range(entries)]
    partnerships = [make_partnership(organization) for organization in organizations]
    address = card_url(make_article(organizations=organizations, partnerships=partnerships), "en")

    with django_assert_num_queries(2):
        client.get(address)


def test_page_names_its_card(client, language, settings):
    article = make_article(texts={"en": {"headline": "A “title” & more"}})

    head = client.get(article.url_in(language)).content.decode().partition("</head>")[0]

    assert f'<meta property="og:image" content="{settings.SITE_URL}{card_url(article, language)}">' in head
    assert '<meta name="twitter:card" content="summary_large_image">' in head
    assert f'<meta property="og:locale" content="{ {"ar": "ar_KW", "en": "en_GB"}[language] }">' in head
    if language == "en":
        assert '<meta property="og:title" content="A “title” &amp; more">' in head

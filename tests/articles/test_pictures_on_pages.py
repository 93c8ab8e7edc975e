"""Which files a page offers for its pictures, at no query more."""

import io
import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from articles import picture_files
from articles.models import Picture
from articles.previews import address_of, make_link
from tests.factories import make_article, make_draft, make_organization

pytestmark = pytest.mark.django_db


def make_picture(digit, *, night="", is_made=True, size=(1000, 800)):
    names = [f"{name * 32}.webp" if name else "" for name in (digit, night)]
    for name in filter(None, names):
        stream = io.BytesIO()
        Image.new("RGB", size, "green").save(stream, "WEBP")
        default_storage.save(name, ContentFile(stream.getvalue()))
    picture = Picture.objects.create(file=names[0], night_file=names[1], width=size[0], height=size[1])
    if is_made:
        picture_files.make(picture)
    return picture


def body_with(*pictures):
    figures = (f'<figure><img src="/media/{each.file.name}" alt="A > B"></figure>' for each in pictures)
    return f"<p>Words.</p>{''.join(figures)}"


def article_showing(*pictures, **more):
    return make_article(texts={language: {"body": body_with(*pictures)} for language in ("ar", "en")}, **more)


def page(client, article, language="en"):
    return client.get(article.url_in(language)).content.decode()


def prose(html):
    return re.search(r'<div class="prose">(.*?)</figure></div>', html, re.DOTALL)[1]


def status(client, address):
    """What the address of a file answers; read to its end, the file is closed."""
    response = client.get(address)
    if response.streaming:
        list(response.streaming_content)
    return response.status_code


def addresses(html):
    return set(re.findall(r"/media/([^\s\"]+)", html))


def test_every_address_on_a_page_is_served(client):
    article = article_showing(make_picture("b", night="c"), picture=make_picture("a", night="d"))

    names = addresses(page(client, article))

    assert {name[0] for name in names} == {"a", "b", "c", "d"}
    assert {status(client, f"/media/{name}") for name in names} == {200}


def test_figure_in_a_text_is_offered_in_its_sizes(client):
    figure = prose(page(client, article_showing(make_picture("b", night="c"))))

    assert re.findall(r'type="image/(\w+)"', figure) == ["avif", "webp", "avif", "webp"]
    assert figure.count("data-night") == 2
    assert "whole480" in figure
    assert "whole960" in figure
    assert 'width="960" height="768" loading="lazy"' in figure
    assert 'alt="A &gt; B"' in figure


def test_figure_without_renditions_is_the_picture_itself(client):
    figure = prose(page(client, article_showing(make_picture("b", is_made=False))))

    assert addresses(figure) == {f"{'b' * 32}.webp"}
    assert 'loading="lazy"' in figure


def test_renditions_made_after_publication_are_shown(client):
    picture = make_picture("b", is_made=False)
    article = article_showing(picture)

    picture_files.make(picture)

    assert "whole960" in prose(page(client, article))


def test_pictures_cost_no_query(client, django_assert_num_queries):
    article = article_showing(*map(make_picture, "abc"), picture=make_picture("d"))

    with django_assert_num_queries(6):
        page(client, article)


def test_links_and_figures_stand_in_one_text(client):
    """Links are put in by place, so figures must not move what comes before them."""
    body = make_organization(name_ar="هواوي", name_en="Huawei")
    picture = make_picture("b")
    text = {"body": f"{body_with(picture)}<p>Huawei signed.</p>"}
    article = make_article("en", organizations=[body], texts={"en": text})

    html = page(client, article)

    assert f'<a href="/en/organizations/{body.slug}/">Huawei</a> signed' in html
    assert "whole960" in html


def test_preview_opens_the_renditions_of_its_own_pictures_only(client):
    other = make_picture("c")
    article = make_article("", picture=make_picture("d"))
    draft = make_draft(article, "en", body=body_with(make_picture("a", night="b")))
    address = address_of(make_link(draft, by=None)).removeprefix("http://testserver")
    html = client.get(address).content.decode()

    names = addresses(html)
    assert {name[0] for name in names} == {"a", "b", "d"}
    assert all(f"{address}media/{name}" in html for name in names)
    assert {status(client, f"{address}media/{name}") for name in names} == {200}
    for name in other.rendition_names:
        assert status(client, f"{address}media/{name}") == 404


def test_lead_is_fetched_first_and_whole_width(client):
    make_article(picture=make_picture("a", size=(1700, 1700)))

    html = client.get("/en/").content.decode()

    lead = re.search(r"<picture>.*?</picture>", html, re.DOTALL)[0]
    assert {"wide480", "wide960", "wide1600"} == set(re.findall(r"wide\d+", lead))
    assert 'fetchpriority="high"' in lead
    assert "lazy" not in lead


def test_row_shows_the_square(client):
    make_article(picture=make_picture("a"))

    html = client.get("/en/articles/").content.decode()

    assert {name.split("-")[1] for name in addresses(html)} == {"square480"}

"""What editors may send by mistake, and others on purpose, through the form of the library."""

import io

import pytest
from django.utils import translation
from django.utils.html import conditional_escape
from django.utils.translation import gettext
from PIL import Image

from articles.models import Picture
from tests.editing import make_member, make_upload, picture_form
from tests.pictures import GPS, animation, drawn, huge_png, saved, sent, with_place

pytestmark = pytest.mark.django_db

ADD = "/admin/articles/picture/add/"
SEVERAL = "/admin/articles/picture/several/"
WORDS = {
    "alt_ar": "حقل عند الغروب",
    "alt_en": "A field at dusk",
    "caption_ar": "في الجهراء",
    "caption_en": "In Jahra",
    "credit": "Sara",
}
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
#: What is sent, and what the editor is told about it.
REFUSED = {
    "too many pixels": (
        huge_png,
        "picture.png",
        "This picture has more than 25 million pixels or a side longer than 16,383.",
    ),
    "SVG with a script": (
        lambda: SVG,
        "picture.svg",
        "This is an SVG drawing, which can carry programs. Export it as PNG and send that.",
    ),
    "HTML named JPEG": (
        lambda: HTML,
        "a.jpg",
        "This file is a web page, whatever its name says. Send a JPEG, PNG, WebP, AVIF or GIF file.",
    ),
    "half a JPEG": (
        lambda: saved(drawn(), "JPEG")[:9000],
        "a.jpg",
        "This picture is damaged or incomplete. Export it again and send the new file.",
    ),
    "5 pixels": (
        lambda: saved(drawn(size=(5, 5)), "PNG"),
        "a.png",
        "This picture is too small: each side needs at least 200 pixels.",
    ),
    "21 MB": (
        lambda: saved(drawn(), "JPEG") + bytes(21 * 2**20),
        "a.jpg",
        "This picture weighs more than 20 MB.",
    ),
    "empty": (lambda: b"", "a.jpg", "The submitted file is empty."),
}


@pytest.fixture(params=["ar", "en"])
def desk(request, client, editor):
    """The admin in one language, with its editor logged in."""
    client.cookies["portal_language"] = request.param
    client.language = request.param
    return client


def stored():
    picture = Picture.objects.get()
    with picture.file.open() as file:
        return file.read()


@pytest.mark.parametrize("case", REFUSED)
def test_refused_file_is_told_why_and_nothing_typed_is_lost(desk, settings, case):
    make, name, told = REFUSED[case]

    response = desk.post(ADD, picture_form(sent(make(), name), **WORDS))

    assert response.status_code == 200
    form = response.context["adminform"].form
    assert {name: form[name].value() for name in WORDS} == WORDS
    page = response.content.decode()
    with translation.override(desk.language):
        assert conditional_escape(gettext(told)) in page
    assert list(form.errors) == ["file"]
    assert all(words in page for words in WORDS.values())
    assert not Picture.objects.exists()
    assert not list(settings.MEDIA_ROOT.glob("*"))


def test_cmyk_photograph_keeps_its_colours(desk):
    content = saved(Image.new("CMYK", (300, 300), (0, 255, 255, 0)), "JPEG")

    assert desk.post(ADD, picture_form(sent(content), **WORDS)).status_code == 302

    with Image.open(io.BytesIO(stored())) as image:
        assert (image.format, image.mode) == ("JPEG", "RGB")
        assert image.getpixel((150, 150)) == pytest.approx((255, 0, 0), abs=6)


def test_animation_is_taken_as_its_first_picture_and_the_editor_is_told(desk):
    response = desk.post(ADD, picture_form(sent(animation(), "a.gif"), **WORDS), follow=True)

    with Image.open(io.BytesIO(stored())) as image:
        assert getattr(image, "n_frames", 1) == 1
        assert image.convert("RGB").getpixel((5, 5)) == pytest.approx((255, 0, 0), abs=6)
    assert "warning" in [message.level_tag for message in response.context["messages"]]


def test_still_picture_is_told_nothing_of_animations(desk):
    response = desk.post(ADD, picture_form(make_upload(), **WORDS), follow=True)

    assert [message.level_tag for message in response.context["messages"]] == ["success"]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_of_the_place_of_a_photograph_is_stored(desk, kind):
    image = drawn()
    content = saved(image, kind, exif=with_place(image))
    assert b"Camera 4711" in content

    assert desk.post(ADD, picture_form(sent(content), **WORDS)).status_code == 302

    assert b"Camera 4711" not in stored()
    with Image.open(io.BytesIO(stored())) as image:
        assert dict(image.getexif()) == {}
        assert dict(image.getexif().get_ifd(GPS)) == {}


def test_same_picture_twice_leads_to_the_one_that_is_known(desk):
    desk.post(ADD, picture_form(make_upload(), **WORDS))

    response = desk.post(ADD, picture_form(make_upload(), alt_ar="كلمات أخرى"))

    known = Picture.objects.get()
    [error] = response.context["adminform"].form.errors["file"]
    assert f'href="/admin/articles/picture/{known.pk}/change/"' in error
    assert "كلمات أخرى" in response.content.decode()


def test_form_without_a_file_asks_for_one(desk):
    response = desk.post(ADD, picture_form("", **WORDS))

    assert list(response.context["adminform"].form.errors) == ["file"]


def test_words_are_one_line_and_missing_ones_are_missing(desk):
    desk.post(ADD, picture_form(make_upload(), alt_ar=" حقل\r\nعند الغروب ", alt_en=" "))

    picture = Picture.objects.get()
    assert (picture.alt_ar, picture.alt_en) == ("حقل عند الغروب", None)


def test_several_files_are_taken_or_refused_each_for_itself(desk):
    files = [make_upload("red"), sent(SVG, "drawing.svg"), make_upload("green"), make_upload("red")]

    response = desk.post(SEVERAL, {"files": files})

    assert response.status_code == 200
    outcomes = response.context["outcomes"]
    assert [bool(outcome.picture) for outcome in outcomes] == [True, False, True, False]
    assert Picture.objects.count() == 2
    page = response.content.decode()
    assert "drawing.svg" in page
    assert all(f"/admin/articles/picture/{picture.pk}/change/" in page for picture in Picture.objects.all())


def test_more_files_than_are_taken_at_once_are_named(desk, monkeypatch):
    monkeypatch.setattr("articles.admin.several_pictures.MOST_AT_ONCE", 1)

    response = desk.post(SEVERAL, {"files": [make_upload("red"), make_upload("green")]})

    assert [bool(outcome.picture) for outcome in response.context["outcomes"]] == [True, False]


def test_files_that_would_take_too_long_are_left_for_another_time(desk, monkeypatch):
    monkeypatch.setattr("articles.admin.several_pictures.SECONDS", -1)

    response = desk.post(SEVERAL, {"files": [make_upload()]})

    assert [bool(outcome.picture) for outcome in response.context["outcomes"]] == [False]
    assert not Picture.objects.exists()


def test_several_files_without_any_are_asked_for(desk):
    assert desk.get(SEVERAL).status_code == 200
    response = desk.post(SEVERAL)

    assert [message.level_tag for message in response.context["messages"]] == ["error"]


def test_several_files_take_the_right_to_add_pictures(client):
    client.force_login(make_member("translator"))

    assert client.post(SEVERAL, {"files": [make_upload()]}).status_code == 403
    assert not Picture.objects.exists()

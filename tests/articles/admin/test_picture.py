import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from articles.models import Picture
from tests.editing import make_member, make_upload, picture_form
from tests.factories import make_picture

pytestmark = pytest.mark.django_db


def test_picture_is_stored_under_the_hash_of_its_content(client, editor):
    client.post("/admin/articles/picture/add/", picture_form(make_upload(), alt_ar="حقل", alt_en="A field"))

    picture = Picture.objects.get()
    assert re.fullmatch(r"[0-9a-f]{32}\.webp", picture.file.name)
    assert (picture.width, picture.height, picture.is_public) == (400, 300, False)
    assert picture.file.storage.exists(picture.file.name)
    assert (picture.alt_ar, picture.alt_en, picture.caption_ar) == ("حقل", "A field", None)


def test_same_picture_twice_names_the_one_in_the_library(client, editor):
    client.post("/admin/articles/picture/add/", picture_form(make_upload(), alt_ar="حقل"))

    response = client.post("/admin/articles/picture/add/", picture_form(make_upload()))

    known = Picture.objects.get()
    assert reverse("admin:articles_picture_change", args=[known.pk]) in response.content.decode()


def test_file_that_is_no_picture_is_refused_and_not_stored(client, editor, settings):
    file = SimpleUploadedFile("a.png", b"<html>", content_type="image/png")

    response = client.post("/admin/articles/picture/add/", picture_form(file))

    assert response.status_code == 200
    assert not Picture.objects.exists()
    assert not list(settings.MEDIA_ROOT.glob("*"))


def test_full_disk_is_an_error_of_the_form(client, editor, monkeypatch):
    def full(*arguments, **more):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("django.core.files.storage.FileSystemStorage._save", full)
    response = client.post("/admin/articles/picture/add/", picture_form(make_upload()))

    assert response.status_code == 200
    assert not Picture.objects.exists()


@pytest.mark.parametrize("days", [-1, 1])
def test_published_or_scheduled_picture_is_not_deleted(client, editor, days):
    client.post("/admin/articles/picture/add/", picture_form(make_upload()))
    picture = Picture.objects.get()
    Picture.objects.update(public_from=timezone.now() + timedelta(days=days))

    assert client.post(f"/admin/articles/picture/{picture.pk}/delete/", {"post": "yes"}).status_code == 403


def test_list_is_narrowed_to_what_readers_were_never_shown(client, editor):
    for color in ("green", "red"):
        client.post("/admin/articles/picture/add/", picture_form(make_upload(color), alt_en=color))
    Picture.objects.filter(alt_en="red").update(public_from=timezone.now())

    changes = client.get("/admin/articles/picture/", {"seen": "never"}).context["cl"]

    assert [tile.picture.alt_en for tile in changes.result_list] == ["green"]


def test_picker_finds_pictures_by_their_words(client, editor):
    client.post("/admin/articles/picture/add/", picture_form(make_upload("green"), alt_ar="حقل أخضر"))
    client.post("/admin/articles/picture/add/", picture_form(make_upload("red"), alt_ar="سيارة"))

    pictures = client.get("/admin/articles/picture/choices/", {"q": "حقل"}).json()["pictures"]

    assert [picture["words"]["ar"]["alt"] for picture in pictures] == ["حقل أخضر"]
    assert pictures[0]["url"].startswith("/media/")


def test_picker_is_for_staff_only(client):
    assert client.get("/admin/articles/picture/choices/").status_code == 302


@pytest.mark.parametrize(
    ("role", "languages", "written"),
    [("contributor", "ar en", {"alt_ar", "alt_en"}), ("translator", "en", {"alt_en"})],
)
@pytest.mark.parametrize("is_seen", [False, True])
def test_whoever_writes_describes_pictures_until_readers_see_them(client, role, languages, written, is_seen):
    picture = make_picture(public_from=timezone.now() if is_seen else None)
    client.force_login(make_member(role, languages))
    words = {"alt_ar": "برج", "alt_en": "A tower", "focus_x": 50, "focus_y": 50}

    client.post(f"/admin/articles/picture/{picture.pk}/change/", words)

    picture.refresh_from_db()
    kept = {name for name in ("alt_ar", "alt_en") if getattr(picture, name)}
    assert kept == (set() if is_seen else written)


def test_library_shows_small_copies(client, editor):
    picture = make_picture()
    Picture.objects.filter(pk=picture.pk).update(renditions=picture.planned_renditions)

    page = client.get("/admin/articles/picture/").content.decode()

    assert "-square480-" in page
    assert f'src="{picture.file.url}"' not in page

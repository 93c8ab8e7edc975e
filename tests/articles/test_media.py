import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from articles.models import Picture
from articles.renditions import sources_of
from portal.accounts.models import User

pytestmark = pytest.mark.django_db

CONTENT = b"RIFF....WEBP"
DIGEST = "0123456789abcdef" * 2
NAME = f"{DIGEST}.webp"
RENDITION = f"{DIGEST}-wide480-12345678.avif"


@pytest.fixture
def picture():
    default_storage.save(NAME, ContentFile(CONTENT))
    return Picture.objects.create(file=NAME, width=1, height=1)


def test_unpublished_picture_is_for_staff_only(client, picture):
    assert client.get(f"/media/{NAME}").status_code == 404

    client.force_login(User.objects.create_user("editor", is_staff=True))
    response = client.get(f"/media/{NAME}")

    assert b"".join(response.streaming_content) == CONTENT
    assert response["Cache-Control"] == "private, no-store"


def test_published_picture_is_inert_and_kept_for_ever(client, picture):
    Picture.objects.update(public_from=timezone.now())

    response = client.get(f"/media/{NAME}")

    assert b"".join(response.streaming_content) == CONTENT
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "image/webp"
    assert not response.cookies


@pytest.mark.parametrize("column", ["file", "night_file"])
def test_rendition_is_served_like_its_picture(client, picture, column, django_assert_num_queries):
    Picture.objects.update(**{"file": "day.webp", column: NAME})
    default_storage.save(RENDITION, ContentFile(CONTENT))
    assert client.get(f"/media/{RENDITION}").status_code == 404

    Picture.objects.update(public_from=timezone.now())
    with django_assert_num_queries(1):
        response = client.get(f"/media/{RENDITION}")

    assert b"".join(response.streaming_content) == CONTENT
    assert response["Content-Type"] == "image/avif"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_rendition_that_was_never_made_is_not_found(client, picture):
    Picture.objects.update(public_from=timezone.now())

    assert client.get(f"/media/{RENDITION}").status_code == 404


def test_rendition_is_found_by_index(picture):
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")

    plan = Picture.objects.with_file(*sources_of(RENDITION)).explain()

    assert "picture_by_file" in plan
    assert "picture_by_night_file" in plan


@pytest.mark.parametrize(
    "name",
    [
        "../db.sqlite3",
        "secret_key",
        "x.webp",
        NAME.replace("webp", "svg"),
        f"a/{NAME}",
        "%00",
        f"{DIGEST}-wide480.avif",
    ],
)
def test_other_names_are_not_found(client, picture, name):
    assert client.get(f"/media/{name}").status_code in {400, 404}


def test_file_that_is_gone_is_not_found(client, picture):
    Picture.objects.update(public_from=timezone.now())
    default_storage.delete(NAME)

    assert client.get(f"/media/{NAME}").status_code == 404

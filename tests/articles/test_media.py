import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from articles.models import Picture
from portal.accounts.models import User

pytestmark = pytest.mark.django_db

CONTENT = b"RIFF....WEBP"
NAME = f"{'0123456789abcdef' * 2}.webp"


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


@pytest.mark.parametrize(
    "name", ["../db.sqlite3", "secret_key", "x.webp", NAME.replace("webp", "svg"), f"a/{NAME}", "%00"]
)
def test_other_names_are_not_found(client, picture, name):
    assert client.get(f"/media/{name}").status_code in {400, 404}


def test_file_that_is_gone_is_not_found(client, picture):
    Picture.objects.update(public_from=timezone.now())
    default_storage.delete(NAME)

    assert client.get(f"/media/{NAME}").status_code == 404

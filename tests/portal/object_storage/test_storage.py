import socket

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from articles import picture_files
from articles.cards import address_of
from articles.models import Article, Picture
from portal.accounts.models import User
from portal.backup.making import back_up
from portal.backup.restoring import restore
from portal.object_storage import StorageAway, storage
from portal.object_storage.address import read_address
from tests.editing import make_upload, picture_form
from tests.factories import make_article
from tests.portal.object_storage.bucket import NAME, address

pytestmark = pytest.mark.django_db

FILE = f"{'0123456789abcdef' * 2}.webp"


@pytest.fixture
def gone(use_storage, monkeypatch):
    """A place where nobody listens."""
    monkeypatch.setattr(storage, "TRIES", 1)
    use_storage("127.0.0.1:9")


@pytest.fixture
def silent(use_storage, monkeypatch):
    """A server that takes questions and never answers."""
    for name in ("READ_SECONDS", "QUICK_SECONDS"):
        monkeypatch.setattr(storage, name, 0.1)
    with socket.create_server(("127.0.0.1", 0), backlog=20) as server:
        use_storage("{}:{}".format(*server.getsockname()))
        yield


def upload(client):
    return client.post("/admin/articles/picture/add/", picture_form(make_upload(), alt_ar="حقل"))


def is_told(response):
    """Whether the form says what is the matter."""
    (error,) = response.context["adminform"].form.errors["file"]
    return error.startswith(("The storage for pictures", "مخزن الصور"))


def make_public_picture():
    return Picture.objects.create(file=FILE, width=1, height=1, public_from=timezone.now())


def test_upload_and_its_renditions_are_kept_in_the_bucket(client, editor, bucket, settings):
    upload(client)

    picture = Picture.objects.get()
    picture_files.make(picture)
    assert bucket.names == {picture.file.name, *picture.rendition_names}
    assert not list(settings.MEDIA_ROOT.glob("*"))


def test_what_is_kept_is_nobody_elses_to_read(bucket):
    default_storage.save(FILE, ContentFile(b"picture"))

    assert bucket.readers(FILE) == []
    told = bucket.client.head_object(Bucket=NAME, Key=FILE)
    assert told["ContentType"] == "image/webp"


def test_pages_name_the_portals_own_address(bucket):
    assert default_storage.url(FILE) == f"/media/{FILE}"


def test_picture_is_served_whole_inert_and_for_ever(client, bucket):
    default_storage.save(FILE, ContentFile(b"picture"))
    make_public_picture()

    response = client.get(f"/media/{FILE}")

    assert b"".join(response.streaming_content) == b"picture"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert (response["Content-Type"], response["Content-Length"]) == ("image/webp", "7")
    assert not response.has_header("Vary")


def test_unpublished_picture_is_for_staff_only(client, bucket):
    default_storage.save(FILE, ContentFile(b"picture"))
    Picture.objects.create(file=FILE, width=1, height=1)
    assert client.get(f"/media/{FILE}").status_code == 404

    client.force_login(User.objects.create_user("editor", is_staff=True))
    response = client.get(f"/media/{FILE}")

    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"


def test_lost_file_is_not_found(client, bucket):
    make_public_picture()

    assert client.get(f"/media/{FILE}").status_code == 404
    with pytest.raises(FileNotFoundError):
        default_storage.size(FILE)


def test_deleted_file_is_gone(bucket):
    default_storage.save(FILE, ContentFile(b"picture"))

    default_storage.delete(FILE)
    default_storage.delete(FILE)

    assert not default_storage.exists(FILE)
    assert bucket.names == set()


def test_same_name_is_the_same_file(bucket):
    for content in (b"cut", b"picture"):
        assert default_storage.save(FILE, ContentFile(content)) == FILE

    assert default_storage.open(FILE).read() == b"picture"
    assert default_storage.listdir("") == ([], [FILE])


@pytest.mark.django_db(transaction=True)
def test_backup_brings_back_what_the_bucket_lost(client, editor, bucket, tmp_path):
    upload(client)
    picture = Picture.objects.get()
    picture_files.make(picture)
    held = {name: default_storage.open(name).read() for name in bucket.names}
    back_up(tmp_path / "backup")
    bucket.empty()
    Picture.objects.update(credit="changed since")

    restore(tmp_path / "backup", replace=True)

    assert {name: default_storage.open(name).read() for name in bucket.names} == held
    assert Picture.objects.get().credit == picture.credit


@pytest.mark.parametrize("where", ["gone", "silent"])
def test_without_the_storage_an_upload_is_an_error_of_the_form(client, editor, request, where):
    request.getfixturevalue(where)

    response = upload(client)

    assert response.status_code == 200
    assert is_told(response)
    assert not Picture.objects.exists()


def test_refused_upload_leaves_nothing(client, editor, bucket):
    bucket.client.delete_bucket(Bucket=NAME)
    try:
        response = upload(client)
    finally:
        bucket.make()

    assert is_told(response)
    assert not Picture.objects.exists()
    assert bucket.names == set()


@pytest.mark.parametrize("where", ["gone", "silent"])
def test_without_the_storage_a_picture_is_away_for_a_while(client, request, where):
    request.getfixturevalue(where)
    make_public_picture()

    response = client.get(f"/media/{FILE}")

    assert response.status_code == 503
    assert response["Cache-Control"] == "no-store"
    assert response["Retry-After"]


def test_page_without_its_picture_is_a_page(client, silent):
    make_public_picture()

    assert client.get(reverse("home")).status_code == 200


def test_nobody_waits_for_a_silent_storage_twice(silent, monkeypatch):
    monkeypatch.setattr(storage, "QUICK_SECONDS", 1)
    with pytest.raises(StorageAway, match="is away"):
        default_storage.open(FILE)

    with pytest.raises(StorageAway, match="a moment ago"):
        default_storage.open(FILE)


def test_backup_without_the_storage_fails_and_leaves_nothing(gone, tmp_path):
    make_public_picture()

    with pytest.raises(StorageAway):
        back_up(tmp_path / "backup")

    assert not (tmp_path / "backup").exists()


def test_storage_answers_also_where_it_refuses(bucket):
    options = read_address(address(bucket.host))

    assert storage._answers_quickly(options)
    assert storage._answers_quickly(options | {"bucket_name": "another-bucket"})
    assert not storage._answers_quickly(options | {"endpoint_url": "http://127.0.0.1:9"})


def test_card_is_not_kept_without_the_picture_that_can_be_had_later(client, silent):
    article = make_article("ar", picture=make_public_picture())
    card = address_of(Article.objects.for_cards("ar").get(pk=article.pk))

    assert client.get(card).status_code == 503

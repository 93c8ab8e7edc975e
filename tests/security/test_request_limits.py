"""What is too much is refused with a page that its sender can read, before anything has been done."""

import pytest
from django.conf import settings

from tests.portal.page_cache.conftest import ask
from tests.security.test_hostile_requests import body_of

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=X"
PART = b'--X\r\nContent-Disposition: form-data; name="a%d"\r\n\r\nx\r\n'
FILE = b'--X\r\nContent-Disposition: form-data; name="a"; filename="%d"\r\n\r\nx\r\n'
FIELDS = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
TOO_MUCH = {
    "bytes": (FORM, b"a=" + b"x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE),
    "bytes of a part": (
        MULTIPART, PART % 1 + b"x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE + b"\r\n--X--\r\n",
    ),
    "fields": (FORM, b"&".join(b"a%d=1" % number for number in range(FIELDS + 1))),
    "parts": (MULTIPART, b"".join(PART % number for number in range(FIELDS + 1)) + b"--X--\r\n"),
    "files": (MULTIPART, b"".join(FILE % number for number in range(200)) + b"--X--\r\n"),
}  # fmt: skip


@pytest.mark.parametrize("kind", TOO_MUCH)
@pytest.mark.parametrize("path", ["/i18n/setlang/", "/admin/login/"])
def test_too_much_is_refused_in_the_readers_language(portal, language, kind, path):
    answer = ask(
        portal, path, method="POST", HTTP_COOKIE=f"portal_language={language}", **body_of(*TOO_MUCH[kind])
    )

    assert 400 <= answer.status < 500
    assert f'<html lang="{language}"'.encode() in answer.body
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("size", [2_000, 8_000, 100_000])
def test_long_query_is_refused_in_the_language_of_the_address(portal, language, size):
    answer = ask(portal, f"/{language}/search/", "q=" + "x" * size)

    assert answer.status in ((200,) if size == 2_000 else (414,)) or 400 <= answer.status < 500
    assert f'<html lang="{language}"'.encode() in answer.body

"""Installing the portal and reading it offline: what the server says. What browsers do: tests/browser."""

import json
import re
from io import StringIO
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from PIL import Image, ImageChops, ImageStat

from portal.offline import worker as worker_module
from portal.offline.icons import ICONS, draw_icon, file_name
from tests.factories import make_article

TOKENS = (settings.BASE_DIR / "portal" / "static" / "css" / "tokens.css").read_text()


def told(response):
    """What the script is told of this installation."""
    return json.loads(re.match(r"const settings = (\{.*?\});", response.content.decode())[1])


def opened(name):
    """A static picture."""
    with Image.open(finders.find(name)) as image:
        return image.convert("RGB")


def test_manifest_is_of_its_language_alone(client, language):
    response = client.get(f"/{language}/manifest.webmanifest")

    manifest = json.loads(response.content)
    assert response["Content-Type"] == "application/manifest+json"
    assert (manifest["lang"], manifest["dir"]) == {"ar": ("ar", "rtl"), "en": ("en", "ltr")}[language]
    assert manifest["name"] == settings.SITE_NAME[language]
    assert {manifest["start_url"], manifest["scope"], manifest["id"]} == {f"/{language}/"}


def test_manifest_names_icons_that_are_there(client, language):
    icons = json.loads(client.get(f"/{language}/manifest.webmanifest").content)["icons"]

    sizes = {(icon["purpose"], icon["sizes"]) for icon in icons}
    assert sizes == {(purpose, f"{side}x{side}") for purpose in ("any", "maskable") for side in (192, 512)}
    for icon in icons:
        width, height = opened(icon["src"].removeprefix(settings.STATIC_URL)).size
        assert f"{width}x{height}" == icon["sizes"]


@pytest.mark.parametrize(("purpose", "size"), ICONS)
def test_icon_is_as_it_would_be_drawn_now(language, purpose, size):
    """Whoever changes the name or the drawing runs ``manage.py draw_icons``."""
    drawn = draw_icon(settings.SITE_NAME[language], language, purpose, size).convert("RGB")

    difference = ImageChops.difference(drawn, opened(file_name(language, purpose, size)))
    assert max(ImageStat.Stat(difference).mean) < 1


@pytest.mark.parametrize("size", [192, 512])
def test_maskable_icon_is_whole_in_the_circle_that_every_device_shows(language, size):
    icon = opened(file_name(language, "maskable", size))
    paper = icon.getpixel((0, 0))

    drawn = [(x, y) for x in range(size) for y in range(size) if icon.getpixel((x, y)) != paper]
    farthest = max((x - size / 2) ** 2 + (y - size / 2) ** 2 for x, y in drawn)

    assert farthest**0.5 <= 0.4 * size


def test_icons_are_drawn_by_the_command(settings, tmp_path):
    settings.BASE_DIR = tmp_path

    call_command("draw_icons", verbosity=0, stdout=StringIO())

    drawn = {path.name for path in (tmp_path / "portal" / "static" / "img" / "icons").iterdir()}
    assert len(drawn) == 2 * len(ICONS)


def test_worker_is_asked_for_again_each_time(client, language):
    response = client.get(f"/{language}/worker.js")

    assert response["Content-Type"] == "text/javascript"
    assert "max-age=0" in response["Cache-Control"]
    assert told(response)["language"] == language
    assert told(response)["offline"] == f"/{language}/offline/"
    again = client.get(f"/{language}/worker.js", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


@pytest.fixture
def versions(monkeypatch):
    """The version of the worker where static files have the hashed names given."""

    def version_of(**names):
        worker_module._version.cache_clear()
        hashed = {name.replace("__", "/"): value for name, value in names.items()}
        monkeypatch.setattr(worker_module, "staticfiles_storage", SimpleNamespace(hashed_files=hashed))
        return told_version()

    def told_version():
        return re.search(r'"version": "(\w+)"', worker_module.worker_script("en"))[1]

    yield version_of
    worker_module._version.cache_clear()


def test_worker_has_another_version_once_a_public_file_changes(versions):
    before = versions(css__main="css/main.1.css", admin__desk="admin/desk.1.css")

    assert versions(css__main="css/main.1.css", admin__desk="admin/desk.2.css") == before
    assert versions(css__main="css/main.2.css", admin__desk="admin/desk.1.css") != before


def test_worker_that_is_switched_off_takes_itself_away(client, language, settings):
    settings.OFFLINE_READING = False

    response = client.get(f"/{language}/worker.js")

    script = response.content.decode()
    assert "registration.unregister()" in script
    assert "caches.delete" in script
    assert "respondWith" not in script
    assert told(response)["language"] == language


@pytest.mark.django_db
@pytest.mark.parametrize("is_on", [True, False])
def test_page_starts_the_worker_or_has_it_leave(client, language, settings, is_on):
    settings.OFFLINE_READING = is_on

    head = client.get(make_article().url_in(language)).content.decode().partition("</head>")[0]

    end = "" if is_on else " data-retired"
    assert f'data-worker="/{language}/worker.js"{end}></script>' in head
    assert f'<link rel="manifest" href="/{language}/manifest.webmanifest">' in head
    assert f"img/icons/{language}-apple-180.png" in head


@pytest.mark.django_db
def test_frame_of_the_browser_has_the_colours_of_both_themes(client):
    head = client.get("/en/articles/").content.decode().partition("</head>")[0]

    light, dark = re.findall(r"--paper: (#\w+);", TOKENS)[:2]
    found = re.findall(r'<meta name="theme-color" content="(#\w+)"( media)?', head)
    assert found == [(light, " media"), (dark, " media")]


def test_offline_page_asks_no_database_and_is_in_no_index(client, language):
    response = client.get(f"/{language}/offline/")

    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex"
    assert 'data-kept-pages="' in response.content.decode()
    assert "error-page__code" not in response.content.decode()
    assert f'href="/{"en" if language == "ar" else "ar"}/offline/"' in response.content.decode()


def test_policy_allows_workers_and_manifests_of_our_own_alone(client):
    policy = client.get("/en/offline/")["Content-Security-Policy"]

    assert "worker-src 'self'" in policy
    assert "manifest-src 'self'" in policy

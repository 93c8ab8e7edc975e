"""The text of the service worker: what it needs to know of this installation, above the script itself."""

import hashlib
import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from portal.bilingual.alternates import Page
from portal.context_processors import masthead

FOLDER = Path(__file__).parent
PARTS = ("keeping.js", "worker.js")
#: Static files of the public pages; those of the admin change nothing for readers.
PUBLIC_FILES = ("css/", "fonts/", "img/", "js/")


def context_of_page(language: str) -> dict:
    """All that the offline page shows. It asks no database: it must be there when nothing else is."""
    page = Page.at("offline:page", language, is_indexed=False, shows=("offline",))
    return {"page": page, "site": masthead(language)}


def worker_script(language: str) -> str:
    source = "\n".join((FOLDER / name).read_text() for name in PARTS)
    return _told(source, language, version=_version(language, source))


def retired_script(language: str) -> str:
    return _told((FOLDER / "retired_worker.js").read_text(), language)


def _told(source, language, **more):
    with translation.override(language):
        told = {
            "language": language,
            "offline": reverse("offline:page"),
            "static": settings.STATIC_URL,
            "media": settings.MEDIA_URL,
            **more,
        }
    return f"const settings = {json.dumps(told)};\n\n{source}"


@cache
def _version(language, source):
    """Another for each release that changes what readers are sent; the worker then starts anew."""
    with translation.override(language):
        page = render_to_string("offline/offline.html", context_of_page(language))
    # Without hashed names, as in development, there are none to be known by.
    names = getattr(staticfiles_storage, "hashed_files", {})
    public = sorted(hashed for name, hashed in names.items() if name.startswith(PUBLIC_FILES))
    return hashlib.sha256("\n".join([source, page, *public]).encode()).hexdigest()[:12]

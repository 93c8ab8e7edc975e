import io
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connection

from portal.caching import PUBLIC
from portal.page_cache.application import PageCache
from portal.page_cache.generation import Generation


@dataclass
class Answer:
    status: int
    headers: dict
    body: bytes


def ask(application, path, query="", method="GET", **environ):
    """What a server gets of a WSGI application for this request."""
    told = []
    whole = {
        "REQUEST_METHOD": method,
        "PATH_INFO": unquote_to_bytes(quote(path, safe="%/")).decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "HTTP_HOST": "testserver",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "SERVER_PROTOCOL": "HTTP/1.1",
    }
    parts = application(whole | environ, lambda *row: told.append(row))
    body = b"".join(parts)
    if hasattr(parts, "close"):
        parts.close()
    [(status, headers)] = told
    names = [name.lower() for name, _value in headers]
    assert len(names) == len(set(names)), "a header twice"
    return Answer(int(status[:3]), {name.lower(): value for name, value in headers}, body)


class HandWatch:
    """The state of the content as the test says it."""

    def __init__(self):
        self.generation = Generation("first")

    def now(self):
        return self.generation


class Maker:
    """An application that counts what it makes; ``answers`` are its next ones, else a page."""

    def __init__(self):
        self.made, self.answers, self.body = [], [], b"page"

    def __call__(self, environ, start_response):
        self.made.append(environ)
        status, headers, body = self.answers.pop(0) if self.answers else self.page()
        start_response(status, headers)
        return [body]

    def page(self, **headers):
        told = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": PUBLIC, "Surrogate-Key": "home"}
        told |= {"ETag": 'W/"1"', "Vary": "Accept-Encoding"}
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        return "200 OK", [row for row in told.items() if row[1]], self.body


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    """A store of pages of the test's own."""
    folder = tmp_path / "pages"
    backend = "portal.page_cache.page_files.PageFiles"
    settings.CACHES = settings.CACHES | {
        "pages": {"BACKEND": backend, "LOCATION": str(folder), "OPTIONS": {"MAX_ENTRIES": 20_000}}
    }
    return folder


@pytest.fixture
def watch():
    return HandWatch()


@pytest.fixture
def maker():
    return Maker()


@pytest.fixture
def pages(maker, watch):
    return PageCache(maker, watch)


@pytest.fixture
def another(maker, watch):
    """Another process of the same portal: it shares the store and nothing else."""
    return PageCache(maker, watch)


@pytest.fixture
def portal(watch, monkeypatch):
    """The cache before Django itself, which leaves the test's transaction open between requests."""
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)
    return PageCache(get_wsgi_application(), watch)

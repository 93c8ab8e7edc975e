"""From outside nobody can tell what is being written, or who writes it."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.workflow import unschedule
from portal.accounts.models import User
from tests.factories import make_article, make_draft, make_organization, make_partnership

pytestmark = pytest.mark.django_db

#: Places of a piece that may not be there. What was public and is withdrawn says so, and is no secret.
ARTICLE_ADDRESSES = [
    "/{language}/articles/{pk}/",
    "/{language}/articles/{pk}/any-words/",
    "/{language}/articles/{pk}/card-0.png",
    "/api/v1/articles/{pk}",
    "/api/v1/articles/{pk}?lang={language}",
    "/preview/{pk}/",
    "/api/oembed?url=http://testserver/{language}/articles/{pk}/",
    "/api/oembed?url=http://testserver/{language}/articles/{pk}/&format=xml",
]
ENTRY_ADDRESSES = [
    "/{language}/partnerships/{slug}/",
    "/{language}/partnerships/{slug}/card.png",
    "/api/v1/partnerships/{slug}",
    "/api/oembed?url=http://testserver/{language}/partnerships/{slug}/",
]
CHANGES_EACH_TIME = {"x-request-id", "date"}


def told(client, address, name):
    """All that an answer tells, without the name that was asked for, and what it cost to find."""
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.get(address)
    headers = {key: value.replace(name, "?") for key, value in response.headers.items()}
    kept = {
        key: value
        for key, value in headers.items()
        if key.lower() not in {*CHANGES_EACH_TIME, "content-length", "etag"}
    }
    return response.status_code, kept, response.content.decode().replace(name, "?"), len(queries)


def hidden_articles():
    """Their numbers are so long that nothing else on a page is one of them."""
    draft = make_article("", pk=7_100_001)
    make_draft(draft, "ar")
    make_draft(draft, "en")
    scheduled = make_article("ar en", pk=7_100_002, at=timezone.now() + timedelta(days=1))
    taken_back = make_article("ar en", pk=7_100_003, at=timezone.now() + timedelta(days=1))
    for language in ("ar", "en"):
        unschedule(taken_back, language, by=None)
    return {
        "draft": draft,
        "bare": make_article("", pk=7_100_004),
        "scheduled": scheduled,
        "taken back": taken_back,
    }


@pytest.mark.parametrize("address", ARTICLE_ADDRESSES)
def test_article_that_is_not_out_is_as_if_it_were_not_there(client, language, address):
    hidden = hidden_articles()
    nothing = str(max(article.pk for article in hidden.values()) + 1000)
    client.get("/ar/")  # what is loaded once
    absent = told(client, address.format(language=language, pk=nothing), nothing)

    for state, article in hidden.items():
        name = str(article.pk)
        assert told(client, address.format(language=language, pk=name), name) == absent, state
    assert absent[0] == 404


@pytest.mark.parametrize("address", ENTRY_ADDRESSES)
def test_entry_that_is_not_on_the_record_is_as_if_it_were_not_there(client, language, address):
    draft = make_partnership(make_organization(), has_source=False)
    absent = told(client, address.format(language=language, slug="never-there"), "never-there")

    assert told(client, address.format(language=language, slug=draft.slug), draft.slug) == absent
    assert absent[0] == 404


def test_language_that_is_not_out_says_nothing_of_its_draft(client):
    """The page of the other language says that there is none in this one, whatever is being written."""
    bare, drafted = make_article("ar"), make_article("ar")
    make_draft(drafted, "en", headline="A secret headline")

    pages = [client.get(f"/en/articles/{article.pk}/") for article in (bare, drafted)]

    assert len({page.status_code for page in pages}) == 1
    assert "secret" not in pages[1].content.decode()


@pytest.fixture
def hashed(monkeypatch):
    """How often a password was hashed: what a sign-in takes its time for."""
    calls = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda self, *given: calls.append(given) or encode(self, *given)
    )
    return calls


def test_sign_in_says_nothing_of_who_exists(client, hashed, language):
    client.cookies["portal_language"] = language
    for name, columns in {"chief": {"is_staff": True}, "gone": {"is_active": False}, "reader": {}}.items():
        User.objects.create_user(name, password="the right words", **columns)
    answers = set()

    for name in ("chief", "gone", "reader", "nobody", "CHIEF", "chief "):
        hashed.clear()
        response = client.post("/admin/login/", {"username": name, "password": "wrong"})
        page = response.content.decode().replace(str(response.context["csrf_token"]), "")
        answers.add((response.status_code, page.replace(f'value="{name}"', ""), len(hashed)))

    assert len({answer[0] for answer in answers}) == len({answer[2] for answer in answers}) == 1
    assert len(answers) <= 2  # a name that was sent with a space is shown without it

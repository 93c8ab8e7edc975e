"""No text that anybody writes runs anything in a reader's browser, wherever it is shown."""

import html5lib
import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from html5lib.serializer import serialize

from articles.richtext import clean_html
from articles.workflow import publish
from portal.pages.models import StandingPage
from tests.factories import make_draft, make_picture
from tests.security.everything import addresses_of
from tests.security.executable import dangers, dangers_of
from tests.security.payloads import ADDRESSES, MUTATING, PAYLOADS

OURS = ("articles", "organizations", "partnerships", "pages")
#: Columns that are addresses, names of files or keys: read by the portal and never shown as words.
NO_WORDS = ("slug", "file", "token", "key", "url", "body", "hash", "digest", "shape", "code", "checksum")
ROUNDS = range(0, len(PAYLOADS), 70)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_cleaned_text_holds_nothing_that_acts(payload):
    cleaned = clean_html(f"{payload}<p>end</p>")

    assert list(dangers(cleaned)) == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_second_reading_of_a_cleaned_text_is_the_first(payload):
    """A browser parses what is served, an editor's form serialises that and sends it back."""
    cleaned = clean_html(payload)
    again = serialize(
        html5lib.parseFragment(cleaned),
        quote_attr_values="always",
        omit_optional_tags=False,
        alphabetical_attributes=True,
    )

    assert clean_html(cleaned) == cleaned
    assert list(dangers(again)) == []
    assert clean_html(again) == clean_html(clean_html(again))


@pytest.mark.parametrize(
    "shell",
    [
        "<p>{}</p>",
        "<table><tr><td>{}</table>",
        "<ul><li>{}</ul>",
        "<h2>{}</h2>",
        "<figure><img src='/media/a.webp'><figcaption>{}</figure>",
        "<blockquote>{}</blockquote>",
        "<a href='/x'>{}</a>",
    ],
)
def test_payload_within_any_element(shell):  # fmt: skip
    for payload in PAYLOADS:
        assert list(dangers(clean_html(shell.format(payload)))) == [], payload


def test_two_payloads_make_no_third():
    for first, second in zip(MUTATING, [*MUTATING[7:], *MUTATING[:7]], strict=True):
        assert list(dangers(clean_html(first + second))) == [], (first, second)


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_form_takes_the_address_for_that_of_a_source(address):
    if address.isprintable() and address.startswith(("http:", "https:")):
        return
    with pytest.raises(ValidationError):
        URLValidator(schemes=["http", "https"])(address)


@pytest.mark.django_db
@pytest.mark.parametrize("start", ROUNDS)
def test_every_surface_shows_them_as_words(client, things, start):
    """Written past every form, straight into the columns: escaping is the last wall, and must stand alone."""
    payloads = PAYLOADS[start : start + 70]
    make_picture(file="a.webp")
    _fill_bodies(things, payloads)
    _fill_words(payloads)

    for address in addresses_of(things):
        response = client.get(address)
        if (
            response.status_code in (200, 410)
            and not response.streaming
            and "image" not in response["Content-Type"]
        ):
            assert list(dangers_of(response)) == [], address


def _fill_bodies(things, payloads):
    body = "".join(map(clean_html, payloads)) or "<p>.</p>"
    for language in ("ar", "en"):
        publish(make_draft(things.articles[0], language, body=body), by=None)
    for page in StandingPage.objects.all():
        page.title_ar = page.title_en = "x"
        page.body_ar = page.body_en = body
        page.save()


def _fill_words(payloads):
    number = 0
    for model in apps.get_models():
        if model._meta.app_label in OURS:
            for row in model._base_manager.all():
                columns = [field for field in model._meta.concrete_fields if _holds_words(field)]
                words = {}
                for field in columns:
                    words[field.attname] = payloads[number % len(payloads)].replace("\x00", "")[
                        : field.max_length
                    ]
                    number += 1
                if words:
                    models.QuerySet(model).filter(pk=row.pk).update(**words)


def _holds_words(field):
    if not isinstance(field, models.CharField | models.TextField) or field.choices or field.unique:
        return False
    is_long = isinstance(field, models.TextField) or (field.max_length or 0) >= 60
    return is_long and not any(part in field.name for part in NO_WORDS)

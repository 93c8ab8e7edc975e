"""What the dialog of the text editor is told about an address of another site."""

import pytest
from django.test import Client

from portal.accounts.models import User
from tests.editing import make_editor

pytestmark = pytest.mark.django_db

EMBEDS = "/admin/articles/article/embeds/"


@pytest.mark.parametrize(
    ("address", "answer"),
    [
        (
            "https://youtu.be/abcdefghijk",
            {"address": "https://www.youtube.com/watch?v=abcdefghijk", "isPost": False},
        ),
        ("https://twitter.com/a/status/1", {"address": "https://x.com/a/status/1", "isPost": True}),
    ],
)
def test_address_of_a_provider_is_answered_as_a_text_keeps_it(client, address, answer):
    client.force_login(make_editor())

    assert client.get(EMBEDS, {"address": address}).json() == answer


@pytest.mark.parametrize("address", ["", "https://evil.example/", "javascript:alert(1)", "https://["])
def test_other_addresses_are_refused_with_what_would_be_taken(client, address):
    client.cookies["portal_language"] = "en"
    client.force_login(make_editor())

    answer = client.get(EMBEDS, {"address": address}).json()

    assert list(answer) == ["refusal"]
    assert answer["refusal"].endswith("YouTube, Vimeo, X, Instagram.")


def test_only_those_who_work_here_may_ask(client):
    assert Client().get(EMBEDS).status_code == 302
    client.force_login(User.objects.create_user("guest", is_staff=True))
    assert client.get(EMBEDS).status_code == 403

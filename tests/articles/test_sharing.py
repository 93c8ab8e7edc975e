from urllib.parse import parse_qs, urlsplit

import pytest

from articles.models import Article
from articles.sharing import Sharing

HEADLINE = "مذكرة & 100% «نص» #1?"
ADDRESS = "https://sijil.example/ar/articles/4/"


@pytest.fixture
def sharing():
    return Sharing(address=ADDRESS, title=HEADLINE)


def _query(address):
    return {name: value for name, [value] in parse_qs(urlsplit(address).query).items()}


def test_share_addresses_carry_the_headline_whole(sharing):
    assert _query(sharing.x) == {"text": HEADLINE, "url": ADDRESS}
    assert _query(sharing.whatsapp) == {"text": f"{HEADLINE}\n{ADDRESS}"}
    assert _query(sharing.email) == {"subject": HEADLINE, "body": ADDRESS}


def test_shared_address_is_the_short_one(settings, rf):
    settings.SITE_URL = "https://sijil.example"

    assert Sharing.of(Article(pk=4, headline_ar=HEADLINE)).address == ADDRESS

"""The markup of pages stays light: on a slow line the words come with the first packets."""

import gzip

import pytest

pytestmark = pytest.mark.django_db

MOST = 14_000


def test_every_page_weighs_little(pages):
    weights = {path: weight(seen.response.content) for path, seen in pages.items() if seen.html}

    assert {path: bytes for path, bytes in weights.items() if bytes > MOST} == {}


def weight(content):
    """As nginx sends it: compressed at its usual level."""
    return len(gzip.compress(content, 6))

"""What leaves the portal leads back to it, wherever it is read."""

import pytest

from portal.addresses import absolute, with_whole_addresses


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://site.example"


@pytest.mark.parametrize(
    ("address", "whole"),
    [
        ("/ar/x/?to=https://other.example/#a", "https://site.example/ar/x/?to=https://other.example/#a"),
        ("https://files.example/a.jpg", "https://files.example/a.jpg"),
        ("//files.example/a.jpg", "https://files.example/a.jpg"),
    ],
)
def test_path_gets_the_host_and_what_is_elsewhere_stays(address, whole):
    assert absolute(address) == whole


@pytest.mark.parametrize(
    ("markup", "whole"),
    [
        ('<a href="/ar/x/?a=1&amp;b">', '<a href="https://site.example/ar/x/?a=1&amp;b">'),
        (
            '<img alt="a > b" src="/media/x.webp">',
            '<img alt="a > b" src="https://site.example/media/x.webp">',
        ),
        ("<img alt=\" href='/no'\">", "<img alt=\" href='/no'\">"),
        ('<a href="//other.example/">', '<a href="//other.example/">'),
        ('<a href="https://other.example/">', '<a href="https://other.example/">'),
        ('<a href="mailto:a@b.example">', '<a href="mailto:a@b.example">'),
        ('<p>href="/ar/"</p>', '<p>href="/ar/"</p>'),
    ],
)
def test_addresses_in_markup_become_whole_and_no_others(markup, whole):
    assert with_whole_addresses(markup) == whole

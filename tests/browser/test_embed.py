"""A video of another site in a text: nothing is asked of that site before the reader wants it."""

import re

import pytest
from playwright.sync_api import expect

PLAYER = "https://www.youtube-nocookie.com/embed/abcdefghijk"
PUBLISH = """
from articles.models import Article, Revision
from articles.workflow import publish, save_revision
article = Article.objects.get(pk=1)
figure = '<figure data-embed="https://youtu.be/abcdefghijk"><figcaption>Title 1</figcaption></figure>'
for language in ("ar", "en"):
    newest = Revision.objects.newest(article, language)
    text = newest.text | {"body": newest.text["body"].split("<figure data-embed")[0] + figure}
    if text != newest.text:
        publish(save_revision(article, language, text, by=None, started_from=newest.number), by=None)
"""


@pytest.fixture
def outside(page, site):
    """What was asked of other hosts; each gets an empty page for an answer."""
    asked = []

    def answer(route):
        asked.append(route.request.url)
        route.fulfill(body="<!doctype html><title>Player</title>", content_type="text/html")

    page.route(lambda url: not url.startswith(site.url), answer)
    return asked


@pytest.mark.parametrize("language", ["ar", "en"])
def test_video_is_loaded_when_the_reader_asks_for_it(page, site, outside, language):
    site.manage("shell", "--command", PUBLISH)
    complaints = []
    page.on("console", lambda message: message.type == "error" and complaints.append(message.text))

    page.goto(f"/{language}/articles/1/")
    page.wait_for_load_state("networkidle")

    button = page.locator(".embed button")
    expect(button).to_be_visible()
    expect(page.locator("iframe")).to_have_count(0)
    assert outside == []

    button.press("Enter")

    frame = page.locator(".embed iframe")
    expect(frame).to_have_attribute("src", PLAYER)
    expect(frame).to_have_attribute("title", re.compile(r".+ Title 1"))
    expect(frame).to_be_focused()
    expect(page.frame_locator(".embed iframe").locator("title")).to_have_count(1)
    assert outside == [PLAYER]
    assert complaints == []

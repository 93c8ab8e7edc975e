"""A video of another site in a text: nothing is asked of that site before the reader wants it."""

import pytest
from playwright.sync_api import expect

PLAYER = "https://www.youtube-nocookie.com/embed/abcdefghijk"
PUBLISH = """
from articles.models import Article, Topic
from articles.workflow import publish, save_revision
article = Article.objects.create(topic=Topic.objects.first())
figure = '<figure data-embed="https://youtu.be/abcdefghijk"><figcaption>Title 1</figcaption></figure>'
for language in ("ar", "en"):
    text = {"headline": "فيديو video", "body": "<p>نص text</p>" + figure}
    publish(save_revision(article, language, text, by=None, started_from=0), by=None)
print("article", article.pk)
"""


@pytest.fixture(scope="module")
def article(site):
    return site.manage("shell", "--verbosity", "0", "--command", PUBLISH).split()[-1]


@pytest.fixture
def outside(page, site):
    """What was asked of other hosts; each gets an empty page for an answer."""
    asked = []

    def answer(route):
        asked.append(route.request.url)
        route.fulfill(body="<!doctype html><p>Player</p>", content_type="text/html")

    page.route(lambda url: not url.startswith(site.url), answer)
    return asked


@pytest.mark.parametrize("language", ["ar", "en"])
def test_video_is_loaded_when_the_reader_asks_for_it(page, article, outside, language):
    complaints = []
    page.on("console", lambda message: message.type == "error" and complaints.append(message.text))

    page.goto(f"/{language}/articles/{article}/")
    page.wait_for_load_state("networkidle")

    button = page.locator(".embed button")
    expect(button).to_be_visible()
    expect(page.locator("iframe")).to_have_count(0)
    assert outside == []

    button.press("Enter")

    frame = page.locator(".embed iframe")
    expect(frame).to_have_attribute("src", PLAYER)
    expect(frame).to_be_focused()
    expect(page.frame_locator(".embed iframe").get_by_text("Player")).to_be_visible()
    assert outside == [PLAYER]
    assert complaints == []

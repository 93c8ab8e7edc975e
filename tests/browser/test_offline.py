"""Reading without a connection what was read before, and never what was withdrawn since."""

import re

import pytest
from playwright.sync_api import expect

MAKE = """
from articles.models import Article, Picture, Topic
from articles.workflow import publish, save_revision
article = Article.objects.create(topic=Topic.objects.first(), picture=Picture.objects.first())
text = {{"headline": "{headline}", "body": "<p>Text نص.</p>"}}
publish(save_revision(article, "{language}", text, by=None, started_from=0), by=None)
article.refresh_from_db()
print("made", article.pk, article.url_in("{language}"))
"""
WITHDRAW = """
from articles.models import Article
from articles.workflow import withdraw
withdraw(Article.objects.get(pk={pk}), "{language}", by=None, reason="{reason}")
"""
HEADLINE, REASON = "Read offline يُقرأ بلا اتصال", "A test اختبار"
#: Waits until the page and all that it loaded is kept.
UNTIL_KEPT = """async () => {
  const isKept = async (address) => Boolean(await caches.match(address, { ignoreVary: true }));
  for (let tries = 0; tries < 400; tries += 1) {
    const files = performance.getEntriesByType("resource").map(({ name }) => name);
    const kept = await Promise.all([location.href, ...files].map(isKept));
    if (navigator.serviceWorker.controller && kept.every(Boolean)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("not kept");
}"""


@pytest.fixture(params=["ar", "en"])
def language(request):
    return request.param


@pytest.fixture
def article(site, language):
    """Number and path of an article that is live in this language."""
    output = site.manage("shell", "--command", MAKE.format(headline=HEADLINE, language=language))
    made = next(line for line in output.splitlines() if line.startswith("made "))
    return made.split()[1:]


def expect_article(page):
    expect(page.locator("article.article h1")).to_have_text(HEADLINE)


def expect_offline_page(page):
    expect(page.locator(".error-page [data-kept-pages]")).to_be_attached()
    expect(page.locator("article.article")).to_have_count(0)


def test_article_is_read_again_offline_and_gone_once_it_was_withdrawn(page, site, language, article):
    pk, address = article
    for path in (f"/{language}/", address):
        page.goto(path)
        page.evaluate(UNTIL_KEPT)
    expect_article(page)

    page.context.set_offline(True)
    page.goto(address + "?utm_source=test")
    expect_article(page)
    expect(page.locator("h1")).to_have_css("font-family", re.compile("Portal Serif"))
    expect(page.locator(".article__picture img")).to_have_js_property("naturalWidth", 1600)

    # Without the words of its address too: its number is enough.
    page.goto(f"/{language}/articles/{pk}/")
    expect_article(page)

    page.goto(f"/{language}/archive/")
    expect_offline_page(page)
    front = page.locator(f'[data-kept-pages] a[href$="/{language}/"]')
    expect(front).to_have_text({"ar": "الصفحة الرئيسية", "en": "Front page"}[language])
    page.locator("[data-kept-pages] a", has_text=HEADLINE).click()
    expect_article(page)

    page.context.set_offline(False)
    site.manage("shell", "--command", WITHDRAW.format(pk=pk, language=language, reason=REASON))
    page.goto(address)
    expect(page.locator(".elsewhere__reason")).to_have_text(REASON)

    page.context.set_offline(True)
    page.goto(address)
    expect_offline_page(page)
    expect(page.locator("[data-kept-pages] a", has_text=HEADLINE)).to_have_count(0)

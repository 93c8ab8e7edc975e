"""From an article to its entry, an announced item, the articles on that and back: by keyboard only."""

import re

import pytest
from playwright.sync_api import expect

ENTRY = "partnerships/citra-huawei-mou/"
ITEM = re.compile(rf"/{ENTRY}#item-1$")
#: More than any of these pages has before what is looked for.
MOST_TABS = 60


@pytest.mark.parametrize("language", ["ar", "en"])
def test_reader_walks_the_ledger_by_keyboard(page, language):
    page.goto(f"/{language}/articles/1/")
    start = page.url

    follow(page, page.locator(f".facts-box .more-link--ledger[href$='{ENTRY}']"))
    expect(page).to_have_url(re.compile(rf"/{language}/{ENTRY}$"))

    item = page.locator("#item-1")
    follow(page, item.locator("a[href='#item-1']"))
    expect(page).to_have_url(ITEM)
    expect(item).to_be_in_viewport()

    evidence = item.locator(".evidence a")
    newest = evidence.first
    headline = newest.inner_text()
    follow(page, newest, from_start=False)
    expect(page.locator("h1")).to_have_text(headline)

    follow(page, page.locator(".facts-box__summary").first)
    follow(page, page.locator(".reported a[href$='#item-1']"), from_start=False)
    expect(page).to_have_url(ITEM)
    expect(item).to_be_in_viewport()

    follow(page, evidence.last, from_start=False)
    expect(page).to_have_url(start)


def follow(page, link, *, from_start=True):
    """Reach a link with Tab, over the skip link or from where one is, and press Enter."""
    expect(link).to_be_visible()
    if from_start:
        page.keyboard.press("Tab")
        expect(page.locator(".skip-link")).to_be_focused()
        expect(page.locator(".skip-link")).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("#main$"))
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if link.evaluate("element => element === document.activeElement"):
            break
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    expect(link).to_have_css("outline-style", "solid")
    page.keyboard.press("Enter")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_reader_walks_the_network_by_keyboard(page, language):
    page.goto(f"/{language}/partnerships/network/")
    page.locator(".network__past a").focus()
    for selector in (".network__seal", ".network__entry"):
        link = page.locator(f".network__drawing--wide {selector}").first
        for _ in range(MOST_TABS):
            page.keyboard.press("Tab")
            if link.evaluate("element => element === document.activeElement"):
                break
        expect(link).to_be_focused()
        expect(link).to_be_in_viewport()
        expect(link.locator("> g")).to_have_css("visibility", "visible")
        expect(link.locator("> circle, > rect").last).to_have_css("stroke-width", "4px")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"/{language}/partnerships/(?!network/)[^/]+/$"))

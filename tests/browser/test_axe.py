"""WCAG 2.2 AA as far as a machine sees it: axe-core on every kind of page, in both languages and themes."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import RULES_OF_COLOUR, violations
from tests.page_kinds import LANGUAGES, addresses

LIGHT_GREY = (
    "<!doctype html><html lang='{language}' dir='auto'><title>t</title><main><h1>h</h1>"
    "<p style='color:#bbb;background:#fff'>{text}</p></main>"
)


@pytest.fixture(scope="module")
def phone(browser, site):
    """One page for all: a context of its own for each address would cost more than the looking."""
    context = browser.new_context(
        base_url=site.url, viewport={"width": 390, "height": 844}, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("language", "text"), [("ar", "وقّعت هيئة الاتصالات مذكرة تفاهم"), ("en", "A memorandum was signed")]
)
def test_axe_sees_light_grey_in_both_scripts(browser, language, text):
    page = browser.new_page()
    page.set_content(LIGHT_GREY.format(language=language, text=text))

    found = violations(page)

    page.close()
    assert [line.split(":")[0] for line in found] == ["color-contrast"]


@pytest.mark.parametrize(("kind", "language", "address"), addresses(), ids=lambda value: value)
def test_axe_finds_nothing(phone, kind, language, address):
    phone.emulate_media(color_scheme="light")
    phone.goto(address)

    assert violations(phone) == []
    phone.emulate_media(color_scheme="dark")
    assert violations(phone, rules=RULES_OF_COLOUR) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_in_the_open_menu(phone, language, theme):
    phone.emulate_media(color_scheme=theme)
    phone.goto(f"/{language}/")
    phone.locator("[data-menu] summary").click()
    expect(phone.locator("[data-menu] nav")).to_be_visible()

    assert violations(phone) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_a_wide_page(browser, site, language):
    """What a phone hides is shown here: the strip of the masthead, the rail, the wide drawings."""
    page = browser.new_page(base_url=site.url, viewport={"width": 1280, "height": 900})
    found = {}
    for kind, address_language, address in addresses():
        if address_language == language and kind in {"front", "article", "entry", "network", "organization"}:
            page.goto(address)
            found[kind] = violations(page)
    page.close()

    assert {kind: lines for kind, lines in found.items() if lines} == {}

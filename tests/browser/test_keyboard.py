"""What a reader does without a mouse: skip, open the menu and leave it, switch, filter, follow a drawing."""

import re

import pytest
from playwright.sync_api import expect

from tests.page_kinds import LANGUAGES

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
#: More than any of these pages has before what is looked for.
MOST_TABS = 80
OTHER = {"ar": "en", "en": "ar"}

each_language = pytest.mark.parametrize("language", LANGUAGES)


def tab_to(page, locator):
    """Press Tab until the element has the focus; on the way nothing that has it may be out of sight."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count():
            expect(focused).to_be_in_viewport()
        if locator.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"Tab does not lead to {locator}")


@each_language
def test_first_tab_skips_to_the_content(page, language):
    page.goto(f"/{language}/")

    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    expect(page.locator(".skip-link")).to_be_in_viewport()
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("main :focus")).to_have_count(1)


@each_language
def test_menu_opens_keeps_the_focus_and_gives_it_back(page, language):
    page.set_viewport_size(PHONE)
    page.goto(f"/{language}/")
    button = page.locator("[data-menu] summary")

    tab_to(page, button)
    page.keyboard.press("Enter")
    expect(page.locator("[data-menu] nav")).to_be_visible()
    expect(page.locator("main")).to_have_js_property("inert", True)
    page.keyboard.press("Tab")
    expect(page.locator("[data-menu] nav :focus")).to_have_count(1)
    page.keyboard.press("Escape")

    expect(page.locator("[data-menu] nav")).to_be_hidden()
    expect(page.locator("main")).to_have_js_property("inert", False)
    expect(button).to_be_focused()


@each_language
def test_language_switch_leads_to_the_same_thing(page, language):
    page.goto(f"/{language}/partnerships/citra-huawei-mou/")

    tab_to(page, page.locator(".language-switch__link"))
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(f"/{OTHER[language]}/partnerships/citra-huawei-mou/$"))
    expect(page.locator("html")).to_have_attribute("lang", OTHER[language])


@each_language
def test_ledger_is_filtered_and_cleared(page, language):
    page.set_viewport_size(DESK)
    page.goto(f"/{language}/partnerships/")

    tab_to(page, page.locator("#filter-kind"))
    page.keyboard.press("ArrowDown")
    tab_to(page, page.locator(".filters button"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?.*kind=\w+"))
    tab_to(page, page.locator(".chip--drop"))
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(f"/{language}/partnerships/$"))


@each_language
def test_drawing_of_the_network_is_walked(page, language):
    page.set_viewport_size(DESK)
    page.goto(f"/{language}/partnerships/network/")

    tab_to(page, page.locator("a.network__seal:visible").first)
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(f"/{language}/organizations/"))


@each_language
def test_appearance_is_chosen_and_kept(page, language):
    page.set_viewport_size(DESK)
    page.goto(f"/{language}/about/")
    dark = page.locator("footer [data-appearance] button[value=dark]")

    tab_to(page, dark)
    page.keyboard.press("Space")
    expect(dark).to_have_attribute("aria-pressed", "true")
    page.reload()

    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(dark).to_have_attribute("aria-pressed", "true")

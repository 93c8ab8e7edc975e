"""The search field by keyboard, with its suggestions and without script."""

import re

import pytest
from playwright.sync_api import expect

from tests.page_kinds import LANGUAGES

#: What somebody begins to type, and where the first suggestion leads.
TYPED = {"ar": "هواو", "en": "Huaw"}

each_language = pytest.mark.parametrize("language", LANGUAGES)


def type_a_name(page, language):
    page.goto(f"/{language}/search/")
    field = page.get_by_role("combobox")
    field.focus()
    page.keyboard.type(TYPED[language])
    return field


@each_language
def test_suggestion_is_chosen_by_keyboard(page, language):
    field = type_a_name(page, language)
    expect(page.get_by_role("option").first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.locator("main [role=status]")).to_have_text(re.compile(r"\S"))

    page.keyboard.press("ArrowDown")
    first = page.get_by_role("option").first
    expect(first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", first.get_attribute("id"))
    expect(field).to_be_focused()
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(f"/{language}/organizations/huawei/$"))


@each_language
def test_suggestions_close_and_the_words_are_searched(page, language):
    field = type_a_name(page, language)
    expect(page.get_by_role("option").first).to_be_visible()

    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value(TYPED[language])
    expect(field).to_have_attribute("aria-activedescendant", "")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(rf"/{language}/search/\?q="))


@each_language
def test_form_works_without_script(browser, site, language):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}/{language}/nowhere/")

    page.locator("#search-field").fill("Huawei")
    page.locator("main .search-form button").click()
    expect(page.locator(".article-card mark").first).to_be_visible()
    page.locator(".facet__choice").first.click()

    expect(page.locator(".set-filters .chip")).to_have_count(1)
    context.close()

"""Two editors in two browsers: the second meets the first one's text, chooses, and loses nothing."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def log_in(browser, site):
    """Open a browser of its own for one of the demo's accounts."""
    contexts = []

    def log_in(name):
        password = re.search(rf"^ *{name} +(\S+)$", site.demo, re.MULTILINE)[1]
        context = browser.new_context(base_url=site.url, viewport={"width": 1280, "height": 900})
        contexts.append(context)
        context.add_cookies([{"name": "portal_language", "value": "en", "url": site.url}])
        page = context.new_page()
        page.goto("/admin/login/")
        page.fill("[name=username]", name)
        page.fill("[name=password]", password)
        page.click("#login-form [type=submit]")
        page.wait_for_url("**/admin/")
        return page

    yield log_in
    for context in contexts:
        context.close()


@pytest.fixture
def article(log_in):
    """The address of an article with an English text, and the editor who has it open."""
    page = log_in("editor")
    page.goto("/admin/articles/article/add/")
    _write(page, "Common headline", "The common text.")
    page.click("[name=_continue]")
    page.wait_for_url("**/change/")
    return page


def _write(page, headline, sentence):
    page.fill("#id_en-headline", headline)
    _body(page).click()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(sentence)


def _body(page):
    return page.locator(".text:has(#id_en-body) .ProseMirror")


@pytest.fixture
def collision(article, log_in):
    """The page on which the second editor is told of the first one's text, and what is asked there."""
    complaints = []
    first = log_in("administrator")
    first.goto(article.url)
    _write(first, "Their headline", " Their sentence.")
    article.on("console", lambda message: message.type == "error" and complaints.append(message.text))
    _write(article, "My headline", " My sentence.")
    first.click("[name=_continue]")
    expect(first.locator(".messagelist .success")).to_be_visible()
    article.click("[name=_continue]")
    expect(article.locator(".conflict")).to_be_visible()
    assert complaints == []
    return article


def test_second_editor_keeps_the_own_headline_and_takes_their_body(collision):
    collision.locator("[name=en-choose_headline][value=mine]").check()
    collision.locator("[name=en-choose_body][value=theirs]").check()
    collision.click("[name=_continue]")

    expect(collision.locator(".messagelist .success")).to_be_visible()
    expect(collision.locator("#id_en-headline")).to_have_value("My headline")
    expect(_body(collision)).to_have_text("The common text. Their sentence.")
    collision.locator(".text:has(#id_en-body)").get_by_role("link", name="History").click()
    rows = collision.locator(".history tbody tr")
    expect(rows).to_have_count(3)
    expect(rows.nth(0)).to_contain_text("My headline")
    expect(rows.nth(1)).to_contain_text("Their headline")


def test_field_whose_words_will_not_be_saved_steps_back_until_it_is_written_in(collision):
    field = collision.locator(".text__field:has(#id_en-body)")
    theirs = collision.locator("[name=en-choose_body][value=theirs]")

    theirs.check()
    expect(field).to_have_class(re.compile("is-dropped"))
    _body(collision).click()
    collision.keyboard.insert_text("Another word. ")

    expect(field).not_to_have_class(re.compile("is-dropped"))
    expect(collision.locator("[name=en-choose_body][value=mine]")).to_be_checked()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_page_of_a_conflict_fits_its_window(collision, width):
    collision.set_viewport_size({"width": width, "height": 900})

    assert collision.evaluate("document.documentElement.scrollWidth") == width


def test_choices_work_without_script(collision, browser, site):
    """The same page with its scripts refused: what the form sends decides."""
    state = collision.context.storage_state()
    context = browser.new_context(base_url=site.url, storage_state=state, java_script_enabled=False)
    page = context.new_page()
    page.goto(collision.url)
    page.fill("#id_en-headline", "Without script")
    collision.locator("[name=en-choose_headline][value=mine]").check()
    collision.locator("[name=en-choose_body][value=mine]").check()
    collision.click("[name=_continue]")
    expect(collision.locator(".messagelist .success")).to_be_visible()
    page.click("[name=_continue]")
    page.check("[name=en-choose_headline][value=mine]")
    page.click("[name=_continue]")

    expect(page.locator(".messagelist .success")).to_be_visible()
    expect(page.locator("#id_en-headline")).to_have_value("Without script")
    expect(page.locator("#id_en-body")).to_have_value(re.compile("My sentence"))
    context.close()

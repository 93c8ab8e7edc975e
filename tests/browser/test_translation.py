"""The editing screen: a text that falls behind the other language, and one that is kept unsaved."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

PARAGRAPHS = {
    "ar": ["تعلن الهيئة الخدمة.", "تبدأ الخدمة في الربيع."],
    "en": ["The authority announces the service.", "The service starts in spring."],
}
HEADLINE = {"ar": "الهيئة تعلن خدمة جديدة للترجمة", "en": "Authority announces a service"}


@pytest.fixture
def complaints():
    return []


@pytest.fixture
def log_in(browser, site, complaints):
    """Open a browser of its own for the demo's editor, who works in English."""
    contexts = []

    def log_in():
        password = re.search(r"^ *editor +(\S+)$", site.demo, re.MULTILINE)[1]
        context = browser.new_context(base_url=site.url, viewport={"width": 1280, "height": 900})
        contexts.append(context)
        context.add_cookies([{"name": "portal_language", "value": "en", "url": site.url}])
        page = context.new_page()
        page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto("/admin/login/")
        page.fill("[name=username]", "editor")
        page.fill("[name=password]", password)
        page.click("#login-form [type=submit]")
        page.wait_for_url("**/admin/")
        return page

    yield log_in
    for context in contexts:
        context.close()
    assert complaints == []


def test_translation_that_falls_behind_is_marked_until_it_is_checked(log_in):
    page = log_in()
    page.goto("/admin/articles/article/add/")
    _choose_topic(page, "networks")
    for language in ("ar", "en"):
        _write(page, language)
        page.click(f"[name=_publish_{language}]")
        expect(page.locator(f".flow--{language} [aria-current=step][data-step=live]")).to_be_visible()
    expect(page.locator(".stale")).to_have_count(0)
    _assert_aligned(page)

    _append(page, "ar", " وتتأخر إلى الصيف، وكلفتها 75 مليون دينار.")
    page.select_option("[name=ar-correction-kind]", "correction")
    page.fill("[name=ar-correction-text]", "ذكرت صيغة سابقة موعدًا آخر.")
    page.check("[name=ar-correction-other_edition][value=not_affected]")
    page.fill("[name=ar-correction-reason]", "لا تذكر الموعد.")
    page.click("[name=_publish_ar]")

    expect(page.locator(".stale[data-stale-in=en]")).to_contain_text("1 paragraph changed in Arabic")
    for language in ("ar", "en"):
        expect(_body(page, language).locator(".is-behind")).to_have_text(re.compile("الصيف|spring"))
    expect(page.locator(".differences")).to_contain_text("75")
    form = page.url.partition("#")[0]
    _expect_stale(page, form, is_stale=True)

    page.goto(form)
    page.click("[name=_check_en]")
    expect(page.locator(".messagelist .success")).to_be_visible()
    expect(page.locator(".stale")).to_have_count(0)
    expect(_body(page, "en").locator("p")).to_have_count(2)
    expect(page.locator(".is-behind")).to_have_count(0)
    _expect_stale(page, form, is_stale=False)


def test_minor_edit_idle_save_and_draft_leave_a_translation_up_to_date(log_in):
    page = log_in()
    page.goto("/admin/articles/article/add/")
    _choose_topic(page, "networks")
    for language in ("ar", "en"):
        _write(page, language)
        page.click(f"[name=_publish_{language}]")
        expect(page.locator(f".flow--{language} [aria-current=step][data-step=live]")).to_be_visible()
    form = page.url.partition("#")[0]

    with page.expect_navigation():
        page.click(".bar__save")
    expect(page.locator(".messagelist .info")).to_be_visible()
    _append(page, "ar", " وهذه علامة ترقيم.")
    page.check("[name=ar-is_minor]")
    with page.expect_navigation():
        page.click("[name=_publish_ar]")
    expect(page.locator(".messagelist .success")).to_be_visible()
    _append(page, "ar", " وهذه مسودة لم تُنشر.")
    with page.expect_navigation():
        page.click(".bar__save")
    expect(page.locator(".messagelist .success")).to_be_visible()

    expect(page.locator(".stale")).to_have_count(0)
    _expect_stale(page, form, is_stale=False)


def test_text_that_was_not_saved_is_offered_on_another_machine(log_in):
    page = log_in()
    page.goto("/admin/articles/article/add/")
    page.fill("#id_en-headline", "Saved once")
    page.click("[name=_continue]")
    page.wait_for_url("**/change/")
    _hurry(page)
    page.reload()
    page.fill("#id_en-headline", "Typed and not saved")
    expect(page.locator("[data-saved-state]")).to_have_attribute("data-saved-state", "kept")

    other = log_in()
    other.goto(page.url)
    expect(other.locator("#id_en-headline")).to_have_value("Saved once")
    other.locator(".kept [data-take-back]").click()
    expect(other.locator("#id_en-headline")).to_have_value("Typed and not saved")
    other.click(".bar__save")
    expect(other.locator(".messagelist .success")).to_be_visible()

    third = log_in()
    third.goto(other.url)
    expect(third.locator(".bar .kept-state--refused")).to_be_attached()
    expect(third.locator("[data-by-server]")).to_have_attribute("data-by-server", "[]")


def _expect_stale(page, form, *, is_stale):
    """The coverage screen lists the article as stale in English, and its English page says so to readers."""
    count = 1 if is_stale else 0
    page.goto("/admin/articles/article/coverage/?en=stale")
    expect(page.locator(f"main a[href='{urlsplit(form).path}']").first).to_have_count(count)
    page.goto(f"/en/articles/{re.search(r'/article/([0-9]+)/', form)[1]}/")
    expect(page.get_by_text("This translation follows the version of")).to_have_count(count)


def _append(page, language, sentence):
    _body(page, language).click()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(sentence)


def _write(page, language):
    page.fill(f"[name={language}-headline]", HEADLINE[language])
    _body(page, language).click()
    for number, words in enumerate(PARAGRAPHS[language]):
        if number:
            page.keyboard.press("Enter")
        page.keyboard.insert_text(words)


def _body(page, language):
    return page.locator(f"#text-{language} [contenteditable=true]")


def _assert_aligned(page):
    """Each paragraph begins on one line with its like in the other language."""
    page.wait_for_function(
        """() => {
          const tops = ["ar", "en"].map((language) =>
            [...document.querySelectorAll(`#text-${language} .ProseMirror > p`)].map(
              (paragraph) => Math.round(paragraph.getBoundingClientRect().top)));
          return tops[0].length === 2 && tops[0].every((top, place) => Math.abs(top - tops[1][place]) < 3);
        }"""
    )


def _choose_topic(page, slug):
    page.locator("#id_topic + .select2 .select2-selection").click()
    page.locator(".select2-search__field").last.fill(slug)
    option = page.locator(".select2-results__option--highlighted, .select2-results__option[role=option]")
    expect(option).to_have_count(1)
    option.click()


def _hurry(page):
    """Let the page send what is typed every fifth of a second."""
    page.route(
        "**/change/",
        lambda route: route.fulfill(
            response=(answer := route.fetch()),
            body=answer.text().replace('data-seconds="20"', 'data-seconds="0.2"'),
        ),
    )

"""A text that was typed and not saved is kept by the browser and offered back; presence in two browsers."""

import re
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

ADD = "/admin/articles/article/add/"
HEADLINE = "عنوان لم يُحفظ"
BODY = "نص طويل كُتب ولم يُحفظ بعد."
KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('portal.kept:')).length"


def complaints_of(page, site):
    """What the browser complained of, and every request that left the host."""
    found = []
    page.on("console", lambda message: message.type in {"error", "warning"} and found.append(message.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("request", lambda asked: asked.url.startswith((site.url, "data:")) or found.append(asked.url))
    page.on("dialog", lambda dialog: dialog.accept())
    return found


def log_in(page, site, name):
    password = re.search(rf"^ *{name} +(\S+)$", site.demo, re.MULTILINE)[1]
    page.context.add_cookies([{"name": "portal_language", "value": "ar", "url": site.url}])
    page.goto("/admin/login/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", password)
    page.click("#login-form [type=submit]")
    page.wait_for_url("**/admin/")


@pytest.fixture
def complaints(page, site):
    return complaints_of(page, site)


@pytest.fixture
def desk(page, site, complaints):
    """A page on which the demo's editor is logged in, in Arabic, and which leaves forms without asking."""
    log_in(page, site, "editor")
    return page


@contextmanager
def colleague_of(page, site):
    """The administrator's page, in a browser of its own."""
    context = page.context.browser.new_context(base_url=site.url)
    other = context.new_page()
    found = complaints_of(other, site)
    log_in(other, site, "administrator")
    yield other
    context.close()
    assert found == []


def body_of(page, language="ar"):
    return page.locator(f".text:has(#id_{language}-body) .ProseMirror")


def offer_of(page):
    return page.locator(".kept")


def type_text(page, headline=HEADLINE, body=BODY):
    body_of(page).click()
    page.keyboard.insert_text(body)
    page.fill("#id_ar-headline", headline)
    expect(page.locator(".kept-state time")).to_have_text(re.compile(r"^\d\d:\d\d:\d\d$"))


def expect_kept(page, number):
    """Wait until the browser keeps so many texts: a page forgets its own once its scripts have run."""
    page.wait_for_function(f"{KEPT} === {number}")


def wait_for_script(page):
    """Until the texts that were kept have been looked at."""
    expect(page.locator(".bar .kept-state--refused")).to_be_attached()


def make_saved(page, headline="عنوان محفوظ"):
    """Add an article and stay on its form."""
    page.goto(ADD)
    page.fill("#id_ar-headline", headline)
    save(page)
    return page.url.partition("#")[0]


def save(page):
    with page.expect_navigation():
        page.click("[name=_continue]")
    expect(page.locator(".messagelist .success")).to_be_visible()


def test_text_typed_before_a_crash_is_taken_back_and_saved(desk, complaints):
    desk.goto(ADD)
    type_text(desk)
    desk.reload()

    expect(desk.locator("#id_ar-headline")).to_have_value("")
    expect(offer_of(desk)).to_have_text(re.compile(r"\d+ \S+ \d\d:\d\d"))
    expect(offer_of(desk).locator("[data-stale]")).to_be_hidden()
    offer_of(desk).locator("[data-take-back]").click()
    expect(desk.locator("#id_ar-headline")).to_have_value(HEADLINE)
    expect(body_of(desk)).to_have_text(BODY)
    save(desk)

    desk.wait_for_url("**/change/")
    expect(body_of(desk)).to_have_text(BODY)
    expect_kept(desk, 0)
    desk.goto(ADD)
    wait_for_script(desk)
    expect(offer_of(desk)).to_have_count(0)
    assert complaints == []


def test_text_typed_just_before_leaving_is_kept(desk, complaints):
    desk.goto(ADD)
    desk.fill("#id_en-headline", "Typed in the last second")
    desk.goto("/admin/")

    desk.goto(ADD)
    offer_of(desk).locator("[data-take-back]").click()

    expect(desk.locator("#id_en-headline")).to_have_value("Typed in the last second")
    expect(desk.locator("#id_en-headline")).to_be_focused()
    assert complaints == []


def test_discarded_text_is_gone(desk, complaints):
    desk.goto(ADD)
    type_text(desk)
    desk.reload()
    offer_of(desk).locator("[data-discard]").click()

    expect(offer_of(desk)).to_have_count(0)
    expect_kept(desk, 0)
    expect(desk.locator("#id_ar-headline")).to_have_value("")
    assert complaints == []


def test_text_that_was_not_answered_for_outlives_what_is_typed_and_saved_next(desk, complaints):
    desk.goto(ADD)
    type_text(desk)
    desk.reload()
    make_saved(desk)

    desk.goto(ADD)
    offer_of(desk).locator("[data-take-back]").click()

    expect(desk.locator("#id_ar-headline")).to_have_value(HEADLINE)
    assert complaints == []


def test_what_a_text_replaces_in_the_form_is_offered_in_turn(desk, complaints):
    desk.goto(ADD)
    type_text(desk)
    desk.reload()
    type_text(desk, headline="عنوان ثان")

    offer_of(desk).locator("[data-take-back]").click()
    expect(desk.locator("#id_ar-headline")).to_have_value(HEADLINE)
    offer_of(desk).locator("[data-take-back]").click()

    expect(desk.locator("#id_ar-headline")).to_have_value("عنوان ثان")
    assert complaints == []


def test_same_text_left_twice_is_offered_once_by_its_headline(desk, complaints):
    for _ in range(2):
        desk.goto(ADD)
        wait_for_script(desk)
        type_text(desk, headline="<b>عنوان</b> متروك")
    desk.goto(ADD)

    expect(offer_of(desk)).to_have_count(1)
    expect(offer_of(desk).locator("[data-words]")).to_contain_text("متروك")
    expect(offer_of(desk).locator("b")).to_have_count(0)
    offer_of(desk).locator("[data-discard]").click()
    expect(offer_of(desk)).to_have_count(0)
    expect_kept(desk, 0)
    assert complaints == []


def test_different_texts_are_offered_one_after_another(desk, complaints):
    for headline in ("عنوان أول", "عنوان ثان"):
        desk.goto(ADD)
        wait_for_script(desk)
        type_text(desk, headline=headline)
    desk.goto(ADD)

    for headline in ("عنوان ثان", "عنوان أول"):
        expect(offer_of(desk)).to_have_count(1)
        expect(offer_of(desk).locator("[data-words]")).to_have_text(headline)
        offer_of(desk).locator("[data-discard]").click()
    expect(offer_of(desk)).to_have_count(0)
    assert complaints == []


def test_saving_drops_the_kept_texts_that_are_in_it_and_no_others(desk, complaints):
    address = make_saved(desk)
    for headline in ("عنوان جديد", "عنوان مختلف"):
        desk.goto(address)
        wait_for_script(desk)
        desk.fill("#id_ar-headline", headline)
        expect(desk.locator(".kept-state time")).not_to_be_empty()
    desk.goto(address)
    wait_for_script(desk)
    desk.fill("#id_ar-headline", "عنوان جديد لليوم")
    save(desk)

    expect(offer_of(desk)).to_have_count(1)
    expect(offer_of(desk).locator("[data-words]")).to_have_text("عنوان مختلف")
    expect_kept(desk, 1)
    assert complaints == []


def test_failed_save_keeps_the_text_and_offers_nothing(desk, complaints):
    desk.goto(ADD)
    body_of(desk).click()
    desk.keyboard.insert_text(BODY)
    desk.click("[name=_continue]")

    expect(desk.locator(".errornote")).to_be_visible()
    expect(body_of(desk)).to_have_text(BODY)
    wait_for_script(desk)
    expect(offer_of(desk)).to_have_count(0)
    expect_kept(desk, 1)
    desk.fill("#id_ar-headline", HEADLINE)
    save(desk)
    expect_kept(desk, 0)
    assert complaints == []


def test_text_begun_from_an_older_revision_meets_the_newer_one_as_a_conflict(desk, site, complaints):
    address = make_saved(desk)
    type_text(desk)
    desk.goto("/admin/")
    with colleague_of(desk, site) as other:
        other.goto(address)
        other.fill("#id_ar-headline", "عنوان الزميل")
        save(other)

    desk.goto(address)
    expect(offer_of(desk).locator("[data-stale]")).to_be_visible()
    offer_of(desk).locator("[data-take-back]").click()
    desk.click("[name=_continue]")

    expect(desk.locator(".errornote")).to_be_visible()
    expect(desk.locator("#id_ar-headline")).to_have_value(HEADLINE)
    desk.goto(address)
    expect(desk.locator("#id_ar-headline")).to_have_value("عنوان الزميل")
    expect(offer_of(desk)).to_have_count(1)
    assert complaints == []


def test_text_of_one_account_is_not_offered_to_another(desk, site, complaints):
    desk.goto(ADD)
    type_text(desk)
    desk.goto("/admin/")
    desk.click(".desk-sheet--account > summary")
    desk.click("#logout-form button")

    log_in(desk, site, "administrator")
    desk.goto(ADD)
    wait_for_script(desk)
    expect(offer_of(desk)).to_have_count(0)
    expect_kept(desk, 1)

    desk.goto("/admin/")
    desk.click(".desk-sheet--account > summary")
    desk.click("#logout-form button")
    log_in(desk, site, "editor")
    desk.goto(ADD)
    expect(offer_of(desk)).to_have_count(1)
    assert complaints == []


def test_text_kept_two_weeks_ago_is_dropped(desk, complaints):
    desk.goto(ADD)
    type_text(desk)
    desk.clock.install(time=desk.evaluate("Date.now()") / 1000 + 14 * 24 * 3600 + 60)
    desk.reload()

    wait_for_script(desk)
    expect_kept(desk, 0)
    expect(offer_of(desk)).to_have_count(0)
    assert complaints == []


FULL = """Storage.prototype.setItem = (key) => {
  if (key.startsWith("portal.")) throw new DOMException("", "QuotaExceededError");
}"""
FORBIDDEN = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("", "SecurityError"); },
})"""


@pytest.mark.parametrize("obstacle", [FULL, FORBIDDEN], ids=["full", "forbidden"])
def test_browser_that_keeps_nothing_says_so_and_lets_one_type(desk, complaints, obstacle):
    desk.add_init_script(obstacle)
    desk.goto(ADD)
    desk.fill("#id_ar-headline", HEADLINE)

    expect(desk.locator(".kept-state--refused")).not_to_be_empty()
    expect(desk.locator(".kept-state").first).to_be_hidden()
    save(desk)
    # Where the storage is forbidden, Django's own script for the theme complains; ours never does.
    assert complaints == ([] if obstacle == FULL else ["SecurityError"] * 2)


def test_colleague_who_opens_the_article_is_named_until_the_page_is_closed(desk, site, complaints):
    address = make_saved(desk)
    _hurry(desk)
    desk.goto(address)
    notice = desk.locator("[data-presence]")
    expect(notice).to_be_attached()
    expect(notice).not_to_contain_text("administrator")

    with colleague_of(desk, site) as other:
        other.goto(address)
        expect(other.locator("[data-presence]")).to_contain_text("editor")
        expect(notice.locator("bdi")).to_have_text("administrator")
        other.fill("#id_ar-headline", "عنوان الزميل")
        save(other)
        expect(notice.locator(".presence__newer bdi")).to_have_text("administrator")
        other.close(run_before_unload=True)
        expect(notice.locator("p")).to_have_count(1)

    assert complaints == []


def _hurry(page):
    """Let the page report every fifth of a second."""
    page.route(
        "**/change/",
        lambda route: route.fulfill(
            response=(answer := route.fetch()),
            body=answer.text().replace('data-seconds="30"', 'data-seconds="0.2"'),
        ),
    )

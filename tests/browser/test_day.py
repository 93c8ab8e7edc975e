"""A day of the newsroom: one piece from its writer to its withdrawal, through the hands of three people."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

FIRST = "هيئة الاتصالات تعلن لقاءً عن المدن الذكية"
SECOND = "هيئة الاتصالات تعلن لقاءً عن المدن الذكية في الكويت"
CORRECTED = "هيئة الاتصالات تعلن لقاءً ثانيًا عن المدن الذكية"
NOTE = "من حضر اللقاء؟"
SENTENCE = "حضره ممثلون عن هواوي."
COLLEAGUES = "أضاف زميلٌ هذه الجملة."
RECORD = "هذا اللقاء هو الثاني لا الأول."
REASON = "نُشر قبل التحقق من المصدر."


@pytest.fixture
def staff(browser, site):
    """The desk of each demo account, in a browser of its own, working in Arabic; by the account's name."""
    contexts, complaints = [], []

    def log_in(name):
        password = re.search(rf"^ *{name} +(\S+)$", site.demo, re.MULTILINE)[1]
        context = browser.new_context(base_url=site.url, viewport={"width": 1280, "height": 900})
        contexts.append(context)
        context.add_cookies([{"name": "portal_language", "value": "ar", "url": site.url}])
        page = context.new_page()
        page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto("/admin/login/")
        page.fill("[name=username]", name)
        page.fill("[name=password]", password)
        page.click("#login-form [type=submit]")
        page.wait_for_url("**/admin/")
        return page

    yield {name: log_in(name) for name in ("contributor", "editor", "chief")}
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def reader(browser, site):
    context = browser.new_context(base_url=site.url, locale="ar")
    yield context.new_page()
    context.close()


def test_day(staff, reader):
    writer, editor, chief = (staff[name] for name in ("contributor", "editor", "chief"))
    form = _write_and_submit(writer)
    _send_back(editor, form)
    _resubmit(writer, form)
    _schedule(editor, form, reader)
    address = _publish_now(editor, form)
    _collide(editor, chief, form)
    _publish_the_draft(chief, reader, address)
    _restore_the_first(editor, form)
    _read_the_record(reader, address)
    _withdraw(chief, form, reader, address)


def _write_and_submit(page):
    page.goto("/admin/articles/article/add/")
    page.fill("[name=ar-headline]", FIRST)
    _append(page, "أعلنت الهيئة لقاءً عن المدن الذكية.")
    page.click("[name=_submit_ar]")
    expect(_stage(page, "in_review")).to_be_visible()
    expect(page.locator("[name=_publish_ar]")).to_have_count(0)
    expect(page.locator("[name=ar-headline]")).to_be_disabled()
    return page.url.partition("#")[0]


def _send_back(page, form):
    page.goto("/admin/articles/article/?state_ar=in_review")
    page.get_by_role("link", name=FIRST).click()
    page.click("[name=_send_back_ar]")
    expect(page.locator(".text__field--note .errorlist").first).to_be_visible()
    page.fill("[name=ar-note]", NOTE)
    page.click("[name=_send_back_ar]")
    expect(_stage(page, "draft")).to_be_visible()
    assert page.url.startswith(form)


def _resubmit(page, form):
    page.goto(form)
    expect(page.locator(".last-act--returned")).to_contain_text(NOTE)
    _append(page, SENTENCE)
    page.click("[name=_submit_ar]")
    expect(_stage(page, "in_review")).to_be_visible()


def _schedule(page, form, reader):
    tomorrow = datetime.now(ZoneInfo("Asia/Kuwait")) + timedelta(days=1)
    page.goto(form)
    _choose_topic(page, "networks")
    page.click("[name=_approve_ar]")
    expect(_stage(page, "approved")).to_be_visible()
    page.fill("[name=ar-publish_at]", f"{tomorrow:%Y-%m-%d}T07:30")
    page.click("[name=_schedule_ar]")
    expect(_stage(page, "scheduled")).to_be_visible()
    page.goto("/admin/articles/article/upcoming/")
    expect(page.locator("main")).to_contain_text(FIRST)
    assert reader.goto(_public(form)).status == 404


def _publish_now(page, form):
    page.goto(form)
    page.fill("[name=ar-publish_at]", "")
    page.click("[name=_publish_ar]")
    expect(_stage(page, "live")).to_be_visible()
    return _text(page).get_by_role("link", name="اعرض").get_attribute("href")


def _collide(page, other, form):
    """Both begin from the same text; the second keeps both: their sentence and the own headline."""
    page.goto(form)
    other.goto(form)
    _append(page, COLLEAGUES)
    page.fill("[name=ar-headline]", FIRST + " غدًا")
    other.fill("[name=ar-headline]", SECOND)
    page.click("[name=_continue]")
    expect(page.locator(".messagelist .success").first).to_be_visible()
    other.click("[name=_continue]")
    expect(other.locator(".conflict")).to_contain_text("في الكويت")
    expect(other.locator(".conflict")).to_contain_text("غدًا")
    other.locator("[name=ar-choose_headline][value=mine]").check()
    other.click("[name=_continue]")
    expect(other.locator(".messagelist .success").first).to_be_visible()
    expect(_body(other)).to_contain_text(COLLEAGUES)
    expect(other.locator("[name=ar-headline]")).to_have_value(SECOND)


def _publish_the_draft(page, reader, address):
    """What was edited stays a draft until it is published; what it changes is seen before."""
    reader.goto(address)
    expect(reader.locator("h1")).to_have_text(FIRST)
    expect(reader.locator("main")).not_to_contain_text(COLLEAGUES)
    form = page.url.partition("#")[0]
    _text(page).get_by_role("link", name="سجل").click()
    page.locator("button, input[type=submit]").filter(has_text="قارن").first.click()
    expect(page.locator("ins").filter(has_text="في الكويت").first).to_be_visible()
    page.goto(form)
    page.select_option("[name=ar-correction-kind]", "none")
    page.click("[name=_publish_ar]")
    expect(page.locator(".messagelist .success").first).to_be_visible()
    reader.goto(address)
    expect(reader.locator("h1")).to_have_text(SECOND)
    expect(reader.locator("main")).to_contain_text(COLLEAGUES)


def _restore_the_first(page, form):
    page.goto(form)
    _text(page).get_by_role("link", name="سجل").click()
    page.locator("button[name=number][value='1']").click()
    expect(page.locator(".messagelist .success").first).to_be_visible()
    page.goto(form)
    expect(page.locator("[name=ar-headline]")).to_have_value(FIRST)
    expect(_body(page)).not_to_contain_text(SENTENCE)
    page.fill("[name=ar-headline]", CORRECTED)
    page.click("[name=_publish_ar]")
    expect(page.locator(".correction-question--asked")).to_be_visible()
    page.select_option("[name=ar-correction-kind]", "correction")
    page.fill("[name=ar-correction-text]", RECORD)
    page.click("[name=_publish_ar]")
    expect(page.locator(".messagelist .success").first).to_be_visible()


def _read_the_record(reader, address):
    for place in (address, "/ar/corrections/"):
        reader.goto(place)
        expect(reader.locator("main")).to_contain_text(RECORD)


def _withdraw(page, form, reader, address):
    places = ["/ar/", "/ar/articles/", "/ar/topics/networks/"]
    for place in places:
        reader.goto(place)
        expect(reader.get_by_role("link", name=CORRECTED).first).to_be_visible()
    page.goto(form)
    _text(page).locator("a.withdraw").click()
    page.fill("[name=reason]", REASON)
    page.locator("form [type=submit]").last.click()
    expect(page.locator(".messagelist .success").first).to_be_visible()
    assert reader.goto(_public(form)).status == 410
    expect(reader.locator("main")).to_contain_text(REASON)
    expect(reader.locator("body")).not_to_contain_text(COLLEAGUES)
    for place in places:
        reader.goto(place)
        expect(reader.locator("body")).not_to_contain_text(CORRECTED)


def _public(form):
    return f"/ar/articles/{re.search(r'/article/([0-9]+)/', form)[1]}/"


def _text(page):
    return page.locator("section.text[aria-labelledby=ar-heading]")


def _stage(page, name):
    return page.locator(f".flow--ar [aria-current=step][data-step={name}]")


def _body(page):
    return _text(page).locator("[contenteditable=true]")


def _append(page, sentence):
    _body(page).click()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(" " + sentence)


def _choose_topic(page, slug):
    page.locator("#id_topic + .select2 .select2-selection").click()
    page.locator(".select2-search__field").last.fill(slug)
    option = page.locator(".select2-results__option--highlighted, .select2-results__option[role=option]")
    expect(option).to_have_count(1)
    option.click()

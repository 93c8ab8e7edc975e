"""The portal's main job as a person does it: write in Arabic, publish, read; then add English and switch."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

HEADLINE = {"ar": "هيئة الاتصالات وهواوي: لقاء عن الشبكات", "en": "CITRA and Huawei: a meeting on networks"}
BODY = {
    "ar": "نص تجريبي يذكر هيئة الاتصالات وهواوي في الكويت.",
    "en": "A test text that names CITRA and Huawei in Kuwait.",
}
TOPIC = {"ar": "/ar/topics/networks/", "en": "/en/topics/networks/"}
ORGANIZATIONS = ("citra", "huawei")


@pytest.fixture
def editor(page, site):
    """A page on which the demo's editor is signed in, with the password that ``load_demo`` printed."""
    password = re.search(r"^ *editor +(\S+)$", site.demo, re.MULTILINE)[1]
    page.context.add_cookies([{"name": "portal_language", "value": "ar", "url": site.url}])
    page.goto("/admin/")
    page.fill("#id_username", "editor")
    page.fill("#id_password", password)
    page.click("#login-form [type=submit]")
    expect(page.locator(".desk-sheet--account")).to_contain_text("editor")
    return page


def test_main_job(editor, tmp_path):
    page = editor
    _write_in_arabic(page, _picture(tmp_path))
    _publish(page, "ar")
    address = (
        page.locator("section.text", has_text="العربي").get_by_role("link", name="اعرض").get_attribute("href")
    )
    admin_address = page.url

    _assert_listed(page, "ar")
    page.goto("/en/")
    expect(page.locator("main")).not_to_contain_text(HEADLINE["ar"])
    _assert_missing(page, "en")
    _assert_honest_switch(page, address)

    page.goto(admin_address)
    page.fill("[name=en-headline]", HEADLINE["en"])
    _fill_body(page, "en")
    _publish(page, "en")
    _assert_listed(page, "en")
    _assert_switch_and_back(page, address)


def _write_in_arabic(page, picture):
    page.goto("/admin/articles/article/add/")
    page.fill("[name=ar-headline]", HEADLINE["ar"])
    _fill_body(page, "ar")
    _choose(page, "id_topic", "networks")
    _add_picture(page, picture)
    for number, slug in enumerate(ORGANIZATIONS):
        page.locator("#organization_mentions-group .add-row a").click()
        _choose(page, f"id_organization_mentions-{number}-organization", slug)


def _fill_body(page, language):
    editable = page.locator(f"section.text[aria-labelledby={language}-heading] [contenteditable=true]")
    editable.click()
    page.keyboard.insert_text(BODY[language])


def _choose(page, field, words):
    """Pick the only match of an autocomplete field, as a person would by typing."""
    page.locator(f"#{field} + .select2 .select2-selection").click()
    page.locator(".select2-search__field").last.fill(words)
    option = page.locator(".select2-results__option--highlighted, .select2-results__option[role=option]")
    expect(option).to_have_count(1)
    option.click()


def _add_picture(page, picture):
    with page.expect_popup() as opened:
        page.locator("#add_id_picture").click()
    popup = opened.value
    popup.set_input_files("[name=file]", picture)
    popup.fill("[name=alt_ar]", "برج اتصالات")
    popup.fill("[name=alt_en]", "A telecommunications tower")
    with popup.expect_event("close"):
        popup.locator("[name=_save]").click()
    expect(page.locator("#id_picture + .select2")).to_contain_text("برج")


def _publish(page, language):
    page.locator(f"[name=_publish_{language}]").click()
    expect(page.locator(f".flow--{language} [aria-current=step][data-step=live]")).to_be_visible()


def _assert_listed(page, language):
    paths = [
        f"/{language}/",
        TOPIC[language],
        *(f"/{language}/organizations/{slug}/" for slug in ORGANIZATIONS),
    ]
    for path in paths:
        page.goto(path)
        expect(page.get_by_role("link", name=HEADLINE[language])).to_be_visible()


def _assert_missing(page, language):
    for path in (TOPIC[language], *(f"/{language}/organizations/{slug}/" for slug in ORGANIZATIONS)):
        page.goto(path)
        expect(page.locator("main")).not_to_contain_text(HEADLINE["ar"])


def _assert_honest_switch(page, address):
    """The switch leads to a page that says the piece is in Arabic only, and back to it."""
    page.goto(address)
    expect(page.locator("main img").first).to_have_js_property("complete", True)
    page.locator("[data-language-switch=en]").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("main")).to_contain_text("Available in Arabic only")
    page.locator("main").get_by_role("link", name=HEADLINE["ar"]).first.click()
    expect(page.locator("h1")).to_have_text(HEADLINE["ar"])


def _assert_switch_and_back(page, address):
    page.goto(address)
    page.locator("[data-language-switch=en]").first.click()
    expect(page.locator("h1")).to_have_text(HEADLINE["en"])
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    page.locator("[data-language-switch=ar]").first.click()
    expect(page.locator("h1")).to_have_text(HEADLINE["ar"])
    expect(page.locator("html")).to_have_attribute("dir", "rtl")


def _picture(folder):
    path = folder / "tower.jpg"
    stream = io.BytesIO()
    Image.effect_noise((640, 360), 60).convert("RGB").save(stream, "JPEG")
    path.write_bytes(stream.getvalue())
    return path

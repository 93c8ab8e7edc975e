"""The editor of texts in a real browser: what is pasted, what is picked, and that no policy is broken."""

import re

import pytest
from playwright.sync_api import expect

FROM_WORD = """
<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin: 0}</style></head>
<body>
<h1 style="color: red">عنوان من وورد</h1><!--[if gte mso 9]><xml></xml><![endif]-->
<p class=MsoNormal style='margin:0;text-align:justify' dir=RTL><span style="font-family:Arial">نص
<b>مهم</b><o:p></o:p></span></p>
<p onclick="alert(1)">ثم <a href="javascript:alert(1)">رابط</a> و<a href="https://example.org/">مصدر</a></p>
<table border=1><tr><td colspan=2 style="width:3in">خلية</td></tr><tr><td>1</td><td>2</td></tr></table>
<script>alert(1)</script><iframe src="https://evil.example/"></iframe></body></html>
"""
PASTE = """([selector, html]) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/html", html);
  const paste = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  document.querySelector(selector).dispatchEvent(paste);
}"""


@pytest.fixture
def complaints(page, site):
    """What the browser complained of, and every request that left the host."""
    found = []
    page.on("console", lambda message: message.type in {"error", "warning"} and found.append(message.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on(
        "request", lambda asked: asked.url.startswith((site.url, "data:", "blob:")) or found.append(asked.url)
    )
    page.on("response", lambda answer: answer.status < 400 or found.append(f"{answer.status} {answer.url}"))
    return found


@pytest.fixture
def desk(page, site, complaints):
    """A page on which the demo's editor is logged in, in Arabic."""
    password = re.search(r"^ *editor +(\S+)$", site.demo, re.MULTILINE)[1]
    page.context.add_cookies([{"name": "portal_language", "value": "ar", "url": site.url}])
    page.goto("/admin/login/")
    page.fill("[name=username]", "editor")
    page.fill("[name=password]", password)
    page.click("#login-form [type=submit]")
    page.wait_for_url("**/admin/")
    return page


def body_of(page, language):
    return page.locator(f".text:has(#id_{language}-body) .ProseMirror")


def test_text_pasted_from_word_is_clean_in_both_directions(desk, complaints):
    desk.goto("/admin/articles/article/add/")
    body_of(desk, "ar").click()

    desk.evaluate(PASTE, [".ProseMirror:focus", FROM_WORD])
    desk.fill("#id_ar-headline", "خبر من وورد")
    desk.click("[name=_continue]")

    desk.wait_for_url("**/change/")
    saved = desk.input_value("#id_ar-body")
    assert "<h2>عنوان من وورد</h2>" in saved
    assert "<strong>مهم</strong>" in saved
    assert 'href="https://example.org/"' in saved
    assert 'colspan="2"' in saved
    assert re.findall(r"style|class|javascript|Mso|script|iframe|o:p|onclick", saved) == []
    assert complaints == []


def test_each_text_is_written_in_its_own_direction(desk, complaints):
    desk.goto("/admin/articles/article/add/")
    body_of(desk, "en").wait_for()

    directions = [
        body_of(desk, language).evaluate("element => getComputedStyle(element).direction")
        for language in ("ar", "en")
    ]

    assert directions == ["rtl", "ltr"]
    assert complaints == []


def test_lines_of_lists_and_tables_are_as_far_apart_as_those_of_paragraphs(desk, complaints):
    desk.goto("/admin/articles/article/add/")
    body_of(desk, "ar").click()
    parts = "<p>فقرة</p><ol><li>بند</li></ol><ul><li>نقطة</li></ul><table><tr><td>خلية</td></tr></table>"

    desk.evaluate(PASTE, [".ProseMirror:focus", parts])

    heights = [
        body_of(desk, "ar")
        .locator(part)
        .first.evaluate("element => parseFloat(getComputedStyle(element).lineHeight)")
        for part in ("p", "ol li", "ul li", "td")
    ]
    assert len(set(heights)) == 1
    assert complaints == []


def test_picture_of_the_library_is_put_into_the_text(desk, complaints):
    desk.goto("/admin/articles/article/add/")
    body_of(desk, "ar").click()

    desk.locator(".text:has(#id_ar-body) [data-name=figure]").click()
    desk.locator(".picture-picker__list button").first.click()

    picture = re.compile(r'<img src="/media/[0-9a-f]{32}\.\w+" alt="[^"]+"')
    expect(desk.locator("#id_ar-body")).to_have_value(picture)
    assert complaints == []


@pytest.mark.parametrize(
    "address",
    [
        "",
        "articles/article/",
        "articles/picture/add/",
        "partnerships/partnership/1/change/",
        "pages/standingpage/1/change/",
    ],
)
def test_page_of_the_admin_breaks_no_policy_and_stays_on_the_host(desk, complaints, address):
    desk.goto(f"/admin/{address}")
    desk.wait_for_load_state("networkidle")

    assert complaints == []

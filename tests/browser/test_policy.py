"""No page does what its own policy forbids. The browser says so itself, on every kind of page."""

import re

import pytest

from tests.page_kinds import addresses

TELL = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`Violation: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
});
"""
#: Leads out, changes something by being asked for, or isn't a page.
NOT_WALKED = re.compile(r"/(logout|export|i18n|r)/|\.(csv|json|xml)|[?&](o|p|q)=")
#: The desk and its forms are found from these; so many pages show every kind of them.
BEGINNINGS = (
    *("/admin/", "/admin/articles/article/add/", "/admin/articles/article/upcoming/"),
    *("/admin/articles/article/front-page/ar/", "/admin/articles/picture/add/", "/admin/password_change/"),
)
MOST = 70


@pytest.fixture
def told(page, site):
    """What the browser refused, page by page."""
    page.add_init_script(TELL)
    found = []

    def listen(message):
        if "Violation:" in message.text or "Content Security Policy" in message.text:
            found.append((page.url.removeprefix(site.url), message.text))

    page.on("console", listen)
    return found


def test_the_test_would_notice(page, told):
    page.goto("/ar/")
    page.evaluate("() => { const image = new Image(); image.src = 'https://evil.example/a.png'; }")
    page.evaluate(
        "() => { try { document.createElement('p').innerHTML = 'qtext'; } catch (error) { return; } }"
    )
    page.wait_for_timeout(300)

    assert any("evil.example" in text for _address, text in told)
    assert any("qtext" in text for _address, text in told)


def test_no_public_page_breaks_its_policy(page, told):
    for _kind, _language, address in addresses():
        page.goto(address, wait_until="load")
    page.goto("/en/search/")
    page.fill("main [name=q]", "hua")
    page.wait_for_selector("[role=listbox] [role=option]")

    assert told == []


def test_no_page_of_the_admin_breaks_its_policy(page, site, told):
    _sign_in(page, site)
    waiting, seen, kinds = list(BEGINNINGS), set(), set()
    while waiting and len(seen) < MOST:
        address = waiting.pop(0)
        if (kind := re.sub(r"\d+", "0", address.partition("?")[0])) in kinds:
            continue
        assert page.goto(address, wait_until="load").status < 500, address
        seen.add(address)
        kinds.add(kind)
        hrefs = page.eval_on_selector_all("a[href]", "links => links.map((link) => link.href)")
        paths = [href.removeprefix(site.url).partition("#")[0] for href in hrefs if href.startswith(site.url)]
        waiting += [path for path in paths if path.startswith("/admin/") and not NOT_WALKED.search(path)]

    assert told == []
    assert len(seen) > 40


def _sign_in(page, site):
    password = re.search(r"^ *chief +(\S+)$", site.demo, re.MULTILINE)[1]
    page.goto("/admin/login/")
    page.fill("[name=username]", "chief")
    page.fill("[name=password]", password)
    page.click("#login-form [type=submit]")
    page.wait_for_url("**/admin/")

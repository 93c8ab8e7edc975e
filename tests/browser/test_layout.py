"""Every kind of page holds where it is narrow, where its letters are twice as large, and under a thumb."""

import json
from pathlib import Path

import pytest

from tests.page_kinds import addresses

MEASURING = (Path(__file__).parent / "measuring.js").read_text()
#: Navigation, buttons and fields; links in running text and headlines are as large as their words.
MAIN_TARGETS = (
    "header a, header summary, footer a, footer button, main nav a, .button, main :is(button, select, input)"
)
LEAST_OF_MAIN_TARGETS = 44
PAGES = addresses()


@pytest.fixture(scope="module")
def page(browser, site):
    context = browser.new_context(base_url=site.url, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def enlarged(browser_type, browser_type_launch_args, site, tmp_path_factory):
    """The browser of a reader who has set its letters to twice their size; breakpoints follow them."""
    profile = tmp_path_factory.mktemp("profile")
    (profile / "Default").mkdir()
    preferences = {"webkit": {"webprefs": {"default_font_size": 32}}}
    (profile / "Default" / "Preferences").write_text(json.dumps(preferences))
    context = browser_type.launch_persistent_context(
        profile, base_url=site.url, reduced_motion="reduce", **browser_type_launch_args
    )
    yield context.pages[0]
    context.close()


def measure(page, question):
    return page.evaluate(f"() => {{ {MEASURING}\nreturn {question}; }}")


@pytest.mark.parametrize(("kind", "language", "address"), PAGES, ids=lambda value: value)
def test_page_can_be_pressed_and_read_where_it_is_narrow(page, kind, language, address):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address)
    faults = {
        "focus": measure(page, "hiddenFocus()"),
        "targets": measure(page, f"smallMainTargets({MAIN_TARGETS!r}, {LEAST_OF_MAIN_TARGETS})"),
    }
    page.set_viewport_size({"width": 320, "height": 640})
    faults["320 px"] = measure(page, "notFitting()")

    assert {name: found for name, found in faults.items() if found} == {}


@pytest.mark.parametrize(("kind", "language", "address"), PAGES, ids=lambda value: value)
def test_page_holds_letters_twice_as_large(enlarged, kind, language, address):
    enlarged.set_viewport_size({"width": 1280, "height": 900})
    enlarged.goto(address)
    assert enlarged.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    faults = {"1280 px": measure(enlarged, "notFitting()")}
    enlarged.set_viewport_size({"width": 390, "height": 844})
    faults["390 px"] = measure(enlarged, "notFitting()")

    assert {name: found for name, found in faults.items() if found} == {}


@pytest.mark.parametrize("address", [address for kind, _language, address in PAGES if kind == "search"])
def test_search_holds_letters_twice_as_large_on_the_smallest_screen(enlarged, address):
    enlarged.set_viewport_size({"width": 320, "height": 640})
    enlarged.goto(address)
    enlarged.locator(".search__filters > summary").click()

    assert enlarged.evaluate("document.documentElement.scrollWidth") <= 320

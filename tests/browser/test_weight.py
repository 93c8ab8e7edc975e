"""What a page weighs and how it settles, from what a real browser asked for: each demand is a number here.

The HTML of every page is weighed without a browser in ``tests/portal/test_weight.py``.
"""

from urllib.parse import urlsplit

import brotli
import pytest

from tests.page_kinds import LANGUAGES, address

KILOBYTE = 1000
MOST = {"stylesheet": 14, "script": 10, "font": 120}
MOST_SHIFT = 0.02
#: Those that differ in what they load: fonts of the other script, drawings, pictures.
KINDS = ("front", "article", "entry", "organization", "network", "other-language")

#: Noted from the first moment on, since what happens early is what counts.
OBSERVE = """() => {
  window.seen = {shift: 0, largest: ""};
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.seen.shift += entry.value;
  }).observe({type: "layout-shift", buffered: true});
  new PerformanceObserver(list => {
    for (const {element} of list.getEntries())
      window.seen.largest = element?.closest("h1, h2, h3") ? "headline" : element?.tagName ?? "";
  }).observe({type: "largest-contentful-paint", buffered: true});
}"""
#: A picture may come after the standfirst, which is then the largest for a moment.
LARGEST = "() => ['headline', 'IMG'].includes(window.seen.largest)"
SETTLED = """async () => {
  await document.fonts.ready;
  await new Promise(done => requestAnimationFrame(() => setTimeout(done, 100)));
}"""


class Load:
    """A page as a first-time reader loads it on a phone: what it asked for, and how it settled."""

    def __init__(self, browser, url, *, waits_for_paint=False):
        self._bodies = {}
        self.hosts = set()
        context = browser.new_context(viewport={"width": 390, "height": 844})
        page = context.new_page()
        page.add_init_script(f"({OBSERVE})()")
        page.on("requestfinished", self._note)
        page.goto(url)
        page.evaluate(SETTLED)
        self.seen = page.evaluate("window.seen")
        if waits_for_paint:
            page.wait_for_function(LARGEST)
            page.evaluate(SETTLED)
        self.largest = page.evaluate("window.seen.largest")
        context.close()

    def _note(self, request):
        self.hosts.add(urlsplit(request.url).netloc)
        if request.resource_type in MOST:
            self._bodies.setdefault(request.resource_type, []).append(request.response().body())

    def weight(self, kind):
        """Bytes of all files of a kind; fonts come compressed, the others are as the server compresses them.

        Sheets are weighed together, since they are served as one.
        """
        bodies = self._bodies.get(kind, [])
        if kind == "font":
            return sum(map(len, bodies))
        together = [b"".join(bodies)] if kind == "stylesheet" else bodies
        return sum(len(brotli.compress(body)) for body in together)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_page_is_light_and_stands_still(browser, site, kind, language):
    load = Load(browser, site.url + address(kind, language))

    weights = {name: load.weight(name) for name in MOST}
    assert all(weights.values())
    assert {name: weight for name, weight in weights.items() if weight > MOST[name] * KILOBYTE} == {}
    assert load.hosts == {urlsplit(site.url).netloc}
    assert load.seen["shift"] <= MOST_SHIFT


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["front", "article"])
def test_largest_paint_is_the_headline_or_the_lead_picture(browser, site, kind, language):
    load = Load(browser, site.url + address(kind, language), waits_for_paint=True)

    assert load.largest in {"headline", "IMG"}

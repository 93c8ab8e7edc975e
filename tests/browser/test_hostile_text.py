"""A page full of what attackers write, in a real browser: nothing runs, and nobody else is asked."""

import json
from urllib.parse import urlsplit

import pytest

from tests.security.payloads import PAYLOADS

PUBLISH = """
from articles.models import Article
from articles.richtext import clean_html
from articles.workflow import publish, save_revision
from organizations.models import Organization
from portal.accounts.models import User
from tests.security.payloads import HANDLERS, MUTATING, PAYLOADS
body = "".join(clean_html(payload) for payload in PAYLOADS if "/media/" not in payload)
by = User.objects.filter(is_superuser=True).first()
article = Article.objects.get(pk=4)
for language in ("ar", "en"):
    newest = article.revisions.filter(language=language).order_by("-number").first()
    text = newest.text | {"headline": HANDLERS[6][:90], "standfirst": MUTATING[0], "body": body}
    publish(save_revision(article, language, text, by=None, started_from=newest.number), by=None)
Organization.objects.filter(slug="citra").update(
    description_ar=" ".join(MUTATING)[:900], description_en=" ".join(HANDLERS)[:900], name_en=HANDLERS[7]
)
"""
#: What would make a handler run that waits for the reader.
PROVOKE = """() => {
  const kinds = ["mouseover", "focus", "error", "load", "toggle", "animationstart", "pointerover", "wheel"];
  document.querySelectorAll("*").forEach(
    element => kinds.forEach(kind => element.dispatchEvent(new Event(kind))));
}"""
LINKS = "() => [...document.links].map(link => link.protocol)"


@pytest.fixture(scope="module")
def published(site):
    site.manage("shell", "-c", PUBLISH)
    return site


@pytest.fixture
def ran(page):
    """What ran, and whom the page asked beside the portal."""
    found = []
    page.expose_function("pwned", lambda *given: found.append("ran"))
    page.on("dialog", lambda dialog: (found.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: found.append(request.url) if "evil" in request.url else None)
    return found


@pytest.mark.parametrize(
    "path", ["/ar/articles/4/", "/en/articles/4/", "/en/", "/en/organizations/citra/", "/en/articles/"]
)
def test_nothing_runs_and_nobody_is_asked(published, page, ran, path):
    asked = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).netloc))

    page.goto(path, wait_until="load")
    page.evaluate(PROVOKE)
    page.wait_for_timeout(300)

    assert ran == []
    assert set(asked) == {urlsplit(published.url).netloc}
    assert set(page.evaluate(LINKS)) <= {"http:", "https:", "mailto:"}


def test_payloads_would_run_elsewhere(page, ran):
    """So that the silence above says something: the same, uncleaned, on a page without a policy."""
    page.goto("about:blank")
    page.evaluate("html => { document.body.innerHTML = html }", "".join(PAYLOADS[:80]))
    page.evaluate(PROVOKE)
    page.wait_for_timeout(300)

    assert json.dumps(ran).count("ran") > 3

"""Walk the portal as a machine would: every link of every page, and what each page says of itself."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from django.conf import settings

ARABIC = re.compile(r"[\u0621-\u064a]")
LATIN_PHRASE = re.compile(r"[A-Za-z]{2,}(?:[\s,.'’–-]+[A-Za-z]{2,}){3,}")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Seen:
    """One page: its answer, where it leads, and text that isn't marked as being in another language."""

    response: object
    links: list = field(default_factory=list)
    heads: dict = field(default_factory=dict)
    alternates: dict = field(default_factory=dict)
    assets: list = field(default_factory=list)
    html: dict = field(default_factory=dict)
    unmarked: list = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, seen):
        super().__init__()
        self.seen = seen
        self.stack = []

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag not in VOID:
            language = attributes.get("lang") or (self.stack[-1][1] if self.stack else "")
            self.stack.append((tag, language))
        self._note(tag, attributes)

    def _note(self, tag, attributes):
        if tag == "html":
            self.seen.html = attributes
        if tag == "a" and "href" in attributes:
            self.seen.links.append(attributes["href"])
        if tag == "link":
            self._note_link(attributes)
        if source := attributes.get("src") or attributes.get("srcset"):
            self.seen.assets.append(source.split()[0])
        if tag == "form":
            self.seen.heads.setdefault("forms", []).append(attributes.get("method", "get").lower())

    def _note_link(self, attributes):
        rel, href = attributes.get("rel"), attributes.get("href")
        if rel == "alternate" and "hreflang" in attributes:
            self.seen.alternates[attributes["hreflang"]] = href
        elif rel == "canonical":
            self.seen.heads["canonical"] = href
        else:
            self.seen.assets.append(href)

    def handle_endtag(self, tag):
        while self.stack and self.stack.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if data.strip() and self.stack and self.stack[-1][0] not in {"script", "style"}:
            self.seen.unmarked.append((self.stack[-1][1], data.strip()))


def read(response):
    seen = Seen(response)
    if "html" not in response["Content-Type"]:
        return seen
    _Reader(seen).feed(response.content.decode())
    return seen


def crawl(client, *starts):
    """Every page that can be reached from the addresses given, by path; redirects are followed as links.

    Filters compose without end, so of a list with several at once no more is fetched: one at a time is.
    """
    found, waiting = {}, list(starts)
    while waiting:
        path = waiting.pop()
        if path in found or "&" in path:
            continue
        response = client.get(path)
        if response.status_code in {301, 302}:
            found[path] = Seen(response)
            waiting.append(_inside(path, response["Location"]))
            continue
        found[path] = read(response)
        waiting += [inside for link in found[path].links if (inside := _inside(path, link))]
    return found


def _inside(base, link):
    """The path of a link that stays on the portal, or None."""
    absolute = urldefrag(urljoin(settings.SITE_URL + base, link)).url
    if not absolute.startswith(settings.SITE_URL + "/"):
        return None
    parts = urlsplit(absolute)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def foreign_text(seen, language):
    """Passages in the other script that no ``lang`` marks as such."""
    texts = [text for marked, text in seen.unmarked if marked == language]
    pattern = ARABIC if language == "en" else LATIN_PHRASE
    return [text for text in texts if pattern.search(text)]

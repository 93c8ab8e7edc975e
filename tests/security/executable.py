"""What a browser would run, load or be led to by markup that is none of ours."""

import json
import re
from urllib.parse import urlsplit
from xml.etree import ElementTree

import html5lib
from django.conf import settings

#: Nothing of the portal's own needs these, in texts or around them.
NEVER = {
    "iframe", "object", "embed", "applet", "base", "style", "frame", "frameset", "portal", "fencedframe",
    "foreignobject", "animate", "set", "math", "annotation-xml", "isindex", "marquee", "bgsound", "xmp",
    "plaintext", "noembed",
}  # fmt: skip
LED_TO = {"href", "action", "formaction", "cite"}
LOADED = {"src", "data", "poster", "background", "ping", "lowsrc", "manifest", "srcset", "longdesc"}
STRANGE = {
    "style", "srcdoc", "formaction", "ping", "nonce", "is", "slot", "part", "background", "contenteditable",
}  # fmt: skip
SCHEMES = {"", "http", "https", "mailto"}
#: Only around texts, and only as the portal's templates write them.
OURS = {"script", "link", "meta", "form", "svg", "use"}


def dangers(markup: str, *, whole=False):
    """Each in words; ``whole`` where it is a page of ours and not a text of an editor."""
    read = html5lib.parse if whole else html5lib.parseFragment
    for element in read(markup, namespaceHTMLElements=False).iter():
        if not isinstance(element.tag, str):
            continue
        tag = element.tag.rpartition("}")[2].lower()
        if tag in NEVER or (tag in OURS and not (whole and _is_ours(tag, element))):
            yield f"<{tag}>"
        for name, value in element.attrib.items():
            yield from _of_attribute(tag, str(name).rpartition("}")[2].lower(), value)


def _is_ours(tag, element):
    if tag == "script":
        source, kind = element.get("src", ""), element.get("type", "")
        return source.startswith("/static/") or (
            kind == "application/ld+json" and bool(json.loads(element.text))
        )
    if tag == "use":
        return element.get("href", "").startswith(("/static/", "#"))
    if tag == "meta":
        return element.get("http-equiv") is None
    return True


def _of_attribute(tag, name, value):
    if name.startswith("on") or name in STRANGE or "xlink" in name:
        yield f"<{tag} {name}>"
    if name in LED_TO and _scheme(value) not in SCHEMES:
        yield f"<{tag} {name}={value[:40]!r}>"
    if name in LED_TO and tag != "a" and _leads_out(value):
        yield f"<{tag} {name}={value[:40]!r}>"
    if name in LOADED and (_scheme(value) not in {"", "http", "https"} or _leads_out(value)):
        yield f"<{tag} {name}={value[:40]!r}>"


def _scheme(address):
    """As browsers read it: they pass over what is invisible."""
    seen = re.sub(r"[\x00-\x20\x7f]", "", address)
    found = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", seen)
    return found[1].lower() if found else ""


def _leads_out(address):
    seen = re.sub(r"[\x00-\x20\x7f]", "", address).replace("\\", "/")
    host = urlsplit(seen).netloc if "//" in seen else ""
    return bool(host) and host != urlsplit(settings.SITE_URL).netloc


def dangers_of(response):
    """The same of any answer: of a page, of the texts in a feed, of the markup in a document."""
    kind, text = response["Content-Type"].partition(";")[0], response.content.decode()
    if kind == "text/html":
        yield from dangers(text, whole=True)
    elif kind.endswith("json"):
        for markup in _markup_in(json.loads(text)):
            yield from dangers(markup)
    elif kind.endswith("xml"):
        for element in ElementTree.fromstring(text).iter():  # noqa: S314 -- the portal's own
            is_markup = element.get("type") == "html" or element.tag.endswith(("}encoded", "description"))
            yield from dangers(element.text or "") if is_markup else ()


def _markup_in(document, name=""):
    """The strings that whoever takes the document would show as HTML."""
    if isinstance(document, dict):
        for key, value in document.items():
            yield from _markup_in(value, key)
    elif isinstance(document, list):
        for value in document:
            yield from _markup_in(value, name)
    elif isinstance(document, str) and ("html" in name or name == "body"):
        yield document

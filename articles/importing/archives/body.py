"""Markup of another site, before it is cleaned: its pictures become ours, its links lead where they led."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape, unescape
from urllib.parse import urljoin

from articles.richtext.reading import PICTURES

from .items import FoundPicture, Item
from .pictures import PictureMissing, Pictures

#: A bracket in quotation marks ends no tag. None reads past the next mark of its kind, so that what is left
#: open costs nothing.
_TAG = re.compile(r"<(a|img)\b((?:[^<>\"'=]|=\s*+(?:\"[^\"]*+\"|'[^']*+')?|[\"'])*+)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"(?<![\w-])([a-zA-Z][\w-]*+)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.ASCII
)
#: Where plugins that load pictures late keep the address.
ADDRESSES = ("src", "data-src", "data-lazy-src", "data-original")
SHOWN_OF_ADDRESS = 120


@dataclass
class Illustrated:
    """``missing`` names each picture that can't be had with the reason; ``found`` counts all there are."""

    body: str = ""
    lead: object = None
    found: int = 0
    missing: list[str] = field(default_factory=list)


def illustrate(item: Item, language: str, pictures: Pictures | None) -> Illustrated:
    """Bring the pictures of a piece, or leave all of them out where ``pictures`` is None."""
    result = Illustrated()

    def bring(found):
        result.found += 1
        if pictures is None:
            return None
        try:
            return pictures.bring(found, language)
        except PictureMissing as error:
            result.missing.append(f"{found.address[:SHOWN_OF_ADDRESS]}: {error}")
            return None

    result.lead = bring(item.picture) if item.picture else None
    result.body = _rewritten(item.body, item.address, bring)
    return result


def _rewritten(html: str, base: str, bring: Callable) -> str:
    def change(tag):
        attributes = _attributes(tag[2])
        if tag[1].lower() == "a":
            return f'<a href="{escape(_joined(base, attributes.get("href", "")))}">'
        addresses = [_joined(base, attributes[name]) for name in ADDRESSES if attributes.get(name)]
        address = next((each for each in addresses if each.startswith("http")), "".join(addresses[:1]))
        found = FoundPicture(address, attributes.get("alt", ""))
        picture = bring(found)
        return _image(picture, found.alt) if picture else ""

    return _TAG.sub(change, html)


def _image(picture, alt):
    size = f'width="{picture.width}" height="{picture.height}"'
    return f'<img src="{PICTURES}{picture.file.name}" alt="{escape(alt)}" {size}>'


def _attributes(words):
    found = _ATTRIBUTE.finditer(words)
    return {row[1].lower(): unescape(row[2] or row[3] or row[4] or "").strip() for row in found}


def _joined(base, address):
    """The whole address; of a place on the same page what stands there, of nonsense nothing."""
    if not address or address.startswith("#"):
        return address
    try:
        return urljoin(base, address)
    except ValueError:
        return ""

"""The allow-list of rich text, and the one way into it."""

import re

import nh3

from portal.bilingual.text import clean_line, remove_harmful

from .embeds import read_embed
from .limits import refuse_too_long
from .structure import arrange_body
from .tree import EMBED, parse, serialise, tag_names

TAGS = tag_names(
    "p br h2 h3 h4 ul ol li blockquote strong em a bdi span hr "
    "figure figcaption img table caption thead tbody tr th td"
)
ATTRIBUTES = {
    "*": set(),  # else nh3 allows lang and title everywhere
    "a": {"href", "rel"},
    "figure": {EMBED},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "bdi": {"lang", "dir"},
    "span": {"lang", "dir"},
}
# Read on the way in, so that their blocks stay apart; structure.py turns them into what TAGS knows.
TAGS_READ = TAGS | tag_names(
    "h1 h5 h6 b i pre dl dt dd tfoot div section article header footer main aside nav address center "
    "details summary form fieldset hgroup search"
)
DROPPED_WITH_CONTENT = tag_names(
    "script style title head template noscript iframe object embed svg math textarea select xml "
    "audio video canvas"
)

_ADDRESS = re.compile(r"https?://[^/\\\s]|mailto:[^\s]|/(?![/\\])", re.IGNORECASE)
_OWN_PICTURE = re.compile(r"/media/[A-Za-z0-9][A-Za-z0-9_-]*(?:[./][A-Za-z0-9_-]+)*")
# Word writes EN-US and LTR: noise on every word. Our editors' fields write en and ltr, and mean it.
_PATTERNS = {
    "src": _OWN_PICTURE,
    "width": re.compile(r"[1-9][0-9]{0,4}"),
    "height": re.compile(r"[1-9][0-9]{0,4}"),
    "start": re.compile(r"[1-9][0-9]{0,3}"),
    "colspan": re.compile(r"[2-9]|[1-9][0-9]"),
    "rowspan": re.compile(r"[2-9]|[1-9][0-9]"),
    "scope": re.compile(r"row|col|rowgroup|colgroup"),
    "lang": re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"),
    "dir": re.compile(r"ltr|rtl|auto"),
    "rel": re.compile(r"noopener"),
    "class": re.compile(r"MsoList\w*"),
}


def clean_html(html: str) -> str:
    """Return ``html`` reduced to the allow-list, in blocks, without what Word and web pages bring along.

    Cleaning twice changes nothing more. Raises ``TextTooLong``.
    """
    refuse_too_long(html)
    read = _sanitise(remove_harmful(html), TAGS_READ, {**ATTRIBUTES, "p": {"class"}})
    return _sanitise(serialise(arrange_body(parse(read))), TAGS, ATTRIBUTES)


def _sanitise(html, tags, attributes):
    return nh3.clean(
        html,
        tags=set(tags),
        attributes=attributes,
        clean_content_tags=set(DROPPED_WITH_CONTENT),
        attribute_filter=_kept_value,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        strip_comments=True,
    )


def _kept_value(tag: str, name: str, value: str) -> str | None:
    """Return None for an attribute to drop; nh3 asks about those outside the allow-list, too."""
    if name == "href":
        return _kept_address(value)
    if name == EMBED:
        embed = read_embed(value)
        return embed.address if embed else None
    if name == "alt":
        return clean_line(value)
    pattern = _PATTERNS.get(name)
    return value if pattern and pattern.fullmatch(value) else None


def _kept_address(value: str) -> str | None:
    """Browsers ignore line breaks and tabs inside an address, so the check does too."""
    address = re.sub(r"[\x00-\x1f\x7f]", "", remove_harmful(value)).strip()
    return address if _ADDRESS.match(address) else None

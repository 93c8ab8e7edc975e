"""What WordPress turns into a page only when it is shown: blank lines, captions, its blocks' comments."""

import re

# No pattern reads past the next bracket: what is left open many times costs no more than once.
_BLOCK_COMMENT = re.compile(r"<!--\s*/?wp:[^<>]*-->")
_CAPTION = re.compile(r"\[caption\b[^\[\]]*\]((?:(?!\[/?caption\b).)*+)\[/caption\]", re.DOTALL)
_PICTURE = re.compile(r"\s*((?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?)(.*)", re.DOTALL)
_EMBED = re.compile(r"\[embed\b[^\[\]]*\]\s*(https?://[^\s\[\]<>]+)\s*\[/embed\]")
_SHORTCODE = re.compile(r"\[([a-z][a-z0-9_-]{2,30})(?:\s[^\[\]]*)?/?\]")
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_HAS_PARAGRAPHS = re.compile(r"<p[\s>]", re.IGNORECASE)
_STARTS_BLOCK = re.compile(
    r"</?(?:p|h[1-6]|ul|ol|li|dl|blockquote|figure|figcaption|table|thead|tbody|tr|td|th|div|section|hr|pre|iframe)\b",
    re.IGNORECASE,
)


def to_html(markup: str) -> str:
    """Return what a page of WordPress would show; shortcodes that nobody here knows stay as they are."""
    markup = _BLOCK_COMMENT.sub("", markup.replace("\r\n", "\n"))
    markup = _CAPTION.sub(_figure, markup)
    markup = _EMBED.sub(r"<p>\1</p>", markup)
    return markup if _HAS_PARAGRAPHS.search(markup) else _with_paragraphs(markup)


def shortcodes(markup: str) -> list[str]:
    """The names of what only a plugin of that site could show."""
    return sorted({found[1] for found in _SHORTCODE.finditer(markup)} - {"caption", "embed"})


def _figure(caption):
    picture = _PICTURE.fullmatch(caption[1])
    if not picture:
        return caption[1]
    words = picture[2].strip()
    return f"\n\n<figure>{picture[1]}{f'<figcaption>{words}</figcaption>' if words else ''}</figure>\n\n"


def _with_paragraphs(markup):
    """Blank lines end paragraphs, single line ends are line breaks, as in the classic editor."""
    blocks = (block.strip() for block in _BLANK_LINES.split(markup))
    return "\n".join(block if _STARTS_BLOCK.match(block) else _paragraph(block) for block in blocks if block)


def _paragraph(block):
    picture = _PICTURE.fullmatch(block)
    if picture and not picture[2].strip():
        return f"<figure>{picture[1]}</figure>"
    return f"<p>{block.replace(chr(10), '<br>')}</p>"

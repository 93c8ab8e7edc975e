"""A cleaned body as its page shows it, in the active language: with what ``parts`` found in its markup."""

from collections.abc import Iterable, Iterator

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from .embeds import read_embed
from .parts import PartKind
from .places import put_in
from .tree import parse, serialise

Piece = tuple[int, int, str]


def render(html: str, parts: Iterable[list], links: Iterable[tuple[int, int, str]] = ()) -> SafeString:
    """Dress cleaned ``html``; ``links`` are places, apart from each other, and the addresses they lead to."""
    pieces = [_link(html, *link) for link in links]
    for start, end, kind, *more in parts:
        pieces += _PIECES[kind](html, start, end, *more)
    return mark_safe(put_in(html, pieces))  # noqa: S308 -- was cleaned on the way in; the rest is escaped


def render_elsewhere(html: str, parts: Iterable[list]) -> SafeString:
    """The same for where no styles and scripts of ours are: only what stands for other sites is dressed."""
    embeds = [part for part in parts if part[2] == PartKind.EMBED]
    pieces = [piece for part in embeds for piece in _embed(html, *_place(part), "articles/_embed_link.html")]
    return mark_safe(put_in(html, pieces))  # noqa: S308 -- was cleaned on the way in; the rest is escaped


def _place(part):
    start, end, _kind, address = part
    return start, end, address


def _link(html, start, end, address):
    return start, end, format_html('<a href="{}">{}</a>', address, _cleaned(html[start:end]))


def _heading(html, start, end, identifier, words) -> Iterator[Piece]:
    """With a link to itself beside it, not in it: screen readers say the words of a heading and no more."""
    opening = len("<h2>")
    yield (
        start,
        end,
        format_html(
            '<div class="subheading"><h{0} id="{1}">{2}<a class="subheading__link" href="#{1}" '
            'aria-label="{3}"></a></div>',
            html[start + 2],
            identifier,
            _cleaned(html[start + opening : end]),
            _("Link to “%(heading)s”") % {"heading": words},
        ),
    )


def _table(html, start, end, number, caption, cells) -> Iterator[Piece]:
    """In a box of its own that scrolls; who has no mouse needs to reach it, and to hear what it is."""
    name = _("Table %(number)s") % {"number": number}
    yield (
        start,
        start,
        format_html(
            '<div class="table-scroll" role="region" tabindex="0" aria-label="{}">',
            f"{name}: {caption}" if caption else name,
        ),
    )
    yield from ((cell + len("<td"), cell + len("<td"), ' class="number"') for cell in cells)
    yield end, end, "</div>"


def _picture(html, start, end) -> Iterator[Piece]:
    """The one place where a picture in a text becomes markup of the page: so far as it is kept."""
    yield from ()


def _pull_quote(html, start, end) -> Iterator[Piece]:
    opening = len("<figure")
    yield start + opening, start + opening, ' class="pull-quote"'


def _embed(html, start, end, address, template="articles/_embed.html") -> Iterator[Piece]:
    [figure] = parse(html[start:end])
    words = {child.tag: _cleaned(serialise(child.children)) for child in figure.children}
    embed = read_embed(address)
    if embed is None:  # a provider that was taken off the list
        return
    context = {"embed": embed, "quoted": words.get("blockquote"), "caption": words.get("figcaption")}
    yield start, end, render_to_string(template, context)


def _cleaned(markup):
    return mark_safe(markup)  # noqa: S308 -- a piece of what was cleaned on the way in


_PIECES = {
    PartKind.HEADING: _heading,
    PartKind.TABLE: _table,
    PartKind.PICTURE: _picture,
    PartKind.PULL_QUOTE: _pull_quote,
    PartKind.EMBED: _embed,
}

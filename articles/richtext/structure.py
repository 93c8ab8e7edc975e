"""Any sanitised markup as a plain sequence of blocks."""

from itertools import groupby

from .headers import with_scopes
from .phrases import has_content, is_phrase, tidy, tidy_paragraphs, without
from .tree import EMBED, Element, Node
from .word_lists import gather_lists

HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
LISTS = ("ul", "ol")


def arrange_body(nodes: list[Node]) -> list[Element]:
    return gather_lists(_arrange(nodes))


def _arrange(nodes):
    """Wrap loose phrases in paragraphs and dissolve every element that is no block of ours."""
    blocks, phrases = [], []
    for node in nodes:
        if is_phrase(node):
            phrases.append(node)
            continue
        blocks += _paragraphs(phrases)
        phrases = []
        blocks += _blocks(node)
    return blocks + _paragraphs(phrases)


def _paragraphs(phrases):
    return [Element("p", {}, run) for run in tidy_paragraphs(phrases) if has_content(run)]


def _blocks(node):
    if node.tag in HEADINGS:
        return _heading(node)
    arrange = _ARRANGERS.get(node.tag)
    return arrange(node) if arrange else _arrange(node.children)


def _heading(node):
    words = tidy(node.children)
    return [Element(HEADINGS[node.tag], {}, words)] if has_content(words) else []


def _paragraph(node):
    return [
        Element("p", node.attributes, block.children) if block.tag == "p" else block
        for block in _arrange(node.children)
    ]


def _list(node):
    items = []
    for child in node.children:
        if isinstance(child, Element) and child.tag in LISTS and items:
            items[-1].children += _list(child)
        else:
            content = child.children if isinstance(child, Element) and child.tag == "li" else [child]
            items.append(Element("li", {}, _cell_content(content)))
    items = [item for item in items if has_content(item.children)]
    return [Element(node.tag, node.attributes, items)] if items else []


def _cell_content(nodes):
    """Return an item's or cell's content; phrases followed by nothing but lists need no paragraph."""
    blocks = _arrange(nodes)
    if blocks and blocks[0].tag == "p" and all(block.tag in LISTS for block in blocks[1:]):
        return blocks[0].children + blocks[1:]
    return blocks


def _quotation(node):
    blocks = gather_lists(_arrange(node.children))
    return [Element("blockquote", {}, blocks)] if blocks else []


def _figure(node):
    """A picture, a pull quote, or something of another site; a figure that is none of these dissolves."""
    pictures = [element for element in node.walk() if element.tag == "img" and "src" in element.attributes]
    has_quotation = any(node.outermost("blockquote"))
    if EMBED in node.attributes or (has_quotation and not pictures):
        return _quoting_figure(node)
    return _arrange(node.children) if has_quotation or not pictures else [_picture(node, pictures)]


def _picture(node, pictures):
    """The figure with its picture first."""
    words = tidy(without("img", list(node.outermost("figcaption"))))
    return Element("figure", {}, tidy(pictures) + _titled("figcaption", words))


def _quoting_figure(node):
    """The figure with the words that it quotes first, then whose they are or what they are called."""
    captions = [child for child in node.children if _is_caption(child)]
    quoted = _quoted([child for child in node.children if not _is_caption(child)])
    if not quoted and EMBED not in node.attributes:
        return _arrange(captions)  # and not what was read as quoted: figures in figures would double the work
    quotation = [Element("blockquote", {}, quoted)] if quoted else []
    caption = _titled("figcaption", tidy(without("img", captions)))
    return [Element("figure", node.attributes, quotation + caption)]


def _is_caption(node):
    return isinstance(node, Element) and node.tag == "figcaption"


def _quoted(nodes):
    """Paragraphs and nothing else: a list or a table is no line to pull out, nor is "· item" made one."""
    paragraphs = []
    for is_quotation, run in groupby(nodes, _is_quotation):
        found = list(run)
        for block in found if is_quotation else _arrange(found):
            paragraphs += [block] if block.tag == "p" else _quoted(block.children)
    return paragraphs


def _is_quotation(node):
    return isinstance(node, Element) and node.tag == "blockquote"


def _titled(tag, words):
    return [Element(tag, {}, words)] if has_content(words) else []


def _table(node):
    head = _rows(node, within=("thead",))
    body = _rows(node, within=("tbody", "tfoot"))
    cells = [cell for row in head + body for cell in row.children]
    if len(cells) == 1:
        return gather_lists(_arrange(cells[0].children))
    head, body = with_scopes(head, body)
    sections = [Element(name, {}, rows) for name, rows in (("thead", head), ("tbody", body)) if rows]
    return [Element("table", {}, _caption(node) + sections)] if sections else []


def _rows(table, within):
    sections = [child for child in table.children if isinstance(child, Element) and child.tag in within]
    rows = [row for section in sections for row in section.children if isinstance(row, Element)]
    return [row for row in map(_row, rows) if has_content(row.children)]


def _row(row):
    cells = [cell for cell in row.children if isinstance(cell, Element)]
    return Element(
        "tr", {}, [Element(cell.tag, cell.attributes, _cell_content(cell.children)) for cell in cells]
    )


def _caption(table):
    captions = [child for child in table.children if isinstance(child, Element) and child.tag == "caption"]
    return _titled("caption", tidy(captions[0].children) if captions else [])


def _rule(node):
    return [node]


_ARRANGERS = {
    "p": _paragraph,
    "ul": _list,
    "ol": _list,
    "blockquote": _quotation,
    "figure": _figure,
    "table": _table,
    "hr": _rule,
}

"""Any sanitised markup as a plain sequence of blocks."""

from .phrases import has_content, is_phrase, tidy, tidy_paragraphs, without
from .tree import Element, Node
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
    """Return the figure with its picture first; one without a picture dissolves."""
    pictures = [element for element in node.walk() if element.tag == "img" and "src" in element.attributes]
    if not pictures:
        return _arrange(node.children)
    words = tidy(without("img", list(node.outermost("figcaption"))))
    caption = [Element("figcaption", {}, words)] if has_content(words) else []
    return [Element("figure", {}, tidy(pictures) + caption)]


def _table(node):
    head = _rows(node, within=("thead",))
    body = _rows(node, within=("tbody", "tfoot"))
    cells = [cell for row in head + body for cell in row.children]
    if len(cells) == 1:
        return gather_lists(_arrange(cells[0].children))
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
    words = tidy(captions[0].children) if captions else []
    return [Element("caption", {}, words)] if has_content(words) else []


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

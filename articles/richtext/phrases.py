"""What stands inside a block: words, emphasis, links, pictures."""

from itertools import groupby

from portal.bilingual.text import collapse_spaces, compose, remove_harmful

from .tree import Element, Node, tag_names

TAGS = tag_names("strong em a span bdi br img")
MEANING = {"a": {"href"}, "span": {"lang", "dir"}}
RENAMED = {"b": "strong", "i": "em"}


def is_phrase(node: Node) -> bool:
    """Whether ``node`` can stand inside a paragraph; emphasis around whole blocks can't."""
    if isinstance(node, str):
        return True
    if node.tag == "a":
        return True
    return all(RENAMED.get(element.tag, element.tag) in TAGS for element in node.walk())


def tidy(nodes: list[Node]) -> list[Node]:
    """Return ``nodes`` as one run of phrases without empty elements and surrounding space."""
    return _trimmed(_merged(_phrases(nodes)))


def tidy_paragraphs(nodes: list[Node]) -> list[list[Node]]:
    """Return ``nodes`` as tidy runs, divided where two line breaks stand for a new paragraph."""
    return [_trimmed(part) for part in _split_at_breaks(tidy(nodes))]


def without(tag: str, nodes: list[Node]) -> list[Node]:
    """Dissolve every ``tag`` in ``nodes``, at any depth."""
    kept: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            kept.append(node)
        elif node.tag == tag:
            kept += without(tag, node.children)
        else:
            kept.append(Element(node.tag, node.attributes, _merged(without(tag, node.children))))
    return kept


def _split_at_breaks(nodes):
    parts: list[list[Node]] = [[]]
    pending = []
    for node in [*nodes, ""]:
        if _is_break(node) or (pending and _is_blank(node)):
            pending.append(node)
            continue
        if sum(_is_break(waiting) for waiting in pending) > 1:
            parts.append([])
        else:
            parts[-1] += pending
        pending = []
        parts[-1].append(node)
    return parts


def has_content(nodes: list[Node]) -> bool:
    return any(_holds_content(node) for node in nodes)


def _holds_content(node):
    if isinstance(node, str):
        return bool(node.strip())
    return node.tag in {"img", "hr"} or has_content(node.children)


def _phrases(nodes):
    for node in nodes:
        if isinstance(node, str):
            yield node
        else:
            yield from _phrase(node)


def _phrase(node):
    tag = RENAMED.get(node.tag, node.tag)
    if tag == "br":
        yield node
    elif tag == "img":
        yield from _image(node)
    elif tag not in TAGS:
        yield from (" ", *_phrases(node.children), " ")
    else:
        yield from _wrapped(tag, node.attributes, _merged(_phrases(node.children)))


def _image(node):
    if "src" in node.attributes:
        yield Element("img", {"alt": "", **node.attributes})


def _wrapped(tag, attributes, children):
    is_meaningless = tag in MEANING and not attributes.keys() & MEANING[tag]
    if is_meaningless or not has_content(children):
        yield from children
    elif tag == "a":
        yield Element("a", _link_attributes(attributes["href"]), _merged(without("a", children)))
    else:
        yield Element(tag, attributes, children)


def _link_attributes(address):
    return {"href": address} if address.startswith("/") else {"href": address, "rel": "noopener"}


def _merged(nodes):
    merged: list[Node] = []
    for is_text, run in groupby(nodes, lambda node: isinstance(node, str)):
        if is_text:
            merged.append(_clean("".join(run)))
        else:
            merged += run
    return [node for node in merged if node != ""]


def _clean(words):
    return collapse_spaces(compose(remove_harmful(words)))


def _trimmed(nodes):
    start, end = 0, len(nodes)
    while start < end and (_is_break(nodes[start]) or _is_blank(nodes[start])):
        start += 1
    while end > start and (_is_break(nodes[end - 1]) or _is_blank(nodes[end - 1])):
        end -= 1
    kept = nodes[start:end]
    if kept and isinstance(kept[0], str):
        kept[0] = kept[0].lstrip()
    if kept and isinstance(kept[-1], str):
        kept[-1] = kept[-1].rstrip()
    return kept


def _is_break(node):
    return isinstance(node, Element) and node.tag == "br"


def _is_blank(node):
    return isinstance(node, str) and not node.strip()

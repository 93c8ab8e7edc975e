"""Sanitised markup as a small tree."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

DEEPEST_TREE = 60
VOID = frozenset({"br", "hr", "img"})
#: On a figure: the address of the video or post of another site that it stands for (``embeds``).
EMBED = "data-embed"


def tag_names(names: str) -> frozenset[str]:
    return frozenset(names.split())


@dataclass
class Element:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    def walk(self) -> Iterator["Element"]:
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def outermost(self, tag: str) -> Iterator["Element"]:
        """Yield every ``tag`` inside that stands in no other ``tag`` inside."""
        for child in self.children:
            if isinstance(child, Element):
                yield from [child] if child.tag == tag else child.outermost(tag)


Node = Element | str


def parse(html: str) -> list[Node]:
    """Read what nh3 wrote; elements beyond ``DEEPEST_TREE`` levels dissolve into their parent."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root.children


def serialise(nodes: Iterable[Node]) -> str:
    return "".join(_markup(node) for node in nodes)


def _markup(node):
    if isinstance(node, str):
        return escape(node, quote=False)
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in node.attributes.items())
    if node.tag in VOID:
        return f"<{node.tag}{attributes}>"
    return f"<{node.tag}{attributes}>{serialise(node.children)}</{node.tag}>"


class _Builder(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self.open = [self.root]
        self.dissolved = 0

    def handle_starttag(self, tag, attrs):
        if tag in VOID:
            self.open[-1].children.append(Element(tag, dict(attrs)))
        elif len(self.open) > DEEPEST_TREE:
            self.dissolved += 1
        else:
            element = Element(tag, dict(attrs))
            self.open[-1].children.append(element)
            self.open.append(element)

    def handle_endtag(self, tag):
        if self.dissolved:
            self.dissolved -= 1
        elif len(self.open) > 1:
            self.open.pop()

    def handle_data(self, data):
        self.open[-1].children.append(data)

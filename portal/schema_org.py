"""The words of schema.org that all apps need, as dictionaries for ``portal.open_data.json_ld``."""

from django.conf import settings

from portal.addresses import absolute

CONTEXT = "https://schema.org"


def document(*nodes: dict) -> dict:
    """One node, or several as a graph, without what they leave empty."""
    filled_nodes = [filled(node) for node in nodes]
    if len(filled_nodes) == 1:
        return {"@context": CONTEXT, **filled_nodes[0]}
    return {"@context": CONTEXT, "@graph": filled_nodes}


def filled(node: dict) -> dict:
    """The node without the properties that have no value; ``False`` and ``0`` are values."""
    return {name: value for name, value in node.items() if value is not None and value not in ("", [], {})}


def reference(kind: str, url: str, name: str | None = None) -> dict:
    """What a page of the portal is about, named by the address of that page."""
    return filled({"@type": kind, "@id": url, "name": name})


def image(address: str, width: int, height: int, **more) -> dict:
    size = {"width": width, "height": height}
    return {"@type": "ImageObject", "url": absolute(address), **size, **filled(more)}


def breadcrumbs(*steps: tuple[str, str]) -> dict:
    """The way down to a page: names with their addresses."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": absolute(address)}
            for position, (name, address) in enumerate(steps, start=1)
        ],
    }


def item_list(urls) -> dict | None:
    items = [
        {"@type": "ListItem", "position": position, "url": url} for position, url in enumerate(urls, start=1)
    ]
    return {"@type": "ItemList", "itemListElement": items} if items else None


def licence() -> str | dict | None:
    """The licence that the settings name: by its address, or by its name alone."""
    named = settings.SITE_CONTENT_LICENCE
    if not named or named.startswith(("http://", "https://")):
        return named or None
    return {"@type": "CreativeWork", "name": named}

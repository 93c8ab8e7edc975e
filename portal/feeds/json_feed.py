"""JSON Feed 1.1 (jsonfeed.org)."""

import json

from .document import Document, Entry
from .writing import rfc3339

TYPE = "application/feed+json"


def write(feed: Document) -> bytes:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "home_page_url": feed.url,
        "feed_url": feed.address,
        "next_url": feed.next,
        "language": feed.language,
        "hubs": [{"type": "WebSub", "url": feed.hub}] if feed.hub else None,
        "authors": [{"name": feed.publisher}],
    }
    items = [_item(entry, feed.language) for entry in feed.entries]
    return json.dumps({**_filled(document), "items": items}, ensure_ascii=False).encode()


def _item(entry: Entry, language: str) -> dict:
    image = entry.image
    return _filled(
        {
            "id": entry.id,
            "url": entry.url,
            "title": entry.title,
            "summary": entry.summary,
            "content_html": entry.content,
            "image": image and image.url,
            "date_published": rfc3339(entry.published),
            "date_modified": rfc3339(entry.updated),
            "authors": [_filled({"name": author.name, "url": author.url}) for author in entry.authors],
            "tags": [category.label for category in entry.categories],
            "language": language,
            "attachments": [_filled({"url": image.url, "mime_type": image.type, "title": image.alt})]
            if image
            else None,
        }
    )


def _filled(values):
    return {name: value for name, value in values.items() if value}

"""A picture as a document, with the sizes that there are."""

from django.core.files.storage import default_storage

from articles.renditions import shown
from portal.addresses import absolute


def picture_document(picture, languages) -> dict | None:
    """Its words are told in the languages of the piece that shows it."""
    if picture is None:
        return None
    found = shown(picture, "figure", _url)
    return {
        "url": _url(picture.file.name),
        "width": picture.width,
        "height": picture.height,
        **{name: _words(picture, name, languages) for name in ("alt", "caption")},
        "credit": picture.credit or None,
        "sources": [
            {"srcset": source.srcset, "type": source.type or None, "is_night": source.is_night}
            for source in found.sources
        ],
    }


def _url(name):
    return absolute(default_storage.url(name))


def _words(picture, name, languages):
    said = {language: getattr(picture, f"{name}_{language}") for language in languages}
    return said if any(said.values()) else None

"""What the shapes of several nouns are made of."""

from functools import cache

from pydantic import BaseModel, ConfigDict

from organizations.enums import AliasKind
from portal.open_data import DEMO_NOTICE, both, in_both, terms, urls_of


class Document(BaseModel):
    model_config = ConfigDict(extra="forbid", defer_build=True)


class Words(Document):
    """A text in each language; null, or left out, where there is none."""

    ar: str | None = None
    en: str | None = None


class Reference(Document):
    """Something that has a document of its own, under its slug."""

    slug: str
    name: Words | None
    url: Words


class OtherName(Document):
    language: str
    name: str
    kind: AliasKind


class Licensed(Document):
    """Who publishes a document, on which terms, and what it is."""

    licence: str | None
    publisher: Words
    is_demo: bool
    notice: Words | None


class Listed(Document):
    """A part of a list. ``next`` and ``previous`` are the addresses of its neighbours, null at the ends."""

    next: str | None
    previous: str | None
    licence: str | None
    publisher: Words


def licensed(thing) -> dict:
    """On which terms a document may be used, and whether it is the demonstration's."""
    return {**terms(), "is_demo": thing.is_demo, "notice": _demo_notice() if thing.is_demo else None}


@cache
def _demo_notice():
    return in_both(DEMO_NOTICE)


def reference(thing) -> dict:
    """A thing with a name in each language, as another document speaks of it."""
    return {"slug": thing.slug, "name": both(thing, "name"), "url": urls_of(thing)}


def aliases_of(thing) -> list[dict]:
    """How a record of the directory is also written."""
    aliases = sorted(thing.aliases.all(), key=lambda alias: alias.pk)
    return [{"language": alias.language, "name": alias.name, "kind": alias.kind} for alias in aliases]

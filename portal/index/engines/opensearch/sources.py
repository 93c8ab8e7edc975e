"""Documents as the server keeps them, and its answers as hits."""

import json
from datetime import datetime

from django.utils import timezone

from portal.bilingual.analysis import tokens
from portal.index.documents import Document, Key, Kind
from portal.index.found import Hit

#: What of a document a search asks for; read from columns, the texts stay where they are.
COLUMNS = ["kind", "pk", "published_at", "topic", "about"]


def prepared(text: str) -> str:
    """A text as it is indexed, and as it is looked for: its words, folded, with a space between them."""
    return " ".join(token.exact for token in tokens(text))


def key_of(key: Key) -> str:
    kind, pk = key
    return f"{kind}:{pk}"


def name_of(kind: Kind, pk: int, *, is_public: bool) -> str:
    """The name of a document in the index of its language."""
    return f"{kind}-{pk}" if is_public else f"{kind}-{pk}-draft"


def source_of(document: Document) -> str:
    """A document as a line of JSON."""
    fields = {
        "kind": document.kind,
        "pk": document.pk,
        "key": key_of((document.kind, document.pk)),
        "is_public": document.is_public,
        "published_at": document.published_at and document.published_at.isoformat(),
        "topic": document.topic,
        "about": sorted({key_of(key) for key in ((document.kind, document.pk), *document.about)}),
        "headline": prepared(document.headline),
        "names": [prepared(name) for name in document.names],
        "standfirst": prepared(document.standfirst),
        "body": prepared(document.body),
    }
    if _is_readable(document):
        fields["spellings"] = [document.headline, document.standfirst, *document.names]
    return json.dumps(fields, ensure_ascii=False)


def hit_of(answer: dict) -> Hit:
    """A match; each column comes as a list, and an empty one doesn't come."""
    columns = answer["fields"]
    published_at = columns.get("published_at")
    return Hit(
        kind=Kind(columns["kind"][0]),
        pk=columns["pk"][0],
        published_at=datetime.fromisoformat(published_at[0]) if published_at else None,
        topic=columns.get("topic", [None])[0],
        organizations=tuple(sorted(_organizations(columns.get("about", ())))),
        score=answer.get("_score") or 0.0,
    )


def _organizations(keys):
    for key in keys:
        kind, _colon, pk = key.partition(":")
        if kind == Kind.ORGANIZATION:
            yield int(pk)


def _is_readable(document):
    """Whether readers see it now: no word of a draft, or of what waits for its time, is proposed to them."""
    return document.is_public and (document.published_at is None or document.published_at <= timezone.now())

"""What the database holds of each text that was to be published; ``manage.py shell`` calls it."""

import json
import sys

from articles.enums import Act
from articles.models import LogEntry, Revision
from portal.announcing.enums import Event
from portal.announcing.models import Announcement
from portal.index import Kind
from portal.index.models import DocumentRow

from .publishing import WORD


def tell() -> None:
    """Of each word, which parts of a publication are there: all, or none of them."""
    rows = Revision.objects.filter(slug__startswith=WORD).select_related("article")
    json.dump({row.slug: _parts(row) for row in rows}, sys.stdout)


def _parts(revision):
    article, language = revision.article, revision.language
    of_it = {"article": article, "language": language}
    documents = DocumentRow.objects.filter(
        kind=Kind.ARTICLE, thing=article.pk, language=language, is_public=True
    )
    told = Announcement.objects.filter(**of_it, event=Event.ARTICLE_PUBLISHED)
    logged = LogEntry.objects.filter(**of_it, act=Act.PUBLISHED, revision=revision)
    shown = (getattr(article, f"headline_{language}"), getattr(article, f"body_{language}"))
    return {
        "text": shown == (revision.headline, revision.body),
        "time": article.is_live_in(language),
        "revision": revision.published_at is not None,
        "log": logged.count() == 1,
        "index": documents.count() == 1,
        "announcement": told.count() == 1,
    }

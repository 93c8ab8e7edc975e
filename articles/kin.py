"""The keys of what could be read after an article, as columns of queries that its page makes anyway.

Every list walks an index that has its order and stops after a few rows: it costs the same in an archive of a
hundred pieces and of a hundred thousand.
"""

from django.db.models import F, OuterRef, Q, Value
from django.db.models.functions import Coalesce

from portal import clock
from portal.rows import Keys

#: How many are shown; the piece itself and its two neighbours may be among those found.
RELATED = 4
FOUND = RELATED + 3


def columns(live, language):
    """Annotations of an article out of those live in a language: its neighbours, the newest beside it."""
    newest = live.newest_first(language)
    at = Coalesce(OuterRef(f"published_at_{language}"), Value(clock.now()))
    return {
        "newer_keys": _keys(_later(live, language, at).oldest_first(language), 1),
        "older_keys": _keys(_earlier(live, language, at).newest_first(language), 1),
        "topic_keys": _keys(newest.filter(topic=OuterRef("topic")), FOUND),
        "newest_keys": _keys(newest, FOUND),
    }


def sharing(mentions, language):
    """The newest articles live in a language that mention the same, as an annotation of a mention."""
    thing = mentions.model.leads_to
    same = mentions.model.objects.filter(**{thing: OuterRef(thing)})
    return _keys(same.live(language).newest_first(language), FOUND, key="article")


def _later(live, language, at):
    """Of one moment the greater key is the later, as in every list."""
    column = f"published_at_{language}"
    return live.filter(Q(**{f"{column}__gt": at}) | Q(pk__gt=OuterRef("pk")), **{f"{column}__gte": at})


def _earlier(live, language, at):
    column = f"published_at_{language}"
    return live.filter(Q(**{f"{column}__lt": at}) | Q(pk__lt=OuterRef("pk")), **{f"{column}__lte": at})


def _keys(rows, number, key="pk"):
    return Keys(rows.values(key=F(key))[:number])

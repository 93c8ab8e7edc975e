"""Which rows of articles are found without looking at others, and which can't exist at all."""

from datetime import UTC, datetime

from django.db import models
from django.db.models import F, Q

from portal.bilingual.languages import LANGUAGES
from portal.sitemap_files import range_of

#: Before this a date of publication is a slip of the keyboard, and the archive would list every month since.
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
#: The columns that decide where a language stands.
TIME_COLUMNS = [f"{name}_{language}" for name in ("published_at", "withdrawn_at") for language in LANGUAGES]


def _live_indexes():
    """Newest first, for the whole, within a topic and within a kind; only rows that can be live are there."""
    for language in LANGUAGES:
        can_be_live = Q(
            **{f"published_at_{language}__isnull": False, f"withdrawn_at_{language}__isnull": True}
        )
        yield models.Index(
            fields=[f"-published_at_{language}", "-id"],
            name=f"article_newest_{language}",
            condition=can_be_live,
        )
        yield models.Index(
            fields=["topic", f"-published_at_{language}", "-id"],
            name=f"article_topic_newest_{language}",
            condition=can_be_live,
        )
        yield models.Index(
            fields=["kind", f"-published_at_{language}", "-id"],
            name=f"article_kind_newest_{language}",
            condition=can_be_live,
        )


def _first_shown_indexes():
    """The same for what is live in any language: the lists of the open data."""
    can_be_live = Q(first_shown_at__isnull=False)
    newest = ["-first_shown_at", "-id"]
    yield models.Index(fields=newest, name="article_first_shown", condition=can_be_live)
    for name in ("topic", "kind"):
        yield models.Index(fields=[name, *newest], name=f"article_{name}_first_shown", condition=can_be_live)


def _withdrawn_indexes():
    """By day, for the calendar of the desk: the few rows that those above leave out."""
    for language in LANGUAGES:
        yield models.Index(
            fields=[f"published_at_{language}"],
            name=f"article_withdrawn_{language}",
            condition=Q(**{f"withdrawn_at_{language}__isnull": False}),
        )


def _stale_indexes():
    """Longest behind first, for the coverage screen and the desk: the few rows that are stale."""
    for language in LANGUAGES:
        yield models.Index(
            fields=[f"stale_since_{language}", "id"],
            name=f"article_stale_{language}",
            condition=Q(**{f"stale_since_{language}__isnull": False}),
        )


def _sitemap_indexes():
    """By the file of the sitemap, for the last change in each; ``id`` lets PostgreSQL read nothing else."""
    for language in LANGUAGES:
        yield models.Index(
            range_of("id"),
            *(F(f"{name}_{language}") for name in ("published_at", "changed_at")),
            F("id"),
            name=f"article_sitemap_{language}",
            condition=Q(
                **{f"published_at_{language}__isnull": False, f"withdrawn_at_{language}__isnull": True}
            ),
        )


#: All that the admin's lists are filtered by.
LISTED_COLUMNS = ("kind", "topic", "is_demo", *TIME_COLUMNS)


def _list_index():
    """Newest first: any combination of filters is one walk along it."""
    return models.Index(fields=["-id", *LISTED_COLUMNS], name="article_list")


def _unpublished_indexes():
    """What is missing in a language and what is a draft: to count these no published piece is passed."""
    for language in LANGUAGES:
        yield models.Index(
            fields=["-id", *LISTED_COLUMNS],
            name=f"article_unpublished_{language}",
            condition=Q(**{f"published_at_{language}__isnull": True}),
        )


def _live_is_complete():
    for language in LANGUAGES:
        has_text = {f"{name}_{language}__isnull": False for name in ("headline", "slug", "body")}
        yield models.CheckConstraint(
            condition=Q(**{f"published_at_{language}": None}) | Q(topic__isnull=False, **has_text),
            name=f"article_live_has_text_and_topic_{language}",
        )


def _times_are_in_order():
    for language in LANGUAGES:
        published, changed = f"published_at_{language}", f"changed_at_{language}"
        yield models.CheckConstraint(
            condition=Q(**{published: None}) | Q(**{f"{published}__gte": EARLIEST}),
            name=f"article_published_after_2000_{language}",
        )
        yield models.CheckConstraint(
            condition=Q(**{changed: None}) | Q(**{f"{changed}__gte": F(published)}),
            name=f"article_changed_after_published_{language}",
        )


INDEXES = [
    *_live_indexes(),
    *_first_shown_indexes(),
    *_withdrawn_indexes(),
    *_stale_indexes(),
    *_unpublished_indexes(),
    *_sitemap_indexes(),
    _list_index(),
]
CONSTRAINTS = [*_live_is_complete(), *_times_are_in_order()]

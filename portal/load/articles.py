"""Articles by the thousand, written to the database in batches.

The verbs of ``workflow`` would take hours for a hundred thousand pieces. What is stored here is what they
would have stored; the tests hold it against them.
"""

from copy import copy
from datetime import datetime, timedelta
from random import Random

from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Coalesce, Least

from articles.enums import ArticleKind, MentionRole
from articles.models import (
    Article,
    Byline,
    LogEntry,
    OrganizationMention,
    PartnershipMention,
    PersonMention,
    Revision,
)

from .directory import Directory, make_directory
from .editions import Edition
from .prose import Prose, Zipf

BATCH = 500
YEARS = 8
LANGUAGES = [("ar", "en"), ("ar",), ("en",)]
LANGUAGE_WEIGHTS = [70, 20, 10]
#: English mostly follows the Arabic by some hours.
MOST_HOURS_BEHIND = 30
PROPOSED = 0.05


def make_articles(count: int, *, seed: int, now: datetime):
    """Make ``count`` articles published in the years before ``now``; yields how many each batch has made."""
    random = Random(seed)  # noqa: S311 -- the same seed makes the same archive
    prose = {language: Prose(random, language) for language in ("ar", "en")}
    with transaction.atomic():
        directory = make_directory(random, prose)
    desk = _Desk(directory, prose, random, now)
    before = Article.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    for start in range(0, count, BATCH):
        ages = [1 - place / count for place in range(start, min(start + BATCH, count))]
        desk.make_batch(ages)
        yield len(ages)
    _settle(before, now)


class _Desk:
    def __init__(self, directory: Directory, prose: dict, random: Random, now: datetime):
        self._directory = directory
        self._prose = prose
        self._random = random
        self._now = now
        self._kinds = Zipf(random, ArticleKind.values)
        self._blank = Article(is_demo=True)

    @transaction.atomic
    def make_batch(self, ages):
        """Store one article for each age: 1 is the oldest, 0 is now."""
        articles = [self._article() for _ in ages]
        editions = [
            edition
            for article, age in zip(articles, ages, strict=True)
            for edition in self._editions(article, self._now - age * timedelta(days=365 * YEARS))
        ]
        Article.objects.bulk_create(articles)
        self._store_revisions(editions)
        LogEntry.objects.bulk_create(entry for edition in editions for entry in edition.log())
        self._store_links(articles)

    def _article(self):
        # A copy: modeltranslation takes longer to fill a new one with defaults than all the rest takes.
        article = copy(self._blank)
        article.kind = self._kinds.draw()
        article.topic = self._directory.topics.draw()
        return article

    def _editions(self, article, at):
        """In the languages it has; a translation comes later than what it was translated from."""
        for language in self._random.choices(LANGUAGES, LANGUAGE_WEIGHTS)[0]:
            yield Edition(article, self._prose[language], self._random, at=at, now=self._now)
            at = min(at + timedelta(minutes=self._random.randint(10, MOST_HOURS_BEHIND * 60)), self._now)

    def _store_revisions(self, editions):
        """Arabic first, because the English text names the revision that it was translated from."""
        originals = {}
        for language in ("ar", "en"):
            revisions = [row for edition in editions for row in edition.revisions if row.language == language]
            for revision in revisions:
                revision.translated_from = originals.get(revision.article)
            Revision.objects.bulk_create(revisions)
            originals = {revision.article: revision for revision in revisions if revision.number == 1}

    def _store_links(self, articles):
        draw = self._directory
        self._store(Byline, "author", [(article, draw.authors.draw_some(2)) for article in articles])
        for model, name, things, most in (
            (OrganizationMention, "organization", draw.organizations, 4),
            (PersonMention, "person", draw.people, 2),
            (PartnershipMention, "partnership", draw.entries, 1),
        ):
            found = [(article, things.draw_some(most)) for article in articles]
            self._store(model, name, found, mention=self._mention)

    def _mention(self, position):
        role = MentionRole.PASSING if position else MentionRole.SUBJECT
        return {"role": role, "is_proposed": self._random.random() < PROPOSED}

    def _store(self, model, name, found, mention=None):
        rows = [
            model(article=article, **{name: thing}, **(mention or _place)(position))
            for article, things in found
            for position, thing in enumerate(things)
        ]
        for row in rows:
            row.copy_times()
        model.objects.bulk_create(rows)


def _place(position):
    return {"position": position}


def _settle(before, now):
    """Date what was made as if it had been written then, and let PostgreSQL learn how much there is."""
    made = Article.objects.filter(pk__gt=before)
    first = Least(
        Coalesce(F("published_at_ar"), F("published_at_en"), now),
        Coalesce(F("published_at_en"), F("published_at_ar"), now),
        now,
    )
    made.update(made_at=first)
    revisions = Revision.objects.filter(article__gt=before)
    at = Coalesce(F("published_at"), now)  # not translated: Revision.published_at
    revisions.update(made_at=at)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

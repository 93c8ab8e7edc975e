"""Articles by the thousand, written to the database in batches.

The verbs of ``workflow`` would take hours for a hundred thousand pieces. What is stored here is what they
would have stored; the tests hold it against them.
"""

from copy import copy
from datetime import datetime, timedelta
from itertools import chain
from random import Random

from django.db import connection, transaction

from articles.enums import ArticleKind, MentionRole
from articles.models import (
    Article,
    Byline,
    Correction,
    OrganizationMention,
    PartnershipMention,
    PersonMention,
)

from .directory import Directory, make_directory
from .editions import Edition
from .prose import Prose, Zipf
from .writing import numbered, store

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
    for start in range(0, count, BATCH):
        ages = [1 - place / count for place in range(start, min(start + BATCH, count))]
        desk.make_batch(ages)
        yield len(ages)
    _learn()


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
        articles = numbered(self._article(self._now - age * timedelta(days=365 * YEARS)) for age in ages)
        of_article = [list(self._editions(article)) for article in articles]
        editions = list(chain.from_iterable(of_article))
        revisions = numbered(row for edition in editions for row in edition.revisions)
        for original, *translations in of_article:
            for translation in translations:
                translation.follow(original)
        store(articles)
        store(revisions)
        store(entry for edition in editions for entry in edition.log())
        Correction.objects.bulk_create(row for edition in editions for row in edition.corrections())
        self._store_links(articles)

    def _article(self, at):
        # A copy: modeltranslation takes longer to fill a new one with defaults than all the rest takes.
        article = copy(self._blank)
        article.made_at = at
        article.kind = self._kinds.draw()
        article.topic = self._directory.topics.draw()
        return article

    def _editions(self, article):
        """In the languages it has; a translation comes later than what it was translated from."""
        at = article.made_at
        for language in self._random.choices(LANGUAGES, LANGUAGE_WEIGHTS)[0]:
            yield Edition(article, self._prose[language], self._random, at=at, now=self._now)
            at = min(at + timedelta(minutes=self._random.randint(10, MOST_HOURS_BEHIND * 60)), self._now)

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
        store(rows)


def _place(position):
    return {"position": position}


def _learn():
    """Let PostgreSQL know how much there is, as it finds out by itself within minutes."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # Without VACUUM, which no transaction allows, no query is answered from an index alone.
            cursor.execute("ANALYZE" if connection.in_atomic_block else "VACUUM ANALYZE")

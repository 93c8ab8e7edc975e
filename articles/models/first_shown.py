"""When a piece could first be read in any language: the database works it out of the times of both.

What lists both editions walks an index over it. Which times count in a language is said in ``querysets``.
"""

from django.db import models
from django.db.models import Case, F, GeneratedField, Q, When
from django.db.models.functions import Coalesce, Least

from portal.bilingual.languages import LANGUAGES


def first_shown(*times):
    """The earliest of these times, one of each language; NULL where there is none.

    The smallest of a NULL and a time is NULL on SQLite, so the times stand once more behind it.
    """
    earliest = Coalesce(Least(*times), *times)
    return GeneratedField(expression=earliest, output_field=models.DateTimeField(), db_persist=True)


def of_article():
    """A language that was withdrawn counts no longer."""
    for language in LANGUAGES:
        is_there = Q(**{f"withdrawn_at_{language}__isnull": True})
        yield Case(When(is_there, then=F(f"published_at_{language}")))


def of_link():
    yield from (F(f"published_at_{language}") for language in LANGUAGES)

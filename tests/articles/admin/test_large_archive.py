"""What the lists ask of a large archive: its narrow indexes, and whole rows for the page shown only."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from articles.enums import State
from articles.models import Article, Topic
from tests.editing import LIST
from tests.explain import explain, reads_rows

#: Whose rows the lists page through.
TABLES = ("articles_article", "articles_revision", "articles_logentry")


@pytest.fixture
def archive(transactional_db):
    """Committed: a vacuum can't run within a transaction."""
    call_command("make_load", articles=200, verbosity=0, stdout=StringIO())
    if connection.vendor == "postgresql":
        _note_that_all_rows_are_visible()


def _note_that_all_rows_are_visible():
    """Write down what a vacuum finds once every session sees the same rows: the planner goes by it alone.

    A vacuum itself may not get there: an open snapshot holds it up, and few dead rows aren't worth its while.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM ANALYZE {', '.join(TABLES)}")
        cursor.execute("UPDATE pg_class SET relallvisible = relpages WHERE relname = ANY(%s)", [list(TABLES)])


def _filters():
    topic = Topic.objects.order_by("pk").first().pk
    yield from ({}, {"topic__id__exact": topic}, {"kind__exact": "news"}, {"is_demo__exact": 0})
    for state in (State.MISSING, State.DRAFT, State.WITHDRAWN):
        yield from ({"state_ar": state}, {"state_en": state, "topic__id__exact": topic})
    yield from ({"state_ar": "changes"}, {"state_en": "changes", "topic__id__exact": topic})
    yield {"state_ar": State.WITHDRAWN, "state_en": State.MISSING, "kind__exact": "news"}


#: The few texts that wait are read themselves, found by this index of theirs.
WAITING = "one_text_of_a_language_waits"


def _plan(client, filters, address=LIST):
    rows = client.get(address, filters).context["cl"].queryset
    with transaction.atomic():
        return explain(rows.values_list("pk")[:50])


def test_filters_are_answered_from_indexes_alone(client, archive, editor):
    for filters in _filters():
        plan = "\n".join(line for line in _plan(client, filters).splitlines() if WAITING not in line)
        assert not reads_rows(plan), (filters, plan)


@pytest.mark.parametrize("model", ["article", "revision", "logentry"])
def test_search_for_unfinished_words_reads_the_headlines_from_their_index(client, archive, editor, model):
    plan = _plan(client, {"q": "clou museu"}, f"/admin/articles/{model}/")

    assert "revision_headlines" in plan


def test_plan_shows_where_rows_are_read(archive):
    """The tests above can fail: a column that is in no index is seen."""
    with transaction.atomic():
        assert reads_rows(explain(Article.objects.filter(shared_version=1).values_list("pk")))

"""Trees and texts of any kind: no engine fails on one, and each finds what a plain reading finds."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.index import All, AnyOf, Document, Kind, Named, Not, Phrase, Query, Word
from portal.index.engines import engine

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_analysis")]

NOON = datetime(2024, 5, 4, 12, tzinfo=UTC)
WORDS = ("sea", "sun", "air", "بحر")
TEXTS = ("sea sun", "sun sea air", "sea", "air sea sun", "بحر sea", "sun", "air بحر sun sea", "moon")
ABOUT = {1: 5, 4: 5, 7: 6}
READ = settings(
    max_examples=60,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

some_words = st.sampled_from(WORDS)
leaves = st.one_of(
    st.builds(Word, some_words, st.lists(some_words, max_size=2).map(tuple)),
    st.builds(Phrase, st.lists(some_words, min_size=1, max_size=3).map(tuple)),
    st.builds(
        Named, st.lists(st.tuples(st.just(Kind.ORGANIZATION), st.integers(5, 7)), min_size=1).map(tuple)
    ),
)
any_text = st.text(max_size=20) | st.sampled_from(
    ['"', "'", "\\", "a\0b", "NOT", "x'|!y:*", "@o5", "=sea", "|", "(", "%"]
)
any_leaves = st.one_of(
    st.builds(Word, any_text, st.lists(any_text, max_size=2).map(tuple)),
    st.builds(Phrase, st.lists(any_text, max_size=3).map(tuple)),
    st.builds(
        Named, st.lists(st.tuples(st.sampled_from(Kind), st.integers(-(2**63), 2**63)), max_size=2).map(tuple)
    ),
)


def trees(leaves):
    def grown(inner):
        several = st.lists(inner, max_size=3).map(tuple)
        return st.builds(Not, inner) | st.builds(All, several) | st.builds(AnyOf, several)

    return st.recursive(leaves, grown, max_leaves=8)


@pytest.fixture
def archive():
    engine().store(
        Document(
            Kind.ARTICLE,
            pk,
            "en",
            headline=text,
            published_at=NOON + timedelta(days=pk),
            about=((Kind.ORGANIZATION, ABOUT[pk]),) if pk in ABOUT else (),
        )
        for pk, text in enumerate(TEXTS)
    )


@READ
@given(root=trees(leaves))
def test_tree_finds_what_it_says(archive, root):
    expected = {pk for pk, text in enumerate(TEXTS) if holds(root, pk, text)} if asks(root) else set()

    assert {hit.pk for hit in engine().find(Query(root, "en")).hits} == expected


@READ
@given(root=trees(any_leaves), includes_drafts=st.booleans(), language=st.sampled_from(["ar", "en"]))
def test_no_query_makes_the_engine_fail(archive, root, includes_drafts, language):
    engine().find(Query(root, language, includes_drafts=includes_drafts))


@READ
@given(text=any_text, names=st.lists(any_text, max_size=2).map(tuple), pk=st.integers(1, 2**26 - 1))
def test_any_text_can_be_stored_and_is_found_by_each_of_its_words(text, names, pk):
    engine().store([Document(Kind.PERSON, pk, "ar", headline=text, standfirst=text, body=text, names=names)])

    for word in text.split():
        if any(map(str.isalnum, word)):
            assert pk in [hit.pk for hit in engine().find(Query(Word(word), "ar")).hits]


@READ
@given(word=any_text)
def test_any_word_may_be_misspelt(archive, word):
    assert word not in engine().near_words(word, "en")


def holds(node, pk, text):
    match node:
        case Word(word, family):
            return bool({word, *family} & {*text.split()})
        case Phrase(words):
            return f" {' '.join(words)} " in f" {text} "
        case Named(keys):
            return ABOUT.get(pk) in {organization for _kind, organization in keys}
        case Not(inner):
            return not holds(inner, pk, text)
        case All(nodes):
            return all(holds(inner, pk, text) for inner in nodes if says_something(inner))
        case AnyOf(nodes):
            return any(holds(inner, pk, text) for inner in nodes if says_something(inner))


def says_something(node):
    match node:
        case Not(inner):
            return says_something(inner)
        case All(nodes) | AnyOf(nodes):
            return any(map(says_something, nodes))
    return True


def asks(node, wanted=True):
    """Whether something is asked for, and not everything but something."""
    match node:
        case Not(inner):
            return asks(inner, not wanted)
        case All(nodes) | AnyOf(nodes):
            every = isinstance(node, All) == wanted
            parts = [asks(inner, wanted) for inner in nodes if says_something(inner)]
            return bool(parts) and (any(parts) if every else all(parts))
    return wanted

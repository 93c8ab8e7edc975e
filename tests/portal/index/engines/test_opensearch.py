"""The engine on a cluster, against a stub of its HTTP API (``opensearch_stub``)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from portal.index import All, AnyOf, Document, Filters, Hit, Kind, Named, Not, Order, Phrase, Query, Word
from portal.index.engine import TookTooLong
from portal.index.engines.opensearch import connection, engine_at, writing
from portal.index.engines.opensearch.connection import ServerAway
from portal.index.engines.opensearch.delivery import deliver_to
from portal.index.found import MOST_RANKED
from tests.portal.index.opensearch_stub import running_stub

pytestmark = pytest.mark.django_db

PASSWORD = "s3cret/of#them"
NOON = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def listening(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    with running_stub() as (stub, address):
        settings.SEARCH_URL = f"opensearch+http://portal:s3cret%2Fof%23them@{address}/news"
        yield stub
        engine_at.cache_clear()


@pytest.fixture
def engine(listening, settings):
    return engine_at(settings.SEARCH_URL)


def document(pk=1, headline="", **columns):
    told = {"kind": Kind.ARTICLE, "language": "ar", "published_at": NOON}
    return Document(pk=pk, headline=headline, **told | columns)


def keep(engine, *documents):
    engine.store(documents)
    deliver_to(engine)


def find(engine, root, **more):
    return engine.find(Query(root, "ar", **more))


def pks(found):
    return [hit.pk for hit in found.hits]


def test_document_is_sent_folded_with_what_it_is_found_by(engine, listening):
    keep(
        engine,
        document(
            7,
            "الهيئة العامّة",
            standfirst="سبب",
            body="نصّ",
            names=("هيئة أولى",),
            topic=3,
            about=((Kind.PERSON, 2), (Kind.ORGANIZATION, 9), (Kind.ORGANIZATION, 9)),
        ),
    )

    assert listening.sources("ar") == {
        "article-7": {
            "kind": "article",
            "pk": 7,
            "key": "article:7",
            "is_public": True,
            "published_at": "2026-03-01T09:00:00+00:00",
            "topic": 3,
            "about": ["article:7", "organization:9", "person:2"],
            "headline": "الهيئه العامه",
            "names": ["هيئه اولي"],
            "standfirst": "سبب",
            "body": "نص",
            "spellings": ["الهيئة العامّة", "سبب", "هيئة أولى"],
        }
    }


def test_request_carries_version_alias_and_login(engine, listening):
    keep(engine, document(7, "خبر"))

    request = listening.requests[-1]
    act = request.body[0]["index"]
    assert (request.path, request.parameters) == ("/_bulk", {"require_alias": "true"})
    assert request.authorization == "Basic cG9ydGFsOnMzY3JldC9vZiN0aGVt"
    assert act["version"] > 0
    assert act | {"version": 0} == {
        "_index": "news-ar-1",
        "_id": "article-7",
        "version": 0,
        "version_type": "external",
    }


def test_indices_are_made_with_the_servers_own_analysers_when_first_written_to(engine, listening):
    keep(engine, document())

    assert listening.indices.keys() == {"news-ar-1-documents", "news-en-1-documents"}
    index = listening.indices["news-ar-1-documents"]
    assert index["aliases"] == {"news-ar-1": {}}
    assert index["settings"]["analysis"]["analyzer"]["arabic_stems"] == {
        "type": "arabic",
        "stopwords": "_none_",
    }
    assert index["settings"]["analysis"]["analyzer"]["english_stems"] == {
        "type": "english",
        "stopwords": "_none_",
    }
    assert index["mappings"]["dynamic"] == "strict"


def test_document_takes_the_place_of_the_one_before(engine, listening):
    keep(engine, document(7, "قديم"), document(7, "مسودة", is_public=False), document(7, "جديد"))

    kept = listening.sources("ar")
    assert {name: source["headline"] for name, source in kept.items()} == {
        "article-7": "جديد",
        "article-7-draft": "مسوده",
    }


def test_forget_removes_public_and_draft_in_one_language_or_in_both(engine, listening):
    keep(engine, document(7), document(7, is_public=False), document(7, language="en"), document(8))

    engine.forget(Kind.ARTICLE, [7], language="ar")
    deliver_to(engine)
    assert (listening.sources("ar").keys(), listening.sources("en").keys()) == ({"article-8"}, {"article-7"})

    engine.forget(Kind.ARTICLE, [7, 8])
    deliver_to(engine)
    assert (listening.sources("ar"), listening.sources("en")) == ({}, {})


def test_search_is_written_as_values_and_columns_alone_come_back(engine, listening, time_machine):
    time_machine.move_to(NOON, tick=False)
    keep(engine, document())

    find(engine, Word('(هيئة OR *:"'), filters=Filters(Kind.ARTICLE, topic=3, organization=9))

    request = listening.requests[-1]
    target, beside, _target, dated = request.body
    has_day = {"exists": {"field": "published_at"}}
    has_none = {"bool": {"must_not": [has_day]}}
    filters = [
        {"term": {"is_public": True}},
        any_of([{"range": {"published_at": {"lte": NOON.isoformat()}}}, has_none]),
        {"term": {"kind": "article"}},
        {"term": {"topic": 3}},
        {"term": {"about": "organization:9"}},
    ]
    columns = ["kind", "pk", "published_at", "topic", "about"]
    both = {"track_scores": True, "timeout": "1800ms", "_source": False}
    assert request.path == "/_msearch"
    assert target == {"index": "news-ar-1", "allow_partial_search_results": False}
    assert beside == both | {
        "query": {"bool": {"must": [WORD], "filter": [any_of([has_none]), *filters]}},
        "size": 250,
        "track_total_hits": 251,
        "docvalue_fields": beside["docvalue_fields"],
    }
    assert dated == both | {
        "query": {"bool": {"must": [WORD], "filter": [has_day, *filters]}},
        "sort": [{"published_at": "desc"}, {"pk": "desc"}],
        "size": MOST_RANKED,
        "track_total_hits": MOST_RANKED + 1,
        "docvalue_fields": beside["docvalue_fields"],
    }
    assert [column["field"] for column in dated["docvalue_fields"]] == columns


def any_of(clauses):
    return {"bool": {"should": clauses, "minimum_should_match": 1}}


WORD = {
    "multi_match": {
        "query": "هيئه or",
        "type": "best_fields",
        "operator": "and",
        "fields": [
            *("headline^12.0", "names^12.0", "standfirst^4.5", "body^1.5"),
            *("headline.arabic^8", "names.arabic^8", "standfirst.arabic^3", "body.arabic^1"),
        ],
        "boost": 2,
    }
}


def test_hit_tells_what_pages_need(engine):
    about = ((Kind.ORGANIZATION, 9), (Kind.PERSON, 4), (Kind.ORGANIZATION, 5))
    keep(engine, document(7, "هيئة", topic=3, about=about), document(8, "هيئة", published_at=None))

    first, second = find(engine, Word("هيئه"), order=Order.NEWEST).hits

    assert first == Hit(Kind.ARTICLE, 7, NOON, 3, (5, 9))
    assert second == Hit(Kind.ARTICLE, 8, None, None, ())


def test_organization_is_counted_with_what_is_about_it(engine):
    about = ((Kind.ORGANIZATION, 9),)
    keep(
        engine,
        document(1, "هيئة", about=about),
        document(9, "هيئة", kind=Kind.ORGANIZATION, published_at=None),
        document(2, "هيئة"),
    )

    found = find(engine, Word("هيئة"), filters=Filters(organization=9))

    assert [(hit.kind, hit.organizations) for hit in found.hits] == [
        (Kind.ARTICLE, (9,)),
        (Kind.ORGANIZATION, (9,)),
    ]


@pytest.mark.parametrize(
    ("root", "expected"),
    [
        (Word("الشركات"), {1, 3}),
        (Word("شركات"), {1, 3}),
        (Word("partner"), {2}),
        (Word("بنك", family=("بنوك",)), {2}),
        (Phrase(("شركات", "جديدة")), {1}),
        (Phrase(("جديدة", "شركات")), set()),
        (All((Word("شركات"), Not(Phrase(("شركات", "جديدة"))))), {3}),
        (AnyOf((Word("بنوك"), Word("جديدة"))), {1, 2}),
        (Named(((Kind.ORGANIZATION, 9), (Kind.PERSON, 1))), {3, 9}),
        (Word("!?"), set()),
    ],
)
def test_tree_of_a_search_finds(engine, root, expected):
    keep(
        engine,
        document(1, "الشركات الجديدة", body="شركات جديده"),
        document(2, "بنوك", names=("Partners",)),
        document(3, "خبر", body="شركات في الكويت", about=((Kind.ORGANIZATION, 9),)),
        document(9, "هيئة", kind=Kind.ORGANIZATION, published_at=None),
    )

    assert {*pks(find(engine, root))} == expected


def test_best_comes_first_and_the_newest_of_equals(engine):
    day = timedelta(days=1)
    keep(
        engine,
        document(1, "خبر", body="هيئة", published_at=NOON + day),
        document(2, "هيئة", published_at=NOON - day),
        document(3, "هيئة", published_at=NOON),
    )

    assert pks(find(engine, Word("هيئة"))) == [3, 2, 1]
    assert pks(find(engine, Word("هيئة"), order=Order.NEWEST)) == [1, 3, 2]


def test_thing_of_that_name_comes_before_what_is_told_about_it(engine):
    key = (Kind.ORGANIZATION, 9)
    keep(
        engine,
        document(1, "هيئة", about=(key,)),
        document(9, "هيئة", kind=Kind.ORGANIZATION, published_at=None),
    )

    assert pks(find(engine, AnyOf((Named((key,)), Word("هيئة"))))) == [9, 1]


def test_drafts_and_what_waits_for_its_time_are_for_editors(engine):
    later = timezone.now() + timedelta(hours=1)
    keep(
        engine,
        document(1, "هيئة"),
        document(2, "هيئة", is_public=False, published_at=None),
        document(3, "هيئة", published_at=later),
    )

    assert pks(find(engine, Word("هيئة"))) == [1]
    assert {*pks(find(engine, Word("هيئة"), includes_drafts=True))} == {1, 2, 3}


def test_days_are_those_of_kuwait_and_both_included(engine):
    late_on_the_last = datetime(2026, 1, 31, 20, 59, tzinfo=UTC)
    keep(
        engine,
        document(1, "هيئة", published_at=late_on_the_last),
        document(2, "هيئة", published_at=late_on_the_last + timedelta(minutes=2)),
        document(3, "هيئة", published_at=datetime(2025, 12, 31, 21, tzinfo=UTC)),
        document(4, "هيئة", published_at=datetime(2025, 12, 31, 20, 59, tzinfo=UTC)),
    )

    january = Filters(since=date(2026, 1, 1), until=date(2026, 1, 31))

    assert pks(find(engine, Word("هيئة"), filters=january)) == [1, 3]


def test_newest_thousand_are_found_and_that_there_are_more_is_told(engine, monkeypatch):
    rank_no_more_than(2, monkeypatch)
    hours = [NOON + timedelta(hours=pk) for pk in range(4)]
    keep(engine, *(document(pk, "هيئة", published_at=hours[pk]) for pk in (1, 2)))
    assert find(engine, Word("هيئة")).is_complete

    keep(engine, document(3, "هيئة", published_at=hours[3]))

    found = find(engine, Word("هيئة"))
    assert (pks(found), found.is_complete) == ([3, 2], False)


def test_what_has_no_day_or_is_asked_for_by_name_has_places_of_its_own(engine, monkeypatch):
    rank_no_more_than(2, monkeypatch)
    monkeypatch.setattr(writing, "MOST_WITHOUT_DAY", 1)
    hours = [NOON + timedelta(hours=pk) for pk in range(4)]
    keep(
        engine,
        document(9, "هيئة", kind=Kind.PERSON, published_at=None),
        *(document(pk, "هيئة", published_at=hours[pk]) for pk in range(1, 4)),
        document(8, "هيئة", kind=Kind.PARTNERSHIP, published_at=hours[0]),
    )

    assert {*pks(find(engine, Word("هيئة")))} == {9, 3}
    named = AnyOf((Named(((Kind.PARTNERSHIP, 8),)), Word("هيئة")))
    assert pks(find(engine, named)) == [8, 3]


def rank_no_more_than(most, monkeypatch):
    monkeypatch.setattr("portal.index.engines.opensearch.engine.MOST_RANKED", most)
    monkeypatch.setattr(writing, "MOST_RANKED", most)


def test_article_and_its_draft_are_told_of_once(engine):
    keep(engine, document(1, "هيئة"), document(1, "هيئة", is_public=False))

    assert pks(find(engine, Word("هيئة"), includes_drafts=True)) == [1]


def test_stored_keys_are_read_page_by_page(engine, listening, monkeypatch):
    monkeypatch.setattr(writing, "A_PAGE", 2)
    drafts = [document(4, is_public=False), document(5, kind=Kind.PERSON)]
    keep(engine, document(12), document(3), document(1), *drafts)

    assert list(engine.stored(Kind.ARTICLE, "ar")) == [1, 3, 12]
    assert [lines[1]["search_after"] for lines in listening.asked("_msearch")] == [[0], [3], [12]]
    assert list(engine.stored(Kind.ARTICLE, "ar", is_public=False)) == [4]
    assert len(listening.asked("_refresh")) == 2


def test_index_that_is_not_there_holds_nothing(engine):
    assert list(engine.stored(Kind.ARTICLE, "ar")) == []


def test_stop_words_are_left_out_where_something_else_is_asked_for(engine):
    keep(engine, document(1, "هيئة الاتصالات"))

    assert pks(find(engine, All((Word("هيئة"), Word("في"))))) == [1]
    assert pks(find(engine, Word("في"))) == []


def test_near_words_are_of_what_readers_can_read(engine, listening):
    keep(
        engine,
        document(1, "اتفاقية"),
        document(2, "اتفاقيتان", is_public=False),
        document(3, "اتفاقيات", published_at=timezone.now() + timedelta(hours=1)),
    )

    assert engine.near_words("اتفقية", "ar") == ["اتفاقية"]
    assert listening.asked("_search")[-1]["suggest"]["near"]["text"] == "اتفقية"


def test_slow_server_is_given_up(engine, listening, settings, monkeypatch):
    keep(engine, document())
    monkeypatch.setattr(connection, "SECONDS", 0.1)
    engine_at.cache_clear()
    listening.seconds = 0.5

    with pytest.raises(TookTooLong):
        find(engine_at(settings.SEARCH_URL), Word("هيئة"))
    listening.seconds = 0


def test_half_an_answer_is_none(engine, listening):
    keep(engine, document())
    listening.partial_failure = True

    with pytest.raises(ServerAway):
        find(engine, Word("هيئة"))


def test_search_that_the_server_gave_up_is_no_answer(engine, listening):
    keep(engine, document())
    listening.timed_out = True

    with pytest.raises(TookTooLong):
        find(engine, Word("هيئة"))


@pytest.mark.parametrize(
    "failure",
    [
        (503, {"error": {"type": "cluster_block_exception", "root_cause": []}}),
        (502, "<html>Bad gateway</html>"),
        (401, "Unauthorized"),
        (400, {"error": {"type": "too_many_clauses", "root_cause": []}}),
        (200, "<html>Maintenance</html>"),
        (200, {}),
        (200, ["responses"]),
        (200, {"responses": [{"hits": {"hits": [{"fields": {"kind": ["spy"]}}]}, "timed_out": False}] * 2}),
        (400, ["error"]),
        (502, "Down\nERROR root: forged"),
    ],
)
def test_failure_is_that_the_server_is_away_and_tells_no_secret(engine, listening, failure, caplog):
    keep(engine, document())
    listening.failure = failure

    with pytest.raises(ServerAway) as raised:
        find(engine, Word("هيئة"))

    assert PASSWORD not in caplog.text + str(raised.value) + repr(raised.value.__cause__)
    assert "OpenSearch: " in caplog.text
    assert "\nERROR root: forged" not in caplog.text


def test_missing_index_is_a_failure_and_not_an_empty_answer(engine):
    with pytest.raises(ServerAway):
        find(engine, Word("هيئة"))


def test_server_that_is_not_there_is_away(settings):
    engine_at.cache_clear()
    with pytest.raises(ServerAway):
        find(engine_at(f"opensearch+http://portal:{'secret'}@127.0.0.1:9"), Word("هيئة"))
    engine_at.cache_clear()

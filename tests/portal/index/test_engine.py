"""The engine on the database of the run: what it finds, and in which order, the same on each."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.index import All, AnyOf, Document, Filters, Kind, Named, Not, Order, Phrase, Query, Word
from portal.index.engines import engine, finding

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_analysis")]

NOON = datetime(2024, 5, 4, 12, tzinfo=UTC)


def article(pk, headline="", standfirst="", body="", **given):
    given = {"language": "en", "published_at": NOON + timedelta(days=pk)} | given
    return Document(Kind.ARTICLE, pk, headline=headline, standfirst=standfirst, body=body, **given)


def organization(pk, *names, **given):
    return Document(Kind.ORGANIZATION, pk, "en", names[0], names=names, **given)


def found(root, language="en", **given):
    return [hit.pk for hit in engine().find(Query(root, language, **given)).hits]


def words(text):
    return All(tuple(map(Word, text.split())))


def test_word_is_found_in_its_language_only():
    engine().store([article(1, "cloud"), article(1, "سحابة", language="ar"), article(2, "sea")])

    assert found(Word("cloud")) == [1]
    assert found(Word("cloud"), "ar") == []
    assert found(Word("سحابة"), "ar") == [1]
    assert found(Word("clou")) == []


def test_headline_goes_before_standfirst_and_body_and_the_form_typed_before_others():
    texts = {"headline": "clouds rise", "standfirst": "clouds", "body": "clouds"}
    engine().store(
        [article(pk, **{field: text}) for pk, (field, text) in enumerate(texts.items(), 1)]
        + [
            article(4, body="other clouds"),
            article(5, body="cloud"),
            article(6, "a cloud"),
            article(7, body="sea"),
        ]
    )

    assert found(Word("cloud")) == [6, 1, 2, 5, 4, 3]
    assert found(Word("clouds")) == [1, 6, 2, 4, 3, 5]


def test_form_typed_counts_in_each_of_several_parts():
    engine().store(
        [
            article(1, body="clouds and sea"),
            article(2, body="a boat and sea"),
            article(3, body="boats and sea"),
            article(4, body="a cloud and sea"),
        ]
    )
    either = AnyOf((All((Word("the"), Word("clouds"))), Word("boats")))

    assert found(either) == [3, 1, 4, 2]
    assert found(All((either, Word("sea")))) == [3, 1, 4, 2]


def test_form_typed_counts_more_in_a_headline():
    engine().store(
        [article(1, "a cloud"), article(2, "clouds rise", body="cloud"), article(3, "", "a cloud")]
    )
    engine().store([article(4, "", "clouds rise", "cloud")])

    assert found(Word("cloud")) == [1, 2, 3, 4]


def test_equals_are_in_order_of_publication():
    engine().store(
        [
            article(pk, "cloud", published_at=NOON + timedelta(days=day))
            for pk, day in ((1, 3), (2, 9), (3, 1))
        ]
    )

    assert found(Word("cloud")) == [2, 1, 3]
    assert found(Word("cloud"), order=Order.NEWEST) == [2, 1, 3]


def test_newest_first_asks_for_time_alone():
    engine().store([article(1, "cloud"), article(2, body="cloud"), organization(3, "Cloud")])

    assert found(Word("cloud"), order=Order.NEWEST) == [2, 1, 3]


def test_every_word_is_wanted_and_any_of_them_and_none():
    engine().store([article(1, "sea air"), article(2, "sea"), article(3, "air"), article(4, "sea sun")])

    assert found(words("sea air")) == [1]
    assert found(AnyOf((Word("sun"), Word("air")))) == [4, 3, 1]
    assert found(All((Word("sea"), Not(Word("air"))))) == [2, 4]
    assert found(All((Word("sea"), Not(AnyOf((Word("air"), Word("sun"))))))) == [2]
    assert found(All((Word("sea"), AnyOf((Word("air"), Not(Word("sun"))))))) == [2, 1]
    assert found(All((Word("sea"), Not(Not(Word("air")))))) == [1]


def test_match_of_more_alternatives_goes_first():
    engine().store([article(1, "sea sun"), article(2, "sea"), article(3, "sun")])

    assert found(AnyOf((Word("sun"), Word("sea")))) == [1, 3, 2]


def test_word_of_the_family_will_do_and_what_was_typed_goes_first():
    engine().store([article(1, "bank"), article(2, "shore"), article(3, "sea")])

    assert found(Word("bank", family=("shore",))) == [1, 2]


def test_phrase_is_found_in_order_and_within_a_field():
    engine().store(
        [
            article(1, "the deep blue sea"),
            article(2, "blue deep sea"),
            article(3, "deep", "blue sea"),
            article(4, body="so deep, blue as ever"),
            organization(5, "Deep Sea", "Deep Blue"),
        ]
    )

    assert found(Phrase(("deep", "blue"))) == [5, 1, 4]
    assert found(Phrase(("Deep-Blue", "seas"))) == [1]
    assert found(Phrase(("sea",))) == [2, 1, 5, 3]


def test_phrase_is_one_alternative_or_the_exception():
    engine().store(
        [article(1, "deep blue"), article(2, "blue deep"), article(3, "sun"), article(4, "sun deep blue")]
    )
    phrase = Phrase(("deep", "blue"))

    assert found(AnyOf((phrase, Word("sun")))) == [4, 1, 3]
    assert found(All((Word("deep"), Not(phrase)))) == [2]
    assert found(All((Word("blue"), Not(All((phrase, Word("sun"))))))) == [2, 1]
    assert found(All((Word("blue"), AnyOf((Not(phrase), Word("sun")))))) == [4, 2]


def test_stop_words_are_not_asked_for_beside_others():
    engine().store([article(1, "sea air"), article(2, "the sea"), article(3, "the end of")])

    assert found(words("the sea")) == [2, 1]
    assert found(words("the of")) == [3]
    assert found(All((Word("the"), Not(Word("sea"))))) == [3]


@pytest.mark.parametrize(
    "root", [Word("?!"), words("! ?"), Not(Word("sea")), All(()), AnyOf(()), Phrase(()), Named(())]
)
def test_nothing_asked_for_finds_nothing(root):
    engine().store([article(1, "sea")])

    assert found(root) == []


def test_sign_between_words_is_not_asked_for():
    engine().store([article(1, "sea e-mail"), article(2, "sea mail e")])

    assert found(words("sea - e-mail")) == [1, 2]


def test_thing_of_that_name_goes_first_then_what_speaks_of_it():
    about = ((Kind.ORGANIZATION, 7),)
    engine().store(
        [
            organization(7, "Huawei", "هواوي"),
            article(1, "Phones", about=about),
            article(2, "Huawei opens", about=about),
            article(3, "Sea"),
        ]
    )
    named = Named(((Kind.ORGANIZATION, 7),))

    assert found(AnyOf((named, words("huawei")))) == [7, 2, 1]
    assert found(Word("هواوي")) == [7]
    assert found(All((named, Word("phones")))) == [1]


def test_title_that_is_the_query_goes_before_one_that_holds_it():
    engine().store(
        [
            organization(8, "Ministry of Finance"),
            article(1, "Finance at the ministry of the sea"),
            article(2, "A ministry of finance"),
        ]
    )

    assert found(words("ministry of finance")) == [8, 2, 1]


def test_thing_of_the_name_is_found_behind_a_thousand_newer(monkeypatch):
    monkeypatch.setattr("portal.index.engines.finding.MOST_RANKED", 3)
    monkeypatch.setattr("portal.index.engines.finding.MOST_WITHOUT_DAY", 1)
    engine().store([Document(Kind.PARTNERSHIP, 9, "en", "cloud", published_at=NOON)])
    engine().store(article(pk, "cloud") for pk in range(1, 6))
    engine().store(organization(pk, "cloud") for pk in range(20, 25))
    named = AnyOf((Named(((Kind.PARTNERSHIP, 9),)), Word("cloud")))

    result = engine().find(Query(named, "en"))

    assert [hit.pk for hit in result.hits] == [9, 5, 4]
    assert not result.is_complete


def test_filters_narrow():
    engine().store(
        [
            article(1, "sea", topic=2),
            article(2, "sea", topic=22, about=((Kind.ORGANIZATION, 5), (Kind.PERSON, 6))),
            article(3, "sea", about=((Kind.ORGANIZATION, 55),)),
            organization(5, "sea"),
            Document(Kind.PERSON, 5, "en", "sea"),
        ]
    )

    def narrowed(**filters):
        return found(Word("sea"), filters=Filters(**filters), order=Order.NEWEST)

    assert narrowed(topic=2) == [1]
    assert narrowed(organization=5) == [2, 5]
    assert narrowed(kind=Kind.PERSON) == [5]
    assert narrowed(kind=Kind.ARTICLE, organization=55) == [3]
    assert narrowed(since=date(2024, 5, 6)) == [3, 2]
    assert narrowed(until=date(2024, 5, 6)) == [2, 1]
    assert narrowed(since=date(2024, 5, 6), until=date(2024, 5, 6)) == [2]
    assert narrowed(since=date.max) == narrowed(until=date.min) == []


def test_days_are_those_of_kuwait():
    engine().store(
        [
            article(1, "sea", published_at=datetime(2024, 5, 4, 20, 59, 59, tzinfo=UTC)),
            article(2, "sea", published_at=datetime(2024, 5, 4, 21, tzinfo=UTC)),
        ]
    )

    assert found(Word("sea"), filters=Filters(until=date(2024, 5, 4))) == [1]
    assert found(Word("sea"), filters=Filters(since=date(2024, 5, 5))) == [2]


def test_hit_tells_what_pages_need():
    about = ((Kind.ORGANIZATION, 5), (Kind.PERSON, 6), (Kind.ORGANIZATION, 4))
    at = datetime(2024, 5, 4, 12, 0, 1, 250_000, tzinfo=UTC)
    engine().store([article(1, "sea", published_at=at, topic=3, about=about), organization(5, "Sea")])

    first, second = engine().find(Query(Word("sea"), "en", order=Order.NEWEST)).hits

    assert (first.kind, first.pk, first.published_at, first.topic, first.organizations) == (
        Kind.ARTICLE,
        1,
        at,
        3,
        (5, 4),
    )
    assert (second.kind, second.pk, second.published_at, second.organizations) == (
        Kind.ORGANIZATION,
        5,
        None,
        (5,),
    )


def test_what_is_to_come_is_found_from_its_second_on(time_machine):
    at = timezone.now() + timedelta(hours=1)
    engine().store([article(1, "sea", published_at=at)])

    assert found(Word("sea")) == []
    assert found(Word("sea"), includes_drafts=True) == [1]
    time_machine.move_to(at - timedelta(milliseconds=1), tick=False)
    assert found(Word("sea")) == []
    time_machine.move_to(at, tick=False)
    assert found(Word("sea")) == [1]


def test_drafts_are_for_editors_and_told_of_once():
    engine().store(
        [
            article(1, "sea"),
            article(1, "sea storm", is_public=False),
            article(2, "storm", is_public=False, published_at=None),
            article(3, "calm", is_public=False),
        ]
    )

    assert found(Word("storm")) == []
    assert found(Word("storm"), includes_drafts=True) == [2, 1]
    assert found(Word("sea"), includes_drafts=True) == [1]
    assert found(AnyOf((Word("sea"), Word("calm"))), includes_drafts=True) == [3, 1]
    assert found(All((Word("storm"), Not(Word("sea")))), includes_drafts=True) == [2]


def test_storing_again_puts_in_the_place_of():
    engine().store([article(1, "sea"), article(2, "sea"), article(1, "sea", is_public=False)])
    engine().store([article(1, "sun", published_at=NOON), article(1, "moon", published_at=NOON)])

    assert found(Word("sea")) == [2]
    assert found(Word("sun")) == []
    assert found(Word("moon")) == [1]
    assert found(Word("sea"), includes_drafts=True) == [2, 1]


def test_forgetting_leaves_other_things_and_languages():
    engine().store([article(pk, "sea") for pk in (1, 2)])
    engine().store(
        [article(1, "بحر", language="ar"), article(1, "sea", is_public=False), organization(1, "sea")]
    )

    engine().forget(Kind.ARTICLE, [1, 99], language="en")

    assert found(Word("sea"), includes_drafts=True) == [2, 1]
    assert [hit.kind for hit in engine().find(Query(Word("sea"), "en")).hits] == [
        Kind.ARTICLE,
        Kind.ORGANIZATION,
    ]
    assert found(Word("بحر"), "ar") == [1]
    engine().forget(Kind.ARTICLE, [1])
    assert found(Word("بحر"), "ar") == []


def test_stored_names_the_public_documents_in_order():
    engine().store(
        [article(pk, "sea") for pk in (3, 1, 2)]
        + [article(4, "sea", is_public=False), organization(9, "sea")]
    )

    assert list(engine().stored(Kind.ARTICLE, "en")) == [1, 2, 3]
    assert list(engine().stored(Kind.ARTICLE, "en", is_public=False)) == [4]
    assert list(engine().stored(Kind.ARTICLE, "ar")) == []


def test_the_newest_are_told_of_where_there_are_more(monkeypatch):
    monkeypatch.setattr("portal.index.engines.finding.MOST_RANKED", 3)
    engine().store(article(pk, "sea" if pk == 1 else "", body="sea") for pk in range(1, 4))

    assert engine().find(Query(Word("sea"), "en")).is_complete
    assert found(Word("sea")) == [1, 3, 2]

    engine().store([article(4, body="sea", published_at=NOON + timedelta(days=900))])

    assert not engine().find(Query(Word("sea"), "en")).is_complete
    assert found(Word("sea")) == [4, 3, 2]


def test_phrase_is_looked_for_in_several_times_as_many(monkeypatch):
    monkeypatch.setattr("portal.index.engines.finding.MOST_RANKED", 3)
    engine().store(article(pk, body="sea deep") for pk in range(10, 26))
    engine().store([article(9, body="deep sea"), article(2, body="deep sea")])
    phrase = Query(Phrase(("deep", "sea")), "en")

    assert [hit.pk for hit in engine().find(phrase).hits] == [9, 2]
    assert engine().find(phrase).is_complete
    assert engine().find(phrase).looked_in == 0

    engine().store(article(pk, body="sea deep") for pk in range(3, 9))

    assert [hit.pk for hit in engine().find(phrase).hits] == [9]
    assert not engine().find(phrase).is_complete
    assert engine().find(phrase).looked_in == 3 * finding.READS_FOR_PHRASE


def test_archive_of_a_century_is_searched_to_its_end():
    years = {1: 1901, 2: 1961, 3: 1999, 4: 2024}
    engine().store(article(pk, "sea", published_at=NOON.replace(year=year)) for pk, year in years.items())
    engine().store([article(5, "sea", published_at=NOON.replace(year=1850))])

    assert found(Word("sea")) == [4, 3, 2, 1, 5]
    assert found(Word("sea"), filters=Filters(since=date(1950, 1, 1), until=date(2000, 1, 1))) == [3, 2]


@pytest.mark.parametrize(
    "text", ['a"b', "x' | !y:*", "back\\slash", "NEAR(", "a^2", "{col} : x", "*", "nul\0nul"]
)
def test_signs_of_the_engines_are_letters_at_most(text):
    engine().store([article(1, text), article(2, "other")])

    assert 2 not in found(Word(text))
    assert 2 not in found(Phrase((text, text)))


def test_near_words_are_spelt_as_seen_and_of_the_nearest_first():
    engine().store([article(1, "الاتّصالات في مدرســة", language="ar"), article(2, "الاتصال", language="ar")])
    engine().store(
        [
            article(3, "Technology, technologist"),
            article(4, "Huawei"),
            article(5, "draftword", is_public=False),
        ]
    )
    engine().store([article(6, "اتصالات", language="ar")])

    assert engine().near_words("مدرصة", "ar") == ["مدرسة"]
    assert engine().near_words("الاتصالت", "ar") == ["الاتصالات", "الاتصال"]
    assert engine().near_words("اتصالت", "ar") == ["اتصالات", "اتصال"]
    assert engine().near_words("tehcnolojy", "en") == ["Technology"]
    assert engine().near_words("huawie", "en") == ["Huawei"]
    assert engine().near_words("huawei", "ar") == []
    assert engine().near_words("draftwurd", "en") == []
    assert engine().near_words("two words", "en") == []
    assert engine().near_words("?", "en") == []


def test_word_that_no_document_holds_any_longer_is_not_offered():
    engine().store([article(1, "Huawei"), article(2, "Huaweis")])
    engine().store([article(1, "Other"), article(2, "Other")])

    assert engine().near_words("Huawai", "en") == []


@pytest.mark.parametrize("filters", [Filters(), Filters(since=date(2024, 5, 6)), Filters(kind=Kind.ARTICLE)])
@pytest.mark.parametrize(
    "root",
    [Word("cloud"), words("cloud sea"), Phrase(("cloud", "sea")), Not(Word("sea")), AnyOf((Word("sea"),))],
)
@pytest.mark.parametrize("most", [2, 1000])
def test_count_is_of_what_is_found(monkeypatch, root, filters, most):
    monkeypatch.setattr(finding, "MOST_RANKED", most)
    monkeypatch.setattr(finding, "MOST_WITHOUT_DAY", 1)
    told = [organization(pk, "Cloud sea") for pk in (1, 2)]
    engine().store([*told, *(article(pk, "cloud sea" if pk % 2 else "sea and cloud") for pk in range(1, 7))])
    query = Query(root if not isinstance(root, Not) else All((Word("cloud"), root)), "en", filters)

    found, count = engine().find(query), engine().count(query)

    assert (len(count), count.is_complete) == (len(found), found.is_complete)


def test_count_reads_no_rows():
    engine().store([article(1, "cloud")])

    with CaptureQueriesContext(connection) as queries:
        assert len(engine().count(Query(Word("cloud"), "en"))) == 1

    assert not any("headline" in query["sql"] for query in queries)

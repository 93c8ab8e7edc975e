import pytest

from portal.index import Kind
from portal.index.models import Name
from portal.index.names import TOPIC, Names, Span, Suggestion, forget, recognize, store, stored, suggest

pytestmark = pytest.mark.django_db

CITRA = Names(
    Kind.ORGANIZATION,
    1,
    {"ar": "الهيئة العامة للاتصالات وتقنية المعلومات", "en": "Communication Authority"},
    (
        "الهيئة العامة للاتصالات وتقنية المعلومات",
        "Communication Authority",
        "CITRA",
        "سيترا",
        "هيئة الاتصالات",
    ),
)
HUAWEI = Names(Kind.ORGANIZATION, 2, {"ar": "هواوي", "en": "Huawei"}, ("هواوي", "Huawei"))
CLOUD = Names(
    Kind.ORGANIZATION, 3, {"ar": "هواوي كلاود", "en": "Huawei Cloud"}, ("هواوي كلاود", "Huawei Cloud")
)
PERSON = Names(Kind.PERSON, 1, {"en": "Liam Huawei-Smith"}, ("Liam Huawei-Smith", "ليام"))
ENTRY = Names(Kind.PARTNERSHIP, 9, {"ar": "هواوي والهيئة"}, ("هواوي والهيئة",))
NETWORKS = Names(TOPIC, 1, {"ar": "الشبكات", "en": "Networks"}, ("الشبكات", "Networks"))


@pytest.fixture(autouse=True)
def names():
    for names in (CITRA, HUAWEI, CLOUD, PERSON, ENTRY, NETWORKS):
        store(names.kind, [names.pk], [names])


def key(names):
    return names.kind, names.pk


@pytest.mark.parametrize("typed", ["هواوي", "هواوى", "Huawei", "HUAWEI", "huawei"])
def test_name_is_recognized_however_it_is_spelt(typed):
    assert recognize([[typed]]) == [[Span(0, 1, (key(HUAWEI),))]]


@pytest.mark.parametrize("typed", ["CITRA", "citra", "سيترا", "هيئة الاتصالات", "هيئه اتصالات"])
def test_each_name_of_a_thing_is_recognized(typed):
    (spans,) = recognize([typed.split()])
    assert spans == [Span(0, len(typed.split()), (key(CITRA),))]


@pytest.mark.parametrize("typed", ["لهواوي", "وهواوي", "فهواوي", "ولهواوي", "كهواوي كلاود"])
def test_name_is_recognized_after_particles(typed):
    (spans,) = recognize([typed.split()])
    assert [(span.start, span.end) for span in spans] == [(0, len(typed.split()))]


def test_letters_of_a_name_are_no_particles():
    village = Names(Kind.ORGANIZATION, 7, {"en": "Yun"}, ("يون",))
    ward = Names(Kind.ORGANIZATION, 8, {"ar": "يد"}, ("يد",))
    for named in (village, ward):
        store(named.kind, [named.pk], [named])
    assert recognize([["وليد"], ["فيد"]]) == [[], []]


def test_longest_name_counts_and_none_over_another():
    words = ["عقد", "Huawei", "Cloud", "و", "سيترا", "Huawei"]
    assert recognize([words]) == [
        [Span(1, 3, (key(CLOUD),)), Span(4, 5, (key(CITRA),)), Span(5, 6, (key(HUAWEI),))]
    ]


def test_names_are_not_recognized_across_runs(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert recognize([["Huawei"], [], ["Cloud"]]) == [[Span(0, 1, (key(HUAWEI),))], [], []]


def test_name_of_two_things_means_both():
    twin = Names(Kind.PERSON, 4, {"en": "Huawei"}, ("Huawei",))
    store(twin.kind, [twin.pk], [twin])
    assert recognize([["huawei"]]) == [[Span(0, 1, (key(HUAWEI), key(twin)))]]


def test_topic_is_no_name_in_a_query():
    assert recognize([["الشبكات"]]) == [[]]


def test_suggestions_begin_with_what_is_typed_organizations_first():
    assert suggest("هواو", "ar") == [
        Suggestion(Kind.ORGANIZATION, 2, "هواوي"),
        Suggestion(Kind.ORGANIZATION, 3, "هواوي كلاود"),
        Suggestion(Kind.PARTNERSHIP, 9, "هواوي والهيئة"),
    ]


@pytest.mark.parametrize(
    "typed", ["اتصال", "الاتصال", "للاتصال", "وتقن", "CITR", "سيت", "هيئه الات", "الهيئة ال"]
)
def test_suggestion_is_called_as_on_the_page_whichever_name_and_word_is_typed(typed):
    assert Suggestion(Kind.ORGANIZATION, 1, CITRA.labels["ar"]) in suggest(typed, "ar")


def test_only_what_readers_of_the_language_see_is_suggested():
    assert {found[:2] for found in suggest("huawei", "ar")} == {key(HUAWEI), key(CLOUD)}
    assert {found[:2] for found in suggest("huawei", "en")} == {key(HUAWEI), key(CLOUD), key(PERSON)}
    assert suggest("هواوي واله", "en") == []
    assert suggest("ليام", "ar") == []


def test_names_that_begin_so_come_before_later_words():
    assert [found.label for found in suggest("hua", "en")] == ["Huawei", "Huawei Cloud", "Liam Huawei-Smith"]


def test_topics_are_suggested():
    assert suggest("شبك", "ar") == [Suggestion(TOPIC, 1, "الشبكات")]


@pytest.mark.parametrize("typed", ["", " ", "-", "٪", "\x00", "ــ"])
def test_nothing_typed_suggests_nothing(typed, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert suggest(typed, "ar") == []


def test_no_more_is_suggested_than_was_asked_for():
    many = [Names(Kind.PERSON, pk, {"ar": f"سالم {pk}"}, (f"سالم {pk}",)) for pk in range(100, 200)]
    store(Kind.PERSON, [names.pk for names in many], many)
    assert len(suggest("سالم", "ar")) == 8
    assert len(suggest("سالم", "ar", limit=3)) == 3


def test_stored_names_take_the_place_of_earlier_ones():
    store(Kind.ORGANIZATION, [2], [Names(Kind.ORGANIZATION, 2, {"ar": "اسم جديد"}, ("اسم جديد",))])
    assert recognize([["Huawei"]]) == [[]]
    assert suggest("جديد", "ar") == [Suggestion(Kind.ORGANIZATION, 2, "اسم جديد")]
    store(Kind.ORGANIZATION, [2], [])
    assert suggest("جديد", "ar") == []


def test_things_with_names_in_the_order_of_their_keys():
    assert list(stored(Kind.ORGANIZATION)) == [1, 2, 3]
    forget(Kind.ORGANIZATION, [1, 3])
    assert list(stored(Kind.ORGANIZATION)) == [2]
    assert list(stored(TOPIC)) == [1]


def test_name_without_letters_is_none():
    store(Kind.PERSON, [5], [Names(Kind.PERSON, 5, {"ar": "؟؟"}, ("؟؟", "«»"))])
    assert not Name.objects.filter(kind=Kind.PERSON, thing=5).exists()


def test_name_as_long_as_a_column_can_be_is_stored():
    words = " ".join(["ﷺﷺ"] * 66)
    store(Kind.PERSON, [6], [Names(Kind.PERSON, 6, {"ar": words}, (words,))])
    assert list(stored(Kind.PERSON)) == [1, 6]

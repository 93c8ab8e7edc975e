import pytest

from organizations.models import WordFamily
from portal.index import All, AnyOf, Filters, Kind, Named, Not, Order, Phrase, Query, Word
from portal.index.names import Names, store
from portal.search.reading import read

pytestmark = pytest.mark.django_db

HUAWEI, GOOGLE, CLOUD, CITRA = ((Kind.ORGANIZATION, pk) for pk in (1, 2, 3, 4))
OMAR = (Kind.PERSON, 1)


CALLED = {
    HUAWEI: ("هواوي", "Huawei"),
    GOOGLE: ("غوغل", "Google"),
    CLOUD: ("غوغل كلاود", "Google Cloud"),
    CITRA: ("الهيئة العامة للاتصالات", "CITRA", "سيترا", "هيئة الاتصالات"),
    OMAR: ("عمر العمر", "Omar Al-Omar"),
}


@pytest.fixture(autouse=True)
def names():
    WordFamily.objects.all().delete()
    for (kind, pk), called in CALLED.items():
        store(kind, [pk], [Names(kind, pk, {"ar": called[0], "en": called[1]}, called)])


def root(text):
    query = read(text, "ar").query
    return query and query.root


def words(*texts):
    return tuple(map(Word, texts))


def named(key, *texts):
    return AnyOf((under_all_names(key), All(words(*texts)) if key == OMAR else said(*texts)))


def under_all_names(key):
    shortest_first = sorted(CALLED[key], key=lambda name: (len(name), name))
    return Named((key,), tuple(said(*name.replace("-", " ").split()) for name in shortest_first))


def said(*texts):
    return Word(*texts) if len(texts) == 1 else Phrase(texts)


@pytest.mark.parametrize("text", ["", "   ", "-", "؟!", '""', "«»", "|", "- -", "\x00"])
def test_nothing_is_asked_for(text):
    assert read(text, "ar") == (None, ())


def test_every_word_is_asked_for():
    assert root("مدن ذكية") == All(words("مدن", "ذكية"))
    assert root("مدن") == Word("مدن")


@pytest.mark.parametrize("text", ["السيد عمر العمر", "سعادة المهندس عمر العمر", "Mr Omar Al-Omar"])
def test_courtesy_before_a_persons_name_asks_for_nothing(text):
    assert root(text).nodes[0] == under_all_names(OMAR)


def test_courtesy_before_other_words_is_a_word():
    assert root("مهندس هواوي") == All((Word("مهندس"), named(HUAWEI, "هواوي")))
    assert root("المهندس") == Word("المهندس")


def test_query_carries_what_narrows_and_orders_it():
    filters = Filters(topic=3)
    query = read("مدن", "en", filters, Order.NEWEST, includes_drafts=True).query
    assert query == Query(Word("مدن"), "en", filters, Order.NEWEST, includes_drafts=True)


@pytest.mark.parametrize(
    "text",
    [
        '"مدن ذكية"',
        "«مدن ذكية»",
        "“مدن ذكية”",
        "”مدن ذكية“",
        "„مدن ذكية“",
        "“مدن ذكية“",
        "»مدن ذكية«",
        "″مدن ذكية″",
        '«مدن ذكية"',
        "« مدن ذكية »",
    ],
)
def test_words_in_quotation_marks_are_a_phrase(text):
    assert root(text) == Phrase(("مدن", "ذكية"))


@pytest.mark.parametrize("text", ['"مدن ذكية', "مدن «ذكية", "مدن ذكية»", "مدن” ذكية"])
def test_quotation_mark_that_nothing_closes_means_nothing(text):
    assert root(text) == All(words("مدن", "ذكية"))


def test_phrases_stand_among_words():
    assert root('أول "مدن ذكية" ثم') == All((Word("أول"), Phrase(("مدن", "ذكية")), Word("ثم")))
    assert root("«مدن ذكية»«خطة جديدة»") == All((Phrase(("مدن", "ذكية")), Phrase(("خطة", "جديدة"))))


def test_one_quoted_word_is_a_word():
    assert root("«مدن»") == Word("مدن")


def test_apostrophe_is_no_quotation_mark():
    assert root("today’s plan") == All(words("today", "plan"))


@pytest.mark.parametrize("dash", ["-", "−", "–"])
def test_what_follows_a_dash_is_left_out(dash):
    assert root(f"مدن {dash}ذكية") == All((Word("مدن"), Not(Word("ذكية"))))
    assert root(f'{dash}"مدن ذكية" خطة') == All((Word("خطة"), Not(Phrase(("مدن", "ذكية")))))
    assert root(f"مدن {dash}Huawei") == All((Word("مدن"), Not(named(HUAWEI, "Huawei"))))


def test_dash_within_or_beside_words_leaves_nothing_out():
    assert root("e-mail") == Word("e-mail")
    assert root("مدن - ذكية") == All(words("مدن", "ذكية"))
    assert root("مدن -5G/6G") == All((Word("مدن"), Not(Phrase(("5G", "6G")))))


@pytest.mark.parametrize("typed", ["MoU", "مذكرة تفاهم", "Memorandum of Understanding"])
def test_expression_is_looked_for_in_each_of_its_spellings(typed):
    others = {
        "MoU": Word("MoU"),
        "مذكرة تفاهم": Phrase(("مذكرة", "تفاهم")),
        "Memorandum of Understanding": Phrase(("memorandum", "of", "understanding")),
    }
    alone = Word(typed) if " " not in typed else All(words(*typed.split()))
    choice = root(typed)
    assert choice.typed == choice.nodes[0] == alone
    assert {node for name, node in others.items() if name != typed} <= {*choice.nodes[1:]}
    assert root(f"{typed} هواوي").nodes == (choice, named(HUAWEI, "هواوي"))


def test_office_and_its_holder_are_one_where_more_words_say_of_what():
    assert root("وزير النقل") == All((Word("وزير", ("وزارة", "وزراء")), Word("النقل")))
    assert root("transport minister") == All((Word("transport"), Word("minister", ("ministry",))))
    assert root("وزير") == Word("وزير")
    assert root("عاد الوزير").nodes[1] == Word("الوزير")


def test_something_must_be_asked_for_beside_what_is_left_out():
    query, (notice,) = read("-مدن -ذكية", "ar")
    assert query is None
    assert notice.left_out == ""


@pytest.mark.parametrize("sign", ["OR", "أو", "او", "|", " | ", "||"])
def test_one_of_two_will_do(sign):
    assert root(f"خطة مدن {sign} قرى ذكية") == All((Word("خطة"), AnyOf(words("مدن", "قرى")), Word("ذكية")))


def test_more_than_two_of_which_one_will_do():
    assert root('مدن|قرى OR "خطة جديدة"') == AnyOf((*words("مدن", "قرى"), Phrase(("خطة", "جديدة"))))


def test_english_or_is_a_word_unless_in_capitals():
    assert root("plan or goal") == All(words("plan", "or", "goal"))


@pytest.mark.parametrize("text", ["أو مدن", "مدن أو", "أو مدن أو", "| مدن |"])
def test_or_at_an_end_means_nothing(text):
    assert root(text) == Word("مدن")


def test_or_beside_what_is_left_out_means_nothing():
    assert root("مدن أو -قرى") == All((Word("مدن"), Not(Word("قرى"))))
    assert root("-قرى أو مدن") == All((Word("مدن"), Not(Word("قرى"))))


def test_or_alone_is_a_word():
    assert root("أو") == Word("أو")
    assert root("OR") == Word("OR")


def test_name_also_finds_what_is_linked_to_it():
    assert root("Huawei") == named(HUAWEI, "Huawei")
    assert root("عقد هواوى جديد") == All((Word("عقد"), named(HUAWEI, "هواوى"), Word("جديد")))
    assert root("هيئة الاتصالات") == named(CITRA, "هيئة", "الاتصالات")


def test_longest_name_is_one_choice_of_two():
    expected = AnyOf((named(HUAWEI, "Huawei"), named(CLOUD, "Google", "Cloud")))
    assert root("Huawei OR Google Cloud") == expected


def test_names_do_not_reach_across_signs():
    assert root("Google | Cloud") == AnyOf((named(GOOGLE, "Google"), Word("Cloud")))
    assert root("Google -Cloud") == All((named(GOOGLE, "Google"), Not(Word("Cloud"))))


def test_quoted_name_is_meant_to_the_letter():
    assert root('"Google Cloud"') == Phrase(("Google", "Cloud"))


def test_word_brings_its_family():
    WordFamily.objects.create(language="ar", words="بنك، بنوك، مصرف")
    WordFamily.objects.create(language="en", words="centre, center")
    assert root("البنوك") == Word("البنوك", ("بنك", "بنوك", "مصرف"))
    assert root("Centre") == Word("Centre", ("center",))


def test_family_that_an_editor_changes_counts_at_once():
    family = WordFamily.objects.create(language="ar", words="بنك، بنوك")
    assert root("بنك") == Word("بنك", ("بنوك",))
    family.words = "بنك، مصرف"
    family.save()
    assert root("بنك") == Word("بنك", ("مصرف",))
    family.delete()
    assert root("بنك") == Word("بنك")


def test_text_of_more_than_200_letters_is_cut_at_a_word_with_a_notice():
    query, (notice,) = read("كلمة " * 3 + "ا" * 180 + " ناقصة تمامًا", "ar")
    assert query.root == All(words("كلمة", "كلمة", "كلمة", "ا" * 180))
    assert "200" in notice.message
    assert notice.left_out == "ناقصة تمامًا"


def test_what_was_cut_off_a_very_long_text_is_shown_by_its_beginning():
    _query, notices = read("كلمة " * 100_000, "ar")
    assert all(len(notice.left_out) < 200 for notice in notices)


def test_at_most_twelve_words_are_looked_for():
    query, (notice,) = read(" ".join(f"w{number}" for number in range(14)), "en")
    assert query.root == All(words(*(f"w{number}" for number in range(12))))
    assert "12" in notice.message
    assert notice.left_out == "w12 w13"


def test_phrase_that_is_too_long_loses_its_end_but_what_is_left_out_is_whole():
    typed = " ".join(f"w{number}" for number in range(11))
    query, (notice,) = read(f'{typed} -"a b"', "en")
    assert query.root == All(words(*typed.split()))
    assert notice.left_out == "a b"
    query, (notice,) = read(f'"{typed} x y z"', "en")
    assert query.root == Phrase((*typed.split(), "x"))
    assert notice.left_out == "y z"


@pytest.mark.parametrize(
    ("text", "queries"), [("مدن", 2), ("Huawei", 3), ("مدن ذكية Google Cloud -هواوي أو «خطة جديدة» سيترا", 3)]
)
def test_reading_costs_the_same_whatever_is_typed(text, queries, django_assert_num_queries):
    read("مدن", "ar")
    with django_assert_num_queries(queries):
        read(text, "ar")


def test_reading_nothing_costs_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        read(" ", "ar")

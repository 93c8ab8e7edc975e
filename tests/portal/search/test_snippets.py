import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.bilingual.analysis import tokens
from portal.index import All, AnyOf, Kind, Named, Not, Phrase, Word
from portal.search.snippets import LONGEST, Part, Wanted, marked, snippet

HUAWEI = (Kind.ORGANIZATION, 1)


def wanted(*words):
    return Wanted.of(All(tuple(map(Word, words))))


def matches(parts):
    return [part.text for part in parts if part.is_match]


def text_of(parts):
    return "".join(part.text for part in parts)


def test_whole_words_of_the_original_are_marked():
    assert marked("Three data centres, one region", wanted("centre")) == [
        Part("Three data "),
        Part("centres", is_match=True),
        Part(", one region"),
    ]


@pytest.mark.parametrize(
    "word", ["وهواوي", "لهواوي", "هُواوِي", "هـواوي", "هواوى", "هواويُّ", "هواويـ", "هواويـُ"]
)
def test_joined_arabic_word_is_marked_whole(word):
    assert matches(marked(f"قالت {word} أمس", wanted("هواوي"))) == [word]


def test_words_side_by_side_are_one_mark():
    assert matches(marked("the data centres and data-centre sites", wanted("data", "centre"))) == [
        "data centres",
        "data-centre",
    ]


def test_words_of_different_sentences_are_two_marks():
    assert matches(marked("data. Centres", wanted("data", "centre"))) == ["data", "Centres"]


def test_stop_words_are_marked_between_other_words_only():
    typed = wanted("memorandum", "of", "understanding")
    assert matches(marked("Memorandum of understanding, status of its entry", typed)) == [
        "Memorandum of understanding"
    ]
    assert matches(marked("وزارة في الكويت وفي السعودية", wanted("وزارة", "في", "الكويت"))) == [
        "وزارة في الكويت"
    ]


def test_stop_words_are_marked_where_nothing_else_is_looked_for():
    assert matches(marked("The end of the road", wanted("the", "of"))) == ["The", "of the"]


def test_compound_written_as_two_words_is_marked_whole():
    assert matches(marked("National Cyber Security Center", wanted("cybersecurity"))) == ["Cyber Security"]
    assert matches(marked("Cyber resilience, cybersecurity", wanted("cybersecurity"))) == ["cybersecurity"]


def test_possessive_between_two_matches_is_marked_with_them():
    assert matches(marked("Kuwait’s ministry", wanted("Kuwait", "ministry"))) == ["Kuwait’s ministry"]


def test_snippet_begins_with_a_sentence_where_one_begins_before_the_match():
    line = f"{'word ' * 30}and an end. The answer is data, they say."
    assert text_of(snippet(["", line], wanted("data"))) == "… The answer is data, they say."
    assert text_of(snippet(["", f"{'كلمة ' * 30}نهاية؟ والجواب في البيانات."], wanted("بيانات"))) == (
        "… والجواب في البيانات."
    )


def test_words_that_must_not_be_there_are_not_marked():
    root = All((Word("data"), Not(Word("cloud"))))
    assert matches(marked("data and cloud", Wanted.of(root))) == ["data"]


def test_family_of_a_word_is_marked():
    assert matches(marked("two banks", Wanted.of(Word("بنك", ("banks",))))) == ["banks"]


def test_phrase_is_marked_only_where_its_words_stand_side_by_side():
    parts = marked("cities are smart, in smart cities", Wanted.of(Phrase(("smart", "cities"))))
    assert matches(parts) == ["smart cities"]


def test_thing_is_marked_by_each_of_its_names():
    root = AnyOf((Named((HUAWEI,)), Word("Huawei")))
    called = {HUAWEI: [tuple(_stems("هواوي تكنولوجيز")), tuple(_stems("Huawei"))]}

    assert matches(marked("وقّعت هواوي تكنولوجيز مع Huawei", Wanted.of(root, called))) == [
        "هواوي تكنولوجيز",
        "Huawei",
    ]
    assert Wanted.of(root, called).terms == 1


def test_snippet_shows_the_first_place_with_most_different_words():
    filler = " ".join(["word"] * 60)
    lines = ["data data data", f"{filler} cloud {filler} data and cloud {filler}", "cloud data"]

    found = snippet(lines, wanted("data", "cloud"))
    assert matches(found) == ["data", "cloud"]
    assert text_of(found).startswith("… ")
    assert text_of(found).endswith(" …")
    assert len(text_of(found)) <= LONGEST + 4


def test_place_of_two_words_comes_before_that_of_one_said_often():
    line = f"data data data data {' '.join(['word'] * 60)} data and cloud"

    assert matches(snippet([line], wanted("data", "cloud"))) == ["data", "cloud"]


def test_snippet_begins_and_ends_with_whole_words():
    line = " ".join(f"word{number}" for number in range(200)).replace("word90", "data")
    words = text_of(snippet([line], wanted("data"))).strip("… ").split()

    assert set(words) <= set(line.split())


def test_snippet_from_the_beginning_has_no_dots_before_it():
    assert text_of(snippet(["The data is here"], wanted("data"))) == "The data is here"


def test_snippet_of_what_holds_no_match_is_its_beginning():
    assert snippet(["A standfirst"], wanted("cloud")) == [Part("A standfirst")]
    assert text_of(snippet(["word " * 100], wanted("cloud"))).endswith(" …")
    assert snippet([""], wanted("cloud")) == []
    assert snippet([], wanted("cloud")) == []


def test_lines_after_a_full_match_are_not_read():
    def lines():
        yield "data"
        raise AssertionError("read on")

    assert matches(snippet(lines(), wanted("data"))) == ["data"]


LETTERS = st.text(alphabet="اأهوي ةـًُ<>&\"'-aZ.\n\u200f\u202e1٣", max_size=80)


@given(LETTERS, LETTERS)
def test_parts_are_the_text_itself(text, word):
    assert text_of(marked(text, wanted(word, "هواوي"))) == text


@given(st.lists(LETTERS, max_size=4), LETTERS)
def test_snippets_are_short_and_of_the_text(lines, word):
    found = text_of(snippet(lines, wanted(word))).strip("… ")
    assert not found or any(found in line for line in lines)


def _stems(name):
    return [token.stems[0] for token in tokens(name)]

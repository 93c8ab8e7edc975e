import re
import sys
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from portal.bilingual import analysis
from portal.bilingual.analysis import (
    is_stop_word,
    phrase_stem,
    stems_asked_for,
    stretch_with,
    stretches,
    tokens,
)
from portal.bilingual.splitting import LONGEST_WORD
from tests.portal.bilingual.word_pairs import DIFFER, FIND

quick = settings(max_examples=120, deadline=None, database=None, derandomize=True)

#: Letters that begin and end Arabic words, signs that stand inside words, and what folding takes apart.
LETTERS = (
    "اأإآبتثجدرسشعفقكلمنهويىةءؤئگکیپچ\u0640\u064e\u064b\u0651abeghistuzéßİ0123٣۵%.,'’-&_،٬٫ ﷺ½\u200c\u200f"
)
written = st.text(st.sampled_from(LETTERS), max_size=40)
texts = st.one_of(written, st.text(max_size=40))


def _finds(typed, text):
    return bool({*stems_asked_for(typed)} & {stem for token in tokens(text) for stem in token.stems})


def _pairs(listed):
    return [tuple(pair.split(None, 1)) for pair in re.split(r"[;\n]", listed) if pair.strip()]


@pytest.mark.parametrize("phenomenon", FIND)
def test_typed_word_finds(phenomenon):
    assert [pair for pair in _pairs(FIND[phenomenon]) if not _finds(*pair)] == []


@pytest.mark.parametrize("phenomenon", DIFFER)
def test_typed_word_does_not_find(phenomenon):
    assert [pair for pair in _pairs(DIFFER[phenomenon]) if _finds(*pair)] == []


@given(texts)
@example("a\ud800b \U0010ffff \x00")
@example("5Gالـ الـ5G")
@example("1.2.3,4-5-e-x'y'z a.b.c.")
@quick
def test_every_word_of_a_text_finds_it(text):
    for token in tokens(text):
        assert {*token.stems} & {*stems_asked_for(text[token.start : token.end])}


@given(texts)
@quick
def test_word_cut_out_of_its_text_reads_as_it_did_there(text):
    for token in tokens(text):
        word = text[token.start : token.end]
        [alone] = tokens(word)
        assert alone.exact == token.exact
        assert phrase_stem(word) == token.stems[0]


@given(texts)
@quick
def test_words_stand_in_order_and_apart(text):
    found = list(tokens(text))

    assert all(0 <= token.start < token.end <= len(text) for token in found)
    assert all(last.end <= following.start for last, following in pairwise(found))


@given(texts)
@quick
def test_forms_and_stems_are_letters_and_digits(text):
    for token in tokens(text):
        assert all(form.isalnum() for form in (token.exact, *token.stems))
        assert len({*token.stems}) == len(token.stems)


@given(written)
@quick
def test_exact_form_reads_as_its_word(text):
    for token in tokens(text):
        assert phrase_stem(token.exact) == token.stems[0]


@given(texts)
@quick
def test_whatever_is_typed_has_an_answer(typed):
    assert bool(stems_asked_for(typed)) == bool(phrase_stem(typed)) >= is_stop_word(typed)


def test_words_are_told_with_their_places():
    text = 'وقّعت «الهَيْئَةُ» و"هواوي" اتفاق الـ5G بـ3.5 مليار (U.S.) e-mail'

    assert [(text[token.start : token.end], token.exact) for token in tokens(text)] == [
        ("وقّعت", "وقعت"),
        ("الهَيْئَةُ", "الهيئه"),
        ("هواوي", "هواوي"),
        ("اتفاق", "اتفاق"),
        ("5G", "5g"),
        ("3.5", "3p5"),
        ("مليار", "مليار"),
        ("U.S", "us"),
        ("e-mail", "email"),
    ]


@pytest.mark.parametrize("nothing", ["", " ", "…!", "\u0651\u064b", "%", "\u3164", "-'-", "\u200b"])
def test_what_has_no_letter_asks_for_nothing(nothing):
    assert list(tokens(nothing)) == []
    assert stems_asked_for(nothing) == ()
    assert phrase_stem(nothing) == ""
    assert not is_stop_word(nothing)


def test_prefix_that_stands_alone_is_a_word():
    assert [token.exact for token in tokens("ال و ب")] == ["ال", "و", "ب"]


def test_words_with_a_hyphen_can_be_quoted_one_by_one():
    found = [token.exact for token in tokens("COVID-19 co-exist Kuwait-China")]

    assert found == ["covid19", "coexist", "kuwait", "china"]


@pytest.mark.parametrize("word", ["قوانين", "القوانين", "قوانينها", "بقوانينه"])
def test_phrase_keeps_the_noon_of_a_broken_plural(word):
    assert phrase_stem(word) == "قوانين"


def test_two_words_are_also_one_where_people_write_them_so():
    first, second = tokens("data centre")

    assert {*stems_asked_for("datacenter")} & {*first.stems}
    assert len(second.stems) == 1
    assert not _finds("datacenter", "data. Then the centre")


def test_long_word_is_compared_by_its_beginning():
    [token] = tokens("ه" * 50_000)

    assert (token.start, token.end, len(token.exact)) == (0, 50_000, LONGEST_WORD)
    assert {*stems_asked_for("ه" * 40_000)} & {*token.stems}


@pytest.mark.parametrize(
    "unit",
    [
        "a-",
        "a.",
        "a'",
        "1,",
        "1.",
        "1-",
        "e-",
        "a&",
        "ا",
        "وب",
        "\u0651",
        "a\u0301",
        "5Gال",
        "a-1",
        'و"',
        "ﷺ",
    ],
)
def test_work_grows_with_the_text_and_no_faster(unit):
    """Counted in calls, so that no clock is needed; one word without a space is the hardest text."""
    small, large = (_calls(unit * (size // len(unit))) for size in (500, 4_000))

    assert large <= 10 * small


def _calls(text):
    count = 0

    def counted(_frame, event, _argument):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        for _token in analysis.tokens(text):
            pass
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("word", ["في", "على", "إلى", "من", "والتي", "أو", "the", "The", "and", "of"])
def test_stop_words_say_nothing(word):
    assert is_stop_word(word)


@pytest.mark.parametrize("word", ["علي", "وزارة", "IT", "US", "Kuwait", "آلي", "آلية", "5G", "2035", "news"])
def test_other_words_say_something(word):
    assert not is_stop_word(word)


@pytest.mark.parametrize(
    ("text", "stretch"),
    [
        ("one two cloud three", "cloud three"),
        ("one clouds two three cloud", "clouds two three cloud"),
        ("one (cloud) two three four five", "(cloud) two three four"),
        ("onecloud cloud", "onecloud cloud"),
        ("nothing of it", ""),
        ("", ""),
    ],
)
def test_stretch_reaches_from_the_first_word_to_what_follows_the_last(text, stretch):
    start, end = stretch_with(text, {phrase_stem("cloud")})
    assert text[start:end] == stretch


@pytest.mark.parametrize("text", ["see the data center now", "قال عبد الله أمس"])
def test_stretch_holds_compounds_whole(text):
    joined = phrase_stem("datacenter"), phrase_stem("عبدالله")
    start, end = stretch_with(text, {*joined})
    assert {*joined} & {stem for token in tokens(text[start:end]) for stem in token.stems}


@quick
@given(st.lists(written, max_size=12).map(" ".join), written)
def test_stretch_has_every_word_of_a_stem(text, typed):
    stems = {*stems_asked_for(typed)}
    start, end = stretch_with(text, stems)
    whole = [token for token in tokens(text) if stems & {*token.stems}]
    part = [token for token in tokens(text[start:end]) if stems & {*token.stems}]
    assert [(token.start - start, token.exact) for token in whole] == [
        (token.start, token.exact) for token in part
    ]


@quick
@given(st.lists(written, max_size=12).map(" ".join))
@example("see the data center now")
@example("قال عبد الله أمس")
@example("3.5 GHz 3  GHz 3   GHz 1 2 3")
@example("data — center")
@example("عبد \ufdfa الله")
def test_stretches_read_as_the_whole_does(text):
    apart = [token[2:] for stretch in stretches(text) for token in tokens(stretch)]
    assert apart == [token[2:] for token in tokens(text)]


def test_stretches_are_words_where_no_compound_may_begin():
    assert list(stretches("see the data center, now")) == ["see", "the", "data center,", "now"]

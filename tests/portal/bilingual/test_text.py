import pytest

from portal.bilingual.text import clean_line, clean_text, cut_at_word, detect_language, has_words


@pytest.mark.parametrize(
    "control", [*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A)), "\x00", "\x1b"]
)
def test_clean_text_removes_controls_that_deceive_or_cannot_be_stored(control):
    assert clean_text(f"a{control}b") == "ab"


@pytest.mark.parametrize("joiner", ["\u200c", "\u200d", "\u200e", "\u200f", "\u061c"])
def test_clean_text_keeps_marks_of_ordinary_spelling(joiner):
    assert clean_text(f"a{joiner}b") == f"a{joiner}b"


def test_clean_text_keeps_lines_and_tabs_and_composes():
    assert clean_text(" e\u0301\r\n\tb\rc\u2028d ") == "é\n\tb\nc\nd"


def test_clean_text_drops_what_cannot_be_encoded():
    assert clean_text("a\ud800\ufeffb") == "ab"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  one\n two\t three ", "one two three"),
        ("Google\u00a0Cloud", "Google\u00a0Cloud"),
        ("Google\u00a0 Cloud", "Google Cloud"),
        ("Google\u00a0\u00a0Cloud", "Google Cloud"),
        ("\u00a0", ""),
    ],
)
def test_clean_line_collapses_whitespace(text, line):
    assert clean_line(text) == line


def test_clean_line_may_grow():
    assert clean_line("\u0958" * 200) == "\u0915\u093c" * 200


@pytest.mark.parametrize("text", ["a", "٥", "ه", "½", "…«ع»…", "\u200b7", "\u3164x", "한"])
def test_has_words_where_a_reader_sees_a_letter_or_digit(text):
    assert has_words(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "…!",
        "\u0651\u064b",
        *"\u200b\u200f\u2060\u00ad\u180e\u2800\u17b4",
        *"\u3164\u115f\u1160\uffa0",
    ],
)
def test_has_words_does_not_take_what_nobody_sees(text):
    assert not has_words(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("وقعت الهيئة مذكرة تفاهم", "ar"),
        ("The authority signed a memorandum", "en"),
        ("أطلقت هواوي برنامج Tech4ALL العالمي", "ar"),
        ("CITRA (هيئة الاتصالات) signed a memorandum with Huawei", "en"),
        ("", "ar"),
        ("2035", "ar"),
    ],
)
def test_detect_language_by_share_of_letters(text, language):
    assert detect_language(text) == language


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("one two three", 13, "one two three"),
        ("one two three", 9, "one two"),
        ("one two three", 7, "one two"),
        ("one, two", 5, "one"),
        ("وقعت الهيئة مذكرة", 12, "وقعت الهيئة"),
        ("abcdefgh ij", 4, "abcd"),
        ("ab\u0301cd", 2, "a"),
        ("one", 0, ""),
    ],
)
def test_cut_at_word_ends_with_a_whole_word(text, limit, cut):
    assert cut_at_word(text, limit) == cut

import pytest

from articles.importing.lines import LONGEST_SENTENCE, first_sentence
from articles.importing.plain_text import parse
from tests.growth import LINEAR, growth


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("One. Two.", "One."),
        ("وقّعت الهيئة؟! ثم", "وقّعت الهيئة؟!"),
        ("“Wait…” he said.", "“Wait…”"),
        ("Dr. A. Salem spoke. Then", "Dr. A. Salem spoke."),
        ("Version 5.5 of it", "Version 5.5 of it"),
        ("....", "...."),
        ("... and so on", "..."),
        ("a" * LONGEST_SENTENCE + ". b", "a" * LONGEST_SENTENCE + ". b"),
    ],
)
def test_first_sentence_ends_where_a_reader_stops(line, sentence):
    assert first_sentence(line) == sentence


@pytest.mark.parametrize("stops", [".", ".)", "؟…", "…»"])
def test_first_sentence_takes_linear_time_on_full_stops(stops):
    def read_lines(text):
        return [first_sentence(text) for _ in range(100)]

    assert growth(read_lines, stops * (LONGEST_SENTENCE // 2 // len(stops))) < LINEAR


def test_parse_takes_linear_time_on_full_stops():
    assert growth(parse, "." * 5000) < LINEAR

import pytest

from articles.importing.lines import LONGEST_SENTENCE, first_sentence


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

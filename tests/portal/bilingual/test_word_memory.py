import pytest

from portal.bilingual.word_memory import LONGEST_KEPT, kept_by_word


@pytest.fixture
def asked():
    return []


@pytest.fixture
def read(asked):
    @kept_by_word(2)
    def read(text):
        asked.append(text)
        return text.upper()

    return read


def test_short_text_is_worked_out_once(read, asked):
    assert [read("word"), read("word")] == ["WORD", "WORD"]
    assert asked == ["word"]


def test_only_so_many_are_kept(read, asked):
    for word in ("one", "two", "three", "one"):
        read(word)
    assert asked == ["one", "two", "three", "one"]


def test_long_text_is_not_kept(read, asked):
    text = "a" * (LONGEST_KEPT + 1)
    assert [read(text), read(text)] == [text.upper()] * 2
    assert asked == [text, text]

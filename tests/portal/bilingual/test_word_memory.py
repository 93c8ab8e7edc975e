import pytest

from portal.bilingual.word_memory import LONGEST_KEPT, by_word


@pytest.fixture
def asked():
    return []


@pytest.fixture
def loud(asked):
    @by_word(2)
    def loud(word):
        asked.append(word)
        return word.upper()

    return loud


def test_word_is_worked_out_once(loud, asked):
    assert [loud["word"], loud["word"]] == ["WORD", "WORD"]
    assert asked == ["word"]


def test_no_more_are_kept_than_were_asked_for(loud, asked):
    for word in ("one", "two", "three", "one"):
        loud[word]
        assert len(loud) <= 2
    assert asked == ["one", "two", "three", "one"]


def test_long_text_is_not_kept(loud, asked):
    text = "a" * (LONGEST_KEPT + 1)
    assert [loud[text], loud[text]] == [text.upper()] * 2
    assert asked == [text, text]
    assert not loud

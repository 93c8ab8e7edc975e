import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.index.vocabulary import distance, keys_of, most_changes, nearest

letters = st.sampled_from("abcde")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("kitten", "kitten", 0),
        ("kitten", "kiten", 1),
        ("kitten", "kittten", 1),
        ("kitten", "kittan", 1),
        ("kitten", "iktten", 1),
        ("kitten", "kittne", 1),
        ("kitten", "sitting", 3),
        ("وزارة", "وزراة", 1),
        ("ca", "abc", 3),
        ("", "ab", 2),
    ],
)
def test_distance_counts_letters_changed(one, other, expected):
    assert distance(one, other, 9) == distance(other, one, 9) == expected
    assert distance(one, other, 1) == min(expected, 2)


def test_short_words_may_differ_in_one_letter_and_longer_ones_in_two():
    assert nearest("abcdef", ["abcdef", "abcdex", "abcdxy"], 9) == [(1, "abcdex")]
    assert nearest("abcdefg", ["abcdxyg", "abcdefx", "abcxyzg"], 9) == [(1, "abcdefx"), (2, "abcdxyg")]
    assert nearest("abc", ["abd"], 9) == []
    assert nearest("abcdefg", ["abcdefx", "abcdefy", "abcdefz"], 2) == [(1, "abcdefx"), (1, "abcdefy")]


@settings(max_examples=200, deadline=None, database=None)
@given(word=st.text(letters, min_size=4, max_size=12), data=st.data())
def test_words_that_are_near_share_a_key(word, data):
    other = word
    for _ in range(most_changes(word)):
        other = data.draw(st.sampled_from(list(_changed(other))))

    if len(other) >= 4:
        assert keys_of(word, "en") & keys_of(other, "en")


def test_languages_share_no_keys():
    assert not keys_of("huawei", "en") & keys_of("huawei", "ar")


def _changed(word):
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]
        yield word[:place] + "x" + word[place:]
        yield word[:place] + "x" + word[place + 1 :]
        yield word[:place] + word[place + 1 : place + 2] + word[place] + word[place + 2 :]

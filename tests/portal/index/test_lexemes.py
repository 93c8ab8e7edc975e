import pytest

from portal.index import Document, Kind, lexemes


def _document(body):
    return Document(Kind.ARTICLE, 1, "en", "headline", body=body)


def _bytes(held):
    return sum(len(lexeme.encode()) + 8 for lexeme in held.everything)


@pytest.mark.parametrize("letters", ["bcdfghjkmn", "بتثجحخدذرز"])
def test_document_never_has_more_than_the_database_takes(letters):
    written = str.maketrans("0123456789", letters)
    words = (str(number).translate(written) * 8 for number in range(10_000, 30_000))
    held = lexemes.of_document(_document(" ".join(words)))

    assert lexemes.MOST_BYTES - 200 < _bytes(held) <= lexemes.MOST_BYTES


def test_words_of_an_ordinary_document_are_all_held():
    held = lexemes.of_document(_document("alpha beta data center alpha"))

    assert {"@", "@a", "@a1", "headlin", "alpha", "beta", "datacent"} <= {*held.everything}
    assert len(held.everything) == len({*held.everything})


def test_sequence_has_every_word_in_order():
    held = lexemes.of_document(_document("alpha beta alpha"))
    alpha, beta = lexemes.sequence_of(["alpha", "beta"])

    assert f"|{alpha}{beta}{alpha}|" in held.sequence

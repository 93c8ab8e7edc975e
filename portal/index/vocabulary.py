"""Words that a misspelt word may have meant.

Found as SymSpell finds them (Wolf Garbe, 2012): two words are near where they become the same by taking
letters away from both. So the keys of a word are what is left of it when one or two letters go, and near
words are found by equality, on any database. Only the first letters make keys: a word that differs further on
is a false candidate, which its distance gives away.
"""

import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from itertools import combinations

from portal.bilingual import analysis
from portal.bilingual.arabic import ARTICLE
from portal.bilingual.text import compose, is_mark
from portal.bilingual.word_memory import by_word

from .documents import Document

SHORTEST, LONGEST = 4, 40
TATWEEL = "\u0640"
#: A longer word may differ in two letters, a shorter one in one.
LONGEST_WITH_ONE = 6
LETTERS_OF_KEYS = 7


def words_of(document: Document) -> dict[str, str]:
    """The words that are worth being offered, folded and without article, with the spelling of each."""
    words = {}
    for text in (document.headline, *document.names, document.standfirst):
        for stretch in analysis.stretches(text):
            for word, spelling in _words_in[stretch].items():
                words.setdefault(word, spelling)
    return words


def bare(form: str) -> str:
    """A folded form without the definite article, where a word is left."""
    rest = form.removeprefix(ARTICLE)
    return rest if len(rest) >= SHORTEST else form


def most_changes(word: str) -> int:
    if len(word) < SHORTEST:
        return 0
    return 1 if len(word) <= LONGEST_WITH_ONE else 2


def keys_of(word: str, language: str) -> set[int]:
    """The keys under which a word stands, and under which words near to it are looked for."""
    left = _left_of(word[:LETTERS_OF_KEYS], most_changes(word))
    return {_number(f"{language}:{letters}") for letters in left}


def distance(one: str, other: str, most: int) -> int:
    """Letters to add, drop, change or swap with the next; ``most + 1`` is any number above ``most``."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before, last = [], list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        this = [row]
        for column, other_letter in enumerate(other, 1):
            cost = min(last[column] + 1, this[-1] + 1, last[column - 1] + (letter != other_letter))
            if row > 1 < column and letter == other[column - 2] and one[row - 2] == other_letter:
                cost = min(cost, before[column - 2] + 1)
            this.append(cost)
        if min(this) > most:
            return most + 1
        before, last = last, this
    return min(last[-1], most + 1)


def nearest(word: str, candidates: Iterable[str], most_words: int) -> list[tuple[int, str]]:
    """``(distance, word)`` of the candidates that are near enough, from the nearest on."""
    most = most_changes(word)
    near = [(distance(word, other, most), other) for other in set(candidates) - {word}]
    return sorted(pair for pair in near if pair[0] <= most)[:most_words]


@by_word(16_384)
def _words_in(stretch):
    words = {}
    for token in analysis.tokens(stretch):
        word = bare(token.exact)
        if SHORTEST <= len(word) <= LONGEST and word.isalpha() and word not in words:
            words[word] = _spelling(stretch[token.start : token.end], word != token.exact)
    return words


def _left_of(letters, most) -> Iterator[str]:
    for taken in range(min(most, len(letters) - 1) + 1):
        for kept in combinations(letters, len(letters) - taken):
            yield "".join(kept)


def _number(text):
    """Of 32 bits, signed, as both databases keep it."""
    return zlib.crc32(text.encode()) - (1 << 31)


def _spelling(text, has_article):
    """As it was written, without vowel marks, tatweel, signs that nobody sees, and the article."""
    letters = "".join(letter for letter in compose(text) if letter != TATWEEL and not _is_unseen(letter))
    return letters[len(ARTICLE) :] if has_article else letters


def _is_unseen(letter):
    """Marks, joiners and soft hyphens: a word may have any number of them, and its column has an end."""
    return is_mark(letter) or unicodedata.category(letter) == "Cf"

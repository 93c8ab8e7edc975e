"""A plain analysis for the tests of the index: words are folded and lose their article and an English s."""

import re

from portal.bilingual.analysis import Token
from portal.bilingual.arabic import ARTICLE, fold

_WORD = re.compile(r"[\w\u064b-\u0652]+")
_STOP_WORDS = {"في", "the", "of"}


def tokens(text):
    for word in _WORD.finditer(text):
        if exact := "".join(filter(str.isalnum, fold(word[0]))):
            yield Token(word.start(), word.end(), exact, (_stem(exact),))


def stretches(text):
    return text.split()


def stems_asked_for(word):
    return tuple(token.stems[0] for token in tokens(word))


def phrase_stem(word):
    return next((token.stems[0] for token in tokens(word)), "")


def is_stop_word(word):
    return word in _STOP_WORDS


def _stem(word):
    if len(word) > 4 and word.startswith(ARTICLE):
        return word.removeprefix(ARTICLE)
    return word.removesuffix("s") if word.isascii() and len(word) > 3 else word

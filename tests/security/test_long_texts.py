"""No text costs more than its length: four times as long takes four times as long, and not sixteen.

Processor time, the least of several tries, with room for a machine that has other work to do.
"""

import time
from contextlib import suppress

import pytest

from articles.importing import plain_text
from articles.importing.files import Refused
from articles.richtext import TextTooLong, addresses, clean_html, lines_of, to_text
from articles.richtext.embeds import read_embed
from portal.addresses import with_whole_addresses
from portal.bilingual import analysis, slugs
from portal.bilingual.text import clean_line, clean_text, cut_at_word, detect_language
from portal.input_guard import refusal_of_query
from portal.limits import _without_port
from portal.page_cache.kept import holds, takes_gzip

SIZE = 2_000
TIMES = 4
#: Between what is linear and what is quadratic.
AT_MOST = 10
#: Whoever seems slow is tried again more often: another program may have had the processor's cache.
TRIES, MORE_TRIES = 3, 15
#: Less than this, in seconds, is quick however it grows.
QUICK = 0.02
PIECES = [
    "a", "ا", " ", "\n", "<", ">", "&", '"', "'", "<a", "<a ", "<p>", "</p>", "<!--", "-->", "&#", "&amp;",
    "&#x202e;",
    "\u0301", "\u064b", "\u200d", "\u00a0", "\u202e", "-", "--", ".", "a.", "1.", "1. ", "· ", ",", ";", ":",
    "/", "//", "http://",
    "https://a.", "@", "a@", "%", "%41", "=", "a=1&", '"a",', "W/", "<a href='", '<a href="/x">', "(", ")",
    "()", "[", "«", "“",
    "OR ", "0", "٠", "a ", " a", "\t", "aA", "الـ", "وال", "ﷺ", "ß", "İ", "ﬁ", "😀", "\ud83d", "\x00",
]  # fmt: skip
READERS = {
    "clean_html": clean_html,
    "clean_text": clean_text,
    "clean_line": clean_line,
    "to_text": lambda text: to_text(clean_html(text)),
    "lines_of": lambda text: lines_of(clean_html(text)),
    "addresses": lambda text: addresses(clean_html(text)),
    "read_embed": read_embed,
    "with_whole_addresses": lambda text: with_whole_addresses(clean_html(text)),
    "unicode_slug": lambda text: slugs.unicode_slug(text, "ar"),
    "tokens": lambda text: list(analysis.tokens(text)),
    "detect_language": detect_language,
    "cut_at_word": lambda text: cut_at_word(text, 300),
    "plain_text": plain_text.parse,
    "query": refusal_of_query,
    "if-none-match": lambda text: holds(text, 'W/"x"'),
    "accept-encoding": takes_gzip.__wrapped__,
    "forwarded": _without_port,
}


def seconds(read, text):
    began = time.process_time()
    with suppress(TextTooLong, Refused, ValueError):  # refused, which is an answer too
        read(text)
    return time.process_time() - began


def least(read, text, tries):
    return min(seconds(read, text) for _ in range(tries))


def is_steep(read, text, tries):
    whole, part = least(read, text * TIMES, tries), least(read, text, tries)
    return whole > QUICK and whole > AT_MOST * part


@pytest.mark.parametrize("name", READERS)
def test_cost_grows_with_the_length(name):
    read = READERS[name]
    steep = []
    for piece in PIECES:
        text = piece * (SIZE // len(piece))
        is_slow = seconds(read, text * TIMES) > QUICK
        if is_slow and is_steep(read, text, TRIES) and is_steep(read, text, MORE_TRIES):
            steep.append(piece)

    assert steep == []


def test_measure_tells_steep_from_even():
    def steep(text):
        return [hash(text[:end]) for end in range(len(text))]

    def even(text):
        return [hash(text[:2000]) for _end in range(len(text))]

    text = "a" * SIZE
    assert is_steep(steep, text * 4, MORE_TRIES)
    assert not is_steep(even, text * 4, MORE_TRIES)

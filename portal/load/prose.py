"""Sentences of either language, drawn by Zipf's law; grammatical, and about nothing that happened."""

import tomllib
from bisect import bisect
from itertools import accumulate
from pathlib import Path
from random import Random

from portal.bilingual.slugs import unicode_slug

WORDS = tomllib.loads((Path(__file__).parent / "words.toml").read_text())
BODY_LETTERS = 600
SENTENCES_A_PARAGRAPH = 3
FEMININE_ENDING = "ت"
SOURCED = 0.3


class Zipf:
    """A list from which the n-th item is drawn about n times less often than the first."""

    def __init__(self, random: Random, items):
        self.items = list(items)
        self._random = random
        self._weights = list(accumulate(1 / rank for rank in range(1, len(self.items) + 1)))

    def draw(self):
        return self.items[bisect(self._weights, self._random.random() * self._weights[-1])]

    def draw_some(self, most):
        """Between one and ``most`` different items, in the order in which they were drawn."""
        drawn = [self.draw() for _ in range(self._random.randint(1, most))]
        return list(dict.fromkeys(drawn))


class Prose:
    """Writes in one language. ``text`` has the columns of a revision, already as the cleaner leaves them."""

    def __init__(self, random: Random, language: str):
        self.language = language
        self._random = random
        self._lists = {name: Zipf(random, words) for name, words in WORDS[language].items()}

    def text(self):
        headline = self.headline()
        is_sourced = self._random.random() < SOURCED
        return {
            "headline": headline,
            "slug": unicode_slug(headline, self.language),
            "standfirst": self.sentence(),
            "body": self.body(),
            "place": self._draw("places"),
            "source_name": self._draw("sources") if is_sourced else "",
            "source_url": "",
        }

    def rewritten(self, text):
        """The same piece after an editor's next pass: one paragraph more and another standfirst."""
        return text | {"standfirst": self.sentence(), "body": f"{text['body']}{self._paragraph()}"}

    def headline(self):
        return _capital(" ".join(self._clause()))

    def sentence(self):
        clause = [*self._clause(), self._draw("purposes"), self._draw("circumstances")]
        return f"{_capital(' '.join(clause))}."

    def body(self):
        parts, letters = [], 0
        while letters < BODY_LETTERS:
            if parts and len(parts) % 3 == 0:
                parts.append(f"<h2>{self._draw('headings')}</h2>")
            parts.append(self._paragraph())
            letters += len(parts[-1])
        return "".join(parts)

    def _paragraph(self):
        first, *more = (self.sentence() for _ in range(SENTENCES_A_PARAGRAPH))
        return f"<p>{' '.join([first, *map(self._linked, more)])}</p>"

    def _linked(self, sentence):
        comma = "،" if self.language == "ar" else ","
        return f"{self._draw('openings')}{comma} {sentence[0].lower()}{sentence[1:]}"

    def _clause(self):
        act = [self._draw("objects"), self._draw("complements")]
        if self.language == "en":
            return [self._draw("subjects"), self._draw("verbs"), *act]
        if self._random.random() < 0.5:
            return [self._draw("verbs") + FEMININE_ENDING, self._draw("feminine"), *act]
        return [self._draw("verbs"), self._draw("masculine"), *act]

    def _draw(self, name):
        return self._lists[name].draw()


def _capital(text):
    return text[0].upper() + text[1:]

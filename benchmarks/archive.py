"""Made documents of an archive in both languages, whose words follow Zipf's law; they mean nothing.

Some words and phrases are as common as a benchmark needs them to be.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random

from portal.bilingual.languages import LANGUAGES
from portal.index import Document, Kind

YEARS = 12
VOCABULARY = 60_000
ORGANIZATIONS, TOPICS = 300, 6
FIRST_PK = 1_000_000_000
LETTERS = {"ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "en": "abcdefghijklmnopqrstuvwxyz"}
#: How often each stands in the archive. The halves of ``PAIR`` are common, and hardly ever side by side.
COMMON = {"ar": "وزارة", "en": "ministry"}
SECOND = {"ar": "شركة", "en": "company"}
PHRASE = {"ar": "مذكرة تفاهم", "en": "memorandum agreed"}
RARE = {"ar": "قسطرةنادر", "en": "quetzalrare"}
SHARES = ((COMMON, 0.5), (SECOND, 0.4), (PHRASE, 0.1), (RARE, 0.0002))
MORE_IN_HEADLINE = 0.1


class Archive:
    """Documents by number; the same seed makes the same ones, spread over the last years."""

    def __init__(self, words: int, now: datetime, seed: int = 1):
        self._words, self._now, self._seed = words, now, seed
        random = Random(seed)  # noqa: S311 -- a made text
        self.vocabulary = {language: _vocabulary(random, language) for language in LANGUAGES}
        self._weights = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))

    def documents(self, first: int, last: int) -> Iterator[Document]:
        """Every number has one in each language."""
        random = Random(f"{self._seed}-{first}")  # noqa: S311
        for number in range(first, last):
            at = self._now - timedelta(seconds=random.randrange(YEARS * 365 * 24 * 3600))
            topic = FIRST_PK + random.randint(1, TOPICS)
            about = ((Kind.ORGANIZATION, FIRST_PK + random.randint(1, ORGANIZATIONS)),)
            for language in LANGUAGES:
                yield Document(
                    Kind.ARTICLE,
                    FIRST_PK + number,
                    language,
                    headline=self._text(random, language, 8, MORE_IN_HEADLINE),
                    standfirst=self._text(random, language, 20, 0),
                    body=self._text(
                        random, language, random.randint(self._words // 2, self._words * 3 // 2), 1
                    ),
                    published_at=at,
                    topic=topic,
                    about=about,
                )

    def organizations(self) -> Iterator[Document]:
        """Each is called by the common word and one of its own, in both scripts."""
        for number in range(1, ORGANIZATIONS + 1):
            names = tuple(f"{COMMON[language]} {self.own_name(number, language)}" for language in LANGUAGES)
            for language, name in zip(LANGUAGES, names, strict=True):
                pk = FIRST_PK + number
                yield Document(Kind.ORGANIZATION, pk, language, headline=name, names=names)

    def own_name(self, number: int, language: str) -> str:
        return self.vocabulary[language][-number]

    def _text(self, random, language, words, share):
        drawn = random.choices(self.vocabulary[language], cum_weights=self._weights, k=words)
        for phrase, part in SHARES:
            if random.random() < part * share:
                drawn.insert(random.randrange(len(drawn)), phrase[language])
        return " ".join(drawn)


def _vocabulary(random, language) -> list[str]:
    """Common words are short, as in life."""
    words = {}
    while len(words) < VOCABULARY:
        length = 3 + len(words) * 6 // VOCABULARY + random.randint(0, 2)
        words["".join(random.choices(LETTERS[language], k=length))] = None
    return list(words)

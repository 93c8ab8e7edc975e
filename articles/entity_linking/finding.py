from dataclasses import dataclass

from articles.richtext.places import BOUNDARY, flatten, readable
from articles.richtext.record_links import linked_records

from .directory import Directory, Thing

LETTERS_AROUND = 40
_BETWEEN = f"\n{BOUNDARY}\n"


@dataclass(frozen=True)
class Find:
    """Something that is named in a text, with the words around its first place."""

    thing: Thing
    language: str
    is_in_headline: bool
    before: str
    name: str
    after: str


def find_in_texts(directory: Directory, texts: dict[str, dict]) -> dict[tuple, Find]:
    """What the texts name or link to, by key, each once, in the order of appearance.

    ``texts`` has for each language a text with ``headline``, ``standfirst`` and ``body``. Of a thing that two
    texts name the first place counts, and a headline before it.
    """
    finds = {}
    for language, text in texts.items():
        for find in _finds(directory, language, text):
            known = finds.get(find.thing.key)
            if known is None or find.is_in_headline > known.is_in_headline:
                finds[find.thing.key] = find
    return finds


def _finds(directory, language, text):
    headline = text.get("headline") or ""
    words = _BETWEEN.join([headline, text.get("standfirst") or "", flatten(text.get("body") or "").text])
    for mention in directory.find(words):
        yield Find(
            directory.things[mention.key],
            language,
            mention.end <= len(headline),
            _before(words, mention.start),
            readable(words[mention.start : mention.end]),
            _after(words, mention.end),
        )
    yield from _linked(directory, language, text.get("body") or "")


def _linked(directory, language, body):
    """What a writer has linked by hand, under whatever name."""
    for address, words in linked_records(body).items():
        if thing := directory.by_address.get(address):
            yield Find(thing, language, is_in_headline=False, before="", name=words, after="")


def _before(words, start):
    """The end of what stands before it in its block; a word that is cut in two is left out."""
    block = words[max(0, start - 4 * LETTERS_AROUND) : start].rpartition(BOUNDARY)[2]
    read = readable(block + "|")[:-1]
    return read if len(read) <= LETTERS_AROUND else "… " + read[-LETTERS_AROUND:].partition(" ")[2]


def _after(words, end):
    read = readable("|" + words[end : end + 4 * LETTERS_AROUND].partition(BOUNDARY)[0])[1:]
    return read if len(read) <= LETTERS_AROUND else read[:LETTERS_AROUND].rpartition(" ")[0] + " …"

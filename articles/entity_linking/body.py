import unicodedata

from articles.richtext.places import flatten, is_whole

from .directory import Directory


def body_links(directory: Directory, body: str, language: str, keys: set[tuple]) -> list[list]:
    """Where ``body`` names each of ``keys`` for the first time that a link can stand there.

    Returns ``[start, end, kind, slug]`` in order and apart; the places are those of the markup. What has no
    page in this language gets no link. Names that are not among the keys count, too: Google is not linked in
    "Google Cloud", linked or not.
    """
    things = {key: thing for key in keys if (thing := directory.things.get(key)) and language in thing.names}
    if not things:
        return []
    flat, links, last = flatten(body), [], 0
    for mention in directory.find(flat.text, certain=keys):
        if not things:
            break
        place = _place(flat, body, mention) if mention.key in things else None
        if place and place[0] >= last:
            model, _pk = mention.key
            links.append([*place, model._meta.model_name, things.pop(mention.key).slug])
            last = place[1]
    return links


def _place(flat, body, mention):
    """From where to where the link goes, or nothing where it would tear markup apart.

    An Arabic prefix is part of the word and of the link: «وهواوي», «للهيئة».
    """
    end = flat.without_gap(mention.end)
    for start in (_start_of_word(flat.text, mention.start), mention.start):
        if flat.is_open(start, end) and is_whole(body[start:end]):
            return start, end
    return None


def _start_of_word(text, start):
    if not _is_arabic_letter(text[start]):
        return start
    while start and _is_arabic_letter(text[start - 1]):
        start -= 1
    return start


def _is_arabic_letter(character):
    """A letter, its vowel mark or a tatweel; no digit and no punctuation."""
    return "\u0600" <= character <= "\u06ff" and unicodedata.category(character)[0] in "LM"

"""The names of things: recognised in what readers type, and suggested while they type."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q

from portal.bilingual import analysis
from portal.bilingual.arabic import fold
from portal.bilingual.languages import LANGUAGES

from .documents import AUTHOR, Key, Kind
from .models import Name
from .models.name import LONGEST_SAID, LONGEST_STEMS, TAIL_BYTES

#: What is suggested beside the kinds of things that are found.
TOPIC = "topic"
#: The order in which suggestions stand that are equally near.
SUGGESTED = (Kind.ORGANIZATION, Kind.PERSON, Kind.PARTNERSHIP, AUTHOR, TOPIC)
#: What is recognised in what somebody types.
KINDS = {**{kind.value: kind for kind in Kind}, AUTHOR: AUTHOR}
#: So many rows are read for a few suggestions: a thing has several names.
MOST_READ = 48
STORED_AT_ONCE = 500
#: Nobody means more things by one name than these; and each is one condition more in every question.
MOST_OF_ONE_NAME = 20
#: Whose names are looked for in texts, and how many of each: whoever has more is called by the short ones.
SAID = (Kind.ORGANIZATION, Kind.PERSON)
MOST_SAID = 6
SHORTEST_SAID = 3

_WORD = re.compile(r"[^\W_]+")
#: Whoever types a name may leave them out, so they don't count.
_ARTICLES = ("وال", "بال", "كال", "فال", "ال", "لل")
#: Particles that are written with the word after them, one or two.
_WITH_PARTICLES = re.compile(r"[وفبلك]{1,2}(?=\w{3})")
_AFTER_EVERY_LETTER = b"\xff"


@dataclass(frozen=True)
class Names:
    """All names of a thing, in both scripts, and what it is called in each language that shows it.

    ``ambiguous`` are those that may mean something else in a text: of one word they are not looked for there.
    """

    kind: str
    pk: int
    labels: dict[str, str]
    names: tuple[str, ...]
    ambiguous: frozenset[str] = frozenset()


class Span(NamedTuple):
    """Words, from one to before another, that are a name of these things."""

    start: int
    end: int
    keys: tuple[Key, ...]


class Suggestion(NamedTuple):
    """``label`` is what the thing is called in the language that was asked for."""

    kind: str
    pk: int
    label: str


def store(kind: str, pks: Collection[int], names: Iterable[Names]) -> None:
    """Let these be the names of these things: those without any have none any more."""
    forget(kind, pks)
    rows = (row for thing in names if thing.labels for row in _rows(thing))
    Name.objects.bulk_create(rows, batch_size=STORED_AT_ONCE)


def forget(kind: str, pks: Collection[int]) -> None:
    Name.objects.filter(kind=kind, thing__in=pks).delete()


def stored(kind: str) -> Iterator[int]:
    """Primary keys of the things that have names, ascending."""
    rows = Name.objects.filter(kind=kind).order_by("thing")
    return rows.values_list("thing", flat=True).distinct().iterator()


def recognize(runs: Sequence[Sequence[str]]) -> list[list[Span]]:
    """In each run of words the names of things, whatever their spelling: the longest, none over another.

    One query for all runs together.
    """
    places = [list(_places(words)) for words in runs]
    known = _things_called({stems for of_run in places for _start, _end, stems in of_run})
    return [
        _longest(Span(start, end, known[stems]) for start, end, stems in of_run if stems in known)
        for of_run in places
    ]


def called(keys: Iterable[Key]) -> dict[Key, list[tuple[str, ...]]]:
    """The names of these things as the stems of a text that holds them. One query."""
    is_one = Q(*(Q(kind=kind, thing=pk) for kind, pk in sorted(keys)), _connector=Q.OR)
    found = {}
    for kind, pk, stems in Name.objects.filter(is_one, stems__isnull=False).values_list(
        "kind", "thing", "stems"
    ):
        found.setdefault((KINDS[kind], pk), []).append(tuple(stems.split()))
    return found


def said(keys: Iterable[Key]) -> dict[Key, list[str]]:
    """The names under which texts speak of these things and of no others, the shortest of each. One query."""
    keys = sorted(keys)
    if not keys:
        return {}
    is_one = Q(*(Q(kind=kind, thing=pk) for kind, pk in keys), _connector=Q.OR)
    same_name = Name.objects.filter(stems=OuterRef("stems"))
    is_anothers = Exists(same_name.exclude(kind=OuterRef("kind"), thing=OuterRef("thing")))
    rows = Name.objects.filter(~is_anothers, is_one, said__isnull=False)
    found = {}
    for kind, pk, stems, name in rows.values_list("kind", "thing", "stems", "said"):
        found.setdefault((KINDS[kind], pk), {}).setdefault(stems, set()).add(name)
    return {key: _shortest(map(min, names.values())) for key, names in found.items()}


def suggest(typed: str, language: str, limit: int = 8) -> list[Suggestion]:
    """Things that readers of this language see and that have a name with a word that begins so.

    Those whose name begins so come first. Two queries at most.
    """
    words = _bare_words(typed)
    if len(words) > 1 and words[-1] in _ARTICLES:
        words.pop()  # the word that is being typed has yet to begin
    if not words:
        return []
    beginning = _tail(words)
    found = {}
    for is_later in (False, True):
        if len(found) < limit:
            nearest = sorted(_beginning(beginning, language, is_later=is_later), key=_nearness)
            for suggestion in nearest:
                found.setdefault(suggestion[:2], suggestion)
    return list(found.values())[:limit]


def _rows(thing):
    labels = {f"label_{language}": thing.labels.get(language) for language in LANGUAGES}
    for name in dict.fromkeys(thing.names):
        words, stems = _bare_words(name), _stems(name)
        for place in range(len(words)) if stems else ():
            own = {} if place else {"stems": stems, "said": name if _tells(thing, name) else None}
            yield Name(kind=thing.kind, thing=thing.pk, tail=_tail(words[place:]), **own, **labels)


def _tells(thing, name):
    """Whether a text that holds this name may speak of the thing; of an entry hardly any holds the title."""
    if thing.kind not in SAID or len(name) > LONGEST_SAID:
        return False
    forms = [token.exact for token in analysis.tokens(name)]
    if len(forms) > 1:
        return True
    # One word of a person's name is anybody's; "WHO" is also "who".
    is_clear = len(forms[0]) >= SHORTEST_SAID and not analysis.is_stop_word(forms[0])
    return is_clear and thing.kind != Kind.PERSON and name not in thing.ambiguous


def _shortest(names):
    return sorted(names, key=lambda name: (len(name), name))[:MOST_SAID]


def _stems(name):
    return " ".join(token.stems[0] for token in analysis.tokens(name))[:LONGEST_STEMS]


def _bare_words(text):
    return [_without_article(word) for word in _WORD.findall(fold(text))]


def _without_article(word):
    for article in _ARTICLES:
        if word.startswith(article) and len(word) > len(article):
            return word[len(article) :]
    return word


def _tail(words):
    return " ".join(words).encode("utf-8", "ignore")[:TAIL_BYTES]


def _places(words):
    """Names may begin with particles that the analysis leaves on words it doesn't know: «لأيكتو»."""
    stems = [analysis.phrase_stem(word) for word in words]
    for start, word in enumerate(words):
        beginnings = {stems[start], *(analysis.phrase_stem(word[count:]) for count in _particles(word))}
        for end in range(start + 1, len(words) + 1):
            for beginning in beginnings:
                yield start, end, " ".join((beginning, *stems[start + 1 : end]))


def _particles(word):
    """How many letters at its beginning may be particles."""
    found = _WITH_PARTICLES.match(word)
    return range(1, found.end() + 1) if found else ()


def _things_called(stems):
    things = {}
    rows = Name.objects.filter(stems__in=stems - {""}, kind__in=KINDS).order_by("kind", "thing")
    for kind, thing, called in rows.values_list("kind", "thing", "stems").distinct():
        things.setdefault(called, []).append((KINDS[kind], thing))
    return {called: tuple(keys[:MOST_OF_ONE_NAME]) for called, keys in things.items()}


def _longest(spans):
    chosen = []
    for span in sorted(spans, key=lambda span: (span.start - span.end, span.start)):
        if all(span.end <= other.start or span.start >= other.end for other in chosen):
            chosen.append(span)
    return sorted(chosen)


def _beginning(typed, language, *, is_later):
    """The first rows of an index: whatever is typed, no more are read."""
    label = f"label_{language}"
    seen = Name.objects.filter(**{f"{label}__isnull": False}, stems__isnull=is_later)
    rows = seen.filter(tail__gte=typed, tail__lt=typed + _AFTER_EVERY_LETTER).order_by(
        "tail", "kind", "thing"
    )
    return [Suggestion(*row) for row in rows.values_list("kind", "thing", label)[:MOST_READ]]


def _nearness(suggestion):
    return SUGGESTED.index(suggestion.kind), len(suggestion.label), suggestion.label

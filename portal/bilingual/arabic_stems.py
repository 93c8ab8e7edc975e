"""Arabic words as stems, by the rules of a light stemmer: endings and prefixes go, roots are not looked for.

The prefixes and suffixes begin with those of Lucene's ``ArabicStemmer``, which is the light10 of Larkey,
Ballesteros and Connell, "Light Stemming for Arabic Information Retrieval" (2007). Added are duals, possessive
pronouns, teh marbuta before them, tanwin, the feminine of verbs, hamza in any seat, and particles of one
letter, which light10 leaves alone because «وزارة» is no «و» and «زارة»: the words of ``arabic_words`` tell.

Where the letters leave two readings, a word has two stems. Everything here takes words folded by ``fold``.
"""

from typing import NamedTuple

from .arabic_words import COLLECTIVE, COMPOUNDS, FEMININE, STOP_WORDS, WHOLE, WORDS

ARTICLES = ("وبال", "فبال", "وكال", "فلل", "ولل", "وال", "فال", "بال", "كال", "لل", "ال")
PARTICLES = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
#: Those that begin phrases; what has others is found by its words.
LEADING = ("و", "ف", "ب", "ل", "ك", "وب", "ول")
SHORTEST = 3
#: Without such an ending, a word of which nothing is known has as many letters at least.
SURE = 4
KEEP_TEH = FEMININE - COLLECTIVE
_PRONOUNS = ("هما", "هم", "هن", "نا", "كم")
#: Begins names that many write as one word: «عبدالله», «عبدالعزيز».
_SERVANT = "عبدال"
_WEAK = ("ا", "و", "ي")
_SEATS = str.maketrans({"ؤ": "و", "ئ": "ي"})


class Stems(NamedTuple):
    """``indexed``: those a text is found by, the main one first; ``asked``: those a typed word looks for."""

    indexed: tuple[str, ...]
    asked: tuple[str, ...]


def arabic_stems(word: str) -> Stems:
    if word in STOP_WORDS:  # «عليه» is no «علي»
        return Stems((_finished(word),), (_finished(word),))
    bare = _without_prefix(word)
    readings = _readings(bare)
    indexed = [*readings, *map(_main, _rests_of_a_text(word, bare))]
    asked = [*readings, *_without_hamza(bare), *map(_main, _before_a_noun(bare) if bare not in WHOLE else ())]
    return Stems(tuple(dict.fromkeys(indexed)), tuple(dict.fromkeys(asked)))


def with_and_without_particles(word: str) -> list[str]:
    """The other ways in which a word may begin a phrase; none that is a word of its own."""
    if word in STOP_WORDS:
        return []
    base = _without_prefix(word)
    bare = [] if _is_known(base) else [rest for _particle, rest in _cut(base, LEADING) if len(rest) >= SURE]
    led = [particle + base for base in (base, *bare) for particle in LEADING]
    return [*bare, *(form for form in led if not _is_known(form))]


def is_compound(first: str, following: str) -> bool:
    """Whether two words are also written as one: «عبد الله», «أبو ظبي»."""
    return bool(_parts(first + following)) and _parts(first + following)[0] == first


def _without_prefix(word):
    """The word without what is surely written before it."""
    if len(word) <= SHORTEST or _is_known(word):
        return word
    for _particle, rest in _cut(word, PARTICLES):
        if rest.startswith("ال") and _is_known(rest):  # «بالتزام» has no article
            return rest
    for article, rest in _cut(word, ARTICLES):
        if len(rest) >= SHORTEST - 1:
            # After li, the article and a lam of the word are written as two: «للجنة».
            return "ل" + rest if article.endswith("لل") and _is_known("ل" + rest) else rest
    for _particle, rest in _cut(word, PARTICLES):
        if len(rest) >= SHORTEST and _is_known(rest):
            return rest
    return word


def _rests_of_a_text(word, bare):
    """What a word of a text may be besides; typed words are not read so: they would find too much."""
    if bare == word:
        yield from _loose_rests(bare)
    if bare in FEMININE and not word[: -len(bare)].endswith(("ال", "لل")):
        yield bare[:-1]  # «عملة» is written as «عمله», and folded alike
    yield from _before_a_noun(bare)
    yield from map(_without_prefix, _parts(bare))


def _loose_rests(word):
    """What is left where a first letter may be a particle, or the seen of the future."""
    if _is_known(word):
        # «وزارة» is a word as it stands; «وزار» only shares its stem, and is «زار» with waw.
        return [word[1:]] if word not in WORDS and word[0] in PARTICLES and word[1:] in WORDS else []
    rests = [rest for _particle, rest in _cut(word, PARTICLES) if len(rest) >= SURE]
    if word.startswith(("سي", "ست", "سن", "وسي", "وست")) and len(word) > SURE:
        rests.append(word.lstrip("و")[1:])
    return rests


def _cut(word, prefixes):
    return [(prefix, word[len(prefix) :]) for prefix in prefixes if word.startswith(prefix)]


def _is_known(word):
    return any(stem in KNOWN for stem in _readings(word))


def _readings(word):
    """The stems of a word without prefix, the likeliest first."""
    if word in WHOLE:
        return [_finished(word)]
    found = [_main(word)]
    found += [_main(rest) for rest in _possible_rests(word)]
    return list(dict.fromkeys(found))


def _main(word):
    """The likeliest stem."""
    if word in WHOLE:
        return _finished(word)
    if word.endswith("ها") and len(word) > SURE and word[:-1] not in WHOLE:
        return _finished(_noun(_free(word[:-2])))
    if word.endswith("ته") and len(word) > SURE and word[:-1] not in WHOLE:
        return _finished(_noun(_free(word[:-1])))
    return _finished(_noun(word))


def _possible_rests(word):
    """Other readings: a dual, a pronoun, the feminine of a verb, a plural in an unlikely place."""
    if word.endswith(("ان", "ين")) and _is_enough(word[:-2]) and not word.endswith(("تان", "تين")):
        yield word[:-2]
    if word.endswith("ت") and word[-2:-1] not in _WEAK and _is_enough(word[:-1]):
        yield word[:-1]
    if word.endswith("ات") and word[:-1] in WORDS:  # «بدأت» is no plural
        yield word[:-1]
    for pronoun in _PRONOUNS:
        if word.endswith(pronoun) and _is_enough(word[: -len(pronoun)]):
            yield _free(word[: -len(pronoun)])
    if word.endswith("ك") and (word[-2:-1] == "ت" or _finished(word[:-1]) in KNOWN) and len(word) > SURE:
        yield _free(word[:-1])
    if word.endswith("تي") and len(word) > SURE and word[:-1] not in WHOLE:
        yield word[:-2] + "ه"
    yield from _without_teh(word)


def _without_teh(word):
    """«ثابته» is «ثابت», «شراكته» is «شراكة»; «قوتها» is «قوة», «بيتها» is «بيت»."""
    base = word.removesuffix("ها") if word.endswith("ها") else word.removesuffix("ه")
    if base == word or not base.endswith("ت") or base in WHOLE:
        return
    if len(base) == SHORTEST:
        yield base[:-1] + "ه"
    elif len(base) > SHORTEST and not base.endswith("ات"):
        yield base
    elif len(base) == SURE:  # «حياتها» is no plural
        yield base[:-1] + "ه"


def _before_a_noun(word):
    """Duals and plurals that lost their noon: «موظفو الهيئة», «دولتا الكويت»."""
    if word.endswith("و") and len(word) > SURE:
        return [word[:-1]]
    if word.endswith("تا") and len(word) > SURE and word not in WHOLE:
        return [word[:-2] + "ه"]
    return []


def _without_hamza(word):
    """«وزرا» may be «وزراء». Typed words only: a text that says «علمًا» speaks of no «علماء»."""
    is_open = word.endswith("ا") and not word.endswith(("ها", "نا", "وا", "يا"))
    return [_seated(word)] if is_open and len(word) >= SURE else []


def _parts(word):
    if word.startswith(_SERVANT) and len(word) > len(_SERVANT) + 1:
        return ("عبد", word.removeprefix("عبد"))
    return COMPOUNDS.get(word, ())


def _free(base):
    """What a pronoun was joined to: there teh marbuta is written as teh."""
    if base.endswith("ت") and base[-2:-1] != "ا" and len(base) > SHORTEST and base not in WHOLE:
        return base[:-1] + "ه"
    return base


def _noun(word):
    """Without the ending of number, case and gender, and without that of the nisba."""
    if word in WHOLE:
        return word
    word = _without_number(word)
    return _without_nisba(_without_last_vowel(word))


def _without_last_vowel(word):
    """Without teh marbuta, or the alef of tanwin and of feminine words."""
    is_open = word not in WHOLE and word not in FEMININE and word.endswith(("ه", "ا"))
    return word[:-1] if is_open and len(word) > SHORTEST else word


def _without_number(word):
    rest, ending = word[:-2], word[-2:]
    if word.endswith(("تان", "تين")) and len(word) > SURE and not word.endswith("ستان"):
        return word[:-3] + "ه"
    if ending == "ات" and len(rest) >= SHORTEST - 1:
        return rest if len(rest) >= SHORTEST and rest + "ه" not in KEEP_TEH else rest + "ه"
    if ending == "ون" and rest[-1:] != "ا" and _is_enough(rest):
        return rest
    if ending == "ين" and _is_enough(rest) and not _has_radical_noon(word):
        return rest
    if ending == "وا" and len(rest) >= SHORTEST:
        return rest
    return word


def _has_radical_noon(word):
    """«تحسين» and «قوانين» are no plurals in een; what else has their shape is read as both."""
    return (len(word) == 5 and word[0] == "ت") or (len(word) == 6 and word[2] == "ا")


def _without_nisba(word):
    if word in WHOLE or not word.endswith("ي") or len(word) <= SHORTEST or word[-2] == "ا":
        return word
    return word[:-1]


def _is_enough(rest):
    return len(rest) >= SURE or (len(rest) == SHORTEST and _finished(rest) in KNOWN) or rest in WHOLE


def _finished(stem):
    """Without the hamza at its end, which many leave out, and with the others in one seat."""
    if len(stem) > SHORTEST and stem.endswith(("اء", "ائ", "اؤ")):
        stem = stem[:-1]
    return _seated(stem)


def _seated(stem):
    """«فئة» keeps its hamza: without, it is «فيه»."""
    if len(stem) == SHORTEST and stem.endswith("ه"):
        return stem
    return stem.replace("ئو", "وو").translate(_SEATS)


def _of_entry(word):
    """The stem of a word in the list: that has no plural ending."""
    return _finished(_without_nisba(_without_last_vowel(word)))


#: Stems of words that are known as such.
KNOWN = frozenset(map(_of_entry, WORDS | COMPOUNDS.keys()))

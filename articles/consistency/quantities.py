"""Numbers in a text: in figures, in words, of money, in per cent. Figures that may be a name are doubted."""

from decimal import Decimal
from itertools import zip_longest

from .dates import year_at
from .facts import YEAR, Quantity
from .tokens import Text
from .vocabulary import (
    CURRENCIES,
    DUALS,
    HIJRI,
    HOURS,
    LINKS,
    LONG_PERCENTS,
    LOOSE,
    NEEDING_NUMBER,
    PARTS,
    PERCENTS,
    RANKS,
    SCALES,
    SMALL,
    TEN,
    TENS,
    UNITS,
    WEAK_ALONE,
)

#: Signs that make one name of what stands on both sides of them: 10:30, 24/7, 62443.3.
JOINTS = {"/", ":", ".", "_", "#", "@", "+"}
#: One and two hide in the forms of Arabic words, so they are never missed for certain.
SMALLEST_CERTAIN = 3
#: From here on figures after a plus sign are a telephone's.
LONGEST_COUNT = 13

#: What is this large is multiplied no further: nobody writes "million" a thousand times.
LARGEST_VALUE = 10**18


def quantities_in(text: Text, taken: set[int]) -> list[Quantity]:
    """``taken`` are the places of tokens that say dates."""
    found, place = [], 0
    while place < len(text):
        quantity = None if place in taken else _quantity_at(text, place)
        if quantity:
            found.append(quantity)
        place = quantity.end if quantity else place + 1
    return [_sharing_scale(text, quantity, following) for quantity, following in _with_next(found)]


def _quantity_at(text, place):
    start = place
    value, place, also, is_certain = _number_at(text, place)
    if value is None:
        return _loose_at(text, start)
    unit, end = _unit_after(text, place)
    if not unit:
        unit = _unit_before(text, start)
    bare_year = year_at(text, start) and place == start + 1 and not unit
    if not unit and (value < SMALLEST_CERTAIN or _is_doubtful(text, start, place)):
        is_certain = False
    return Quantity(
        value, start, end, YEAR if bare_year else unit, is_certain and value != 0, frozenset({value, *also})
    )


def _loose_at(text, place):
    rank = text[place].means(LOOSE)
    if rank is None:
        return None
    is_teen = text[place + 1].text in TEN
    also = frozenset({Decimal(rank), Decimal(rank + 10 * is_teen)})
    return Quantity(Decimal(rank), place, place + 1 + is_teen, is_certain=False, also=also)


def _number_at(text, place):
    """A value made of all the words and figures that say one number, where it ends, and its parts."""
    first, place, also, is_certain = _term_at(text, place)
    if first is None:
        return None, place, set(), False
    total, last, also = first, first, {first, *also}
    while True:
        addend, end, parts, _certain = _addend_at(text, place, last)
        if addend is None:
            return total, place, also, is_certain
        total, last, place = total + addend, addend, end
        also |= {addend, total, *parts}
        is_certain = True


def _addend_at(text, place, last):
    """«مليون و200 ألف», «مئة وعشرون», "one hundred and five": what is added to a greater number before it.

    Figures end a number: "in 2021 and six more".
    """
    if text[place - 1].kind != "word":
        return _NONE
    after = place + 1 if text[place].text in {"و", "and", "-"} else place
    has_and = after != place or text[place].begins_with_and()
    if part := text[after].means(PARTS):
        is_half = has_and and last >= 1_000_000
        return (_scale_of(last) * part, _past_scale(text, after + 1), set(), True) if is_half else _NONE
    value, end, parts, is_certain = _term_at(text, after)
    if value is None or not (has_and or text[after].is_latin):
        return _NONE
    in_words = text[after].kind == "word"
    fits = value < _scale_of(last) and last >= 100 and (in_words or value >= 1_000)
    is_arabic_pair = in_words and last in range(1, 10) and has_and and value in TENS.values()
    is_english_pair = text[after].is_latin and last in TENS.values() and value in range(1, 10)
    return (value, end, parts, is_certain) if fits or is_arabic_pair or is_english_pair else _NONE


_NONE = (None, 0, set(), False)


def _term_at(text, place):
    """One part of a number: figures or a small number, times its scales."""
    token = text[place]
    if token.kind == "number":
        value, readings = _figures(token.text)
        is_certain, end = len(readings) == 1, place + 1
    elif (value := _small_at(text, place)) is not None:
        value, end = value
        readings, is_certain = {value}, token.means(SMALL, is_strict=True) is not None
    elif (dual := token.means(DUALS)) is not None:
        return Decimal(dual), place + 1, {Decimal(2)}, True
    elif part := token.means(PARTS):
        return _part_at(text, place, part)
    else:
        return _scale_alone(text, place)
    while value < LARGEST_VALUE and (scale := _scale_at(text, end)) is not None:
        value *= scale
        readings |= {value, *(reading * scale for reading in readings)}
        is_certain, end = True, end + 1
    return value, end, readings, is_certain


def _small_at(text, place):
    value = text[place].means(SMALL)
    if value is None:
        return None
    if value in UNITS.values() and not text[place].is_latin and text[place + 1].text in TEN:
        return Decimal(value + 10), place + 2
    return Decimal(value), place + 1


def _part_at(text, place, part):
    """«نصف مليون», "half a million"; a half of anything else is no number."""
    after = place + 1
    while text[after].text in {"a", "of"}:
        after += 1
    scale = text[after].means(SCALES)
    return (part * scale, after + 1, set(), True) if scale and scale > 100 else _NONE


def _scale_alone(text, place):
    scale = text[place].means(SCALES)
    if scale is None:
        return _NONE
    is_certain = not text[place].is_one_of(NEEDING_NUMBER | WEAK_ALONE)
    # «ألفا» is a thousand after a number, and two thousand before a noun.
    return Decimal(scale), place + 1, {Decimal(2 * scale)}, is_certain


def _scale_at(text, place):
    """Single letters are scales only where they are written to the number: 5m."""
    token = text[place]
    if token.is_latin and len(token.text) < 3 and not text.is_joined(place):
        return None
    if token.begins_with_and() and token.text not in SCALES:
        return None
    return token.means(SCALES)


def _past_scale(text, place):
    return place + 1 if text[place].means(SCALES) else place


def _figures(digits):
    """The value, and all that the figures can mean: 1.200 is more than a thousand to some."""
    plain = digits.replace(",", "")
    if "," in digits and len(digits.rpartition(",")[2].split(".")[0]) != 3:
        plain = digits.replace(",", ".")
    readings = {Decimal(plain)}
    whole, _point, rest = plain.partition(".")
    if len(rest) == 3 and len(whole) <= 3:
        readings.add(Decimal(whole + rest))
    return Decimal(plain), readings


def _unit_after(text, place):
    pair = text[place].text, text[place + 1].text
    if pair in LONG_PERCENTS:
        return LONG_PERCENTS[pair], place + 2
    for step in (0, 1):
        unit = text[place + step].means(CURRENCIES) or text[place + step].means(PERCENTS)
        if unit and (step == 0 or (text[place].is_latin and text[place].text not in LINKS)):
            return unit, place + step + 1
    return "", place


def _unit_before(text, place):
    before = text[place - 1]
    return before.means(CURRENCIES) if before.is_latin or before.kind == "sign" else None


def _is_doubtful(text, start, end):
    """Whether the figures may be a name, an hour, a rank or a day of another calendar."""
    if text[start].kind != "number":
        return False
    before, after = text[start - 1], text[end]
    if len(text[start].text) >= LONGEST_COUNT:
        return True
    if text.is_joined(start) and (before.is_latin or before.text in JOINTS or _follows_dash(text, start)):
        return True
    if text.is_joined(end) and (after.is_latin or (after.text in JOINTS and text.is_joined(end + 1))):
        return True
    if after.text in RANKS or after.is_one_of(HOURS):
        return True
    return any(text[place].is_one_of(HIJRI) for place in (start - 2, start - 1, end, end + 1))


def _follows_dash(text, start):
    """COVID-19, but not 10-15."""
    is_dashed = text[start - 1].text == "-" and text.is_joined(start - 1)
    return is_dashed and text[start - 2].kind == "word"


def _with_next(found):
    return zip_longest(found, found[1:])


def _sharing_scale(text, quantity, following):
    """In "5 to 7 million" the five is as large; it is doubted, for it can be read both ways."""
    if not following or following.start - quantity.end > 2 or following.value < 1_000:
        return quantity
    between = {text[place].text for place in range(quantity.end, following.start)}
    if not between & LINKS or quantity.value >= 1_000:
        return quantity
    larger = {quantity.value * scale for scale in SCALES.values()}
    return Quantity(quantity.value, quantity.start, quantity.end, "", False, quantity.also | larger)


def _scale_of(value):
    """The greatest scale within a value; of small ones the value itself."""
    return max((scale for scale in SCALES.values() if scale <= value), default=value)

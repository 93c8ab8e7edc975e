"""Days and months in a text, as either language writes them."""

from .facts import Date
from .tokens import Text
from .vocabulary import AND, LINKS, LONG_MONTHS, MONTHS, OF, RANKS, UNLIKELY_MONTHS

YEARS = range(1900, 2101)
DAYS = range(1, 32)


def dates_in(text: Text) -> list[Date]:
    dates, place = [], 0
    while place < len(text):
        found = _in_figures(text, place) or _around_month(text, place)
        dates += found
        place = max([place + 1, *(date.end for date in found)])
    return dates


def year_at(text: Text, place):
    """The year that the token says, or None."""
    token = text[place]
    is_year = token.kind == "number" and token.text.isdigit() and int(token.text) in YEARS
    return int(token.text) if is_year else None


def _in_figures(text, place):
    """24/5/2023 or 2023-05-24, whichever end the year stands at."""
    if text[place].kind != "number":
        return []
    numbers = [text[place + step] for step in (0, 2, 4)]
    signs = {text[place + step].text for step in (1, 3)}
    if not all(text.is_joined(place + step) for step in range(1, 5)) or signs not in ({"/"}, {"-"}, {"."}):
        return []
    if not all(number.kind == "number" and number.text.isdigit() for number in numbers):
        return []
    day, month, year = (int(number.text) for number in numbers)
    if day in YEARS:
        day, year = year, day
    if day not in DAYS or month not in range(1, 13) or year not in YEARS:
        return []
    return [Date(day, month, year, place, place + 5)]


def _around_month(text, place):
    """The days before or after the name of a month that begins here, and the year after it."""
    month, end = _month_at(text, place)
    if month is None:
        return []
    days, start = _days_before(text, place)
    if not days:
        days, end = _days_after(text, end)
    after = end + 1 if text[end].text in {",", "،"} else end
    while text[after].is_one_of(OF):
        after += 1
    year = year_at(text, after)
    if year:
        end = after + 1
    elif not days and text[place].text in UNLIKELY_MONTHS and not _is_name(text, place):
        return []
    return [Date(day, month, year, start, end) for day in days or [None]]


def _month_at(text, place):
    two = text[place].text, text[place + 1].text
    for name in (two, (two[0][1:], two[1])):
        if name in LONG_MONTHS:
            return LONG_MONTHS[name], place + 2
    month = text[place].means(MONTHS)
    # «أيار/مايو»: the month in both ways of naming it.
    if month and text[place + 1].text == "/" and text[place + 2].means(MONTHS) == month:
        return month, place + 3
    return month, place + 1


def _is_name(text, place):
    return text[place].is_latin and text.begins_large(place) and place > 0


def _days_before(text, place):
    days, start, before = [], place, place - 1
    while text[before].is_one_of(OF) or (text[before].text in RANKS and text.is_joined(before)):
        before -= 1
    while (day := _day_at(text, before)) is not None:
        days.append(day)
        start = before
        before -= 1
        if text[before].text in LINKS or text[before].text in AND:
            before -= 1
        elif not (text[before].text in RANKS and text[before - 1].kind == "number"):
            break
    return days[::-1], start


def _days_after(text, end):
    days = []
    while (day := _day_at(text, end)) is not None and text[end + 1].kind != "number":
        days.append(day)
        end += 1
        if text[end].text in RANKS and text.is_joined(end):
            end += 1
        if text[end].text in LINKS and _day_at(text, end + 1) is not None:
            end += 1
        else:
            break
    return days, end


def _day_at(text, place):
    token = text[place]
    is_day = token.kind == "number" and token.text.isdigit() and int(token.text) in DAYS
    return int(token.text) if is_day else None

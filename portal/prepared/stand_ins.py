"""What stands for the values of a prepared query while Django writes its SQL, and where it ends up."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import NamedTuple

#: Sequences are filled up to a multiple of this with what is nobody's key: one query serves many lengths.
STEP = 8
NOBODY = -1
#: The number fits an ordinary integer column.
NUMBER = 2_147_400_000
MOST = 10_000
TEXT = "\ue000"
# No day of one is another: what was worked out of a time must not pass for a day.
MOMENT, DAY = datetime(2718, 2, 8, 18, 28, 45, 904523, tzinfo=UTC), date(2719, 3, 1)
SOME_TIME, SOME_DAY = datetime(2720, 1, 1, 23, 59, tzinfo=UTC), date(2730, 1, 1)
LOOKS_LIKE_TIME = re.compile(r"\d{4}-\d\d-\d\d")
#: The places of the present, which few queries ask for.
NOW, TODAY = ("now", "clock"), ("today", "clock")


class Unprepared(Exception):
    """The function does with a value what can't be done once for all values."""


class Place(NamedTuple):
    """Which parameter of the SQL is which value, and of which class the database is to get it."""

    parameter: int
    value: tuple
    kind: type


def flat(values: dict, now: datetime, today: date) -> Iterator[tuple[tuple, object]]:
    """Every single value by its place."""
    yield NOW, now
    yield TODAY, today
    for name, value in values.items():
        if isinstance(value, tuple):
            yield from (((name, nth), one) for nth, one in enumerate(value))
        else:
            yield (name, 0), value


def filled_up(value):
    if isinstance(value, int | str | date):
        return value
    keys = tuple(value)
    return keys + (NOBODY,) * (max(STEP, -(-len(keys) // STEP) * STEP) - len(keys))


def stand_ins(values: dict) -> dict:
    numbers = count(1)
    return {
        name: tuple(_stand_in(one, next(numbers)) for one in value)
        if isinstance(value, tuple)
        else _stand_in(value, next(numbers))
        for name, value in values.items()
    }


def _stand_in(value, nth):
    match value:
        case str():
            return f"{TEXT}{nth}"
        case datetime():
            return SOME_TIME + timedelta(seconds=nth)
        case date():
            return SOME_DAY + timedelta(days=nth)
    return NUMBER + nth


def adapter(ops) -> Callable:
    """How this database writes times and days."""

    def adapted(value):
        if isinstance(value, datetime):
            return ops.adapt_datetimefield_value(value)
        return ops.adapt_datefield_value(value) if isinstance(value, date) else value

    return adapted


def find(parameters, stood: dict, adapted: Callable) -> list[Place]:
    """Where the stand-ins ended up. Raises Unprepared where one did not, or where a time is nobody's."""
    by_stand_in = {adapted(value): place for place, value in stood.items()}
    places = []
    for index, parameter in enumerate(parameters):
        if isinstance(parameter, int | str | date) and parameter in by_stand_in:
            places.append(Place(index, by_stand_in[parameter], type(parameter)))
        elif isinstance(parameter, date) or LOOKS_LIKE_TIME.match(str(parameter)):
            raise Unprepared(f"{parameter} was neither passed nor asked of portal.clock")
        elif isinstance(parameter, int) and NUMBER < parameter < NUMBER + MOST:
            raise Unprepared("a value of the rows was used in what is loaded with them")
    missing = stood.keys() - {place.value for place in places} - {NOW, TODAY}
    if missing:
        raise Unprepared(f"not in the query as they are: {sorted(missing)}")
    return places

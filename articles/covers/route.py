"""The route: a walk over the large stars that never meets itself, carrying the linked organisations."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from .seeding import SeededNumbers

TRIES = 14
SHORTEST, LONGEST = 5, 12
# More rings than this would touch; the picture then says "many".
MOST_NODES = 24


def find_route(
    stops: Sequence[complex], steps: Sequence[complex], nodes: int, seeded: SeededNumbers
) -> list[complex]:
    """The best of a few walks from stop to stop; ``steps`` are the moves that the lattice allows."""
    length = max(SHORTEST, min(nodes, LONGEST)) + 1
    walks = [_walk(stops, steps, length, seeded) for _ in range(TRIES)]
    return max(walks, key=_worth)


def spread(route: Sequence[complex], count: int) -> list[complex]:
    """Points at even distances: on the route's own corners while they suffice, else along its length."""
    count = min(count, MOST_NODES)
    if count == 1:
        return [route[len(route) // 2]]
    if count <= len(route):
        return [route[round(place * (len(route) - 1) / (count - 1))] for place in range(count)]
    return [_along(route, place / (count - 1)) for place in range(count)]


def _walk(
    stops: Sequence[complex], steps: Sequence[complex], length: int, seeded: SeededNumbers
) -> list[complex]:
    first = seeded.choice(sorted(stops, key=lambda stop: stop.real)[: max(2, len(stops) // 4)])
    walk = [first]
    while len(walk) < length:
        reachable = [stop for stop in _neighbours(walk[-1], stops, steps) if stop not in walk]
        if not reachable:
            break
        walk.append(seeded.weighted_choice(reachable, [_pull(walk[-1], stop) for stop in reachable]))
    return walk


def _neighbours(here: complex, stops: Sequence[complex], steps: Sequence[complex]) -> Iterator[complex]:
    tolerance = abs(steps[0]) / 100
    for step in steps:
        yield from (stop for stop in stops if abs(stop - here - step) < tolerance)


def _pull(here: complex, there: complex) -> float:
    """Moves across the picture are likelier than moves back."""
    forwards = (there - here).real / abs(there - here)
    return 1.0 + 1.2 * forwards if forwards > -0.5 else 0.2


def _worth(walk: Sequence[complex]) -> float:
    """Wide first, then tall, then lively; a walk that got stuck early is worth little."""
    across = max(stop.real for stop in walk) - min(stop.real for stop in walk)
    down = max(stop.imag for stop in walk) - min(stop.imag for stop in walk)
    return across * (1 + 0.1 * len(walk) + 0.08 * _turns(walk)) + 0.6 * down


def _turns(walk: Sequence[complex]) -> int:
    steps = [end - start for start, end in pairwise(walk)]
    return sum(abs(after - before) > abs(before) / 100 for before, after in pairwise(steps))


def _along(route: Sequence[complex], share: float) -> complex:
    rest = share * sum(abs(end - start) for start, end in pairwise(route))
    for start, end in pairwise(route):
        if rest <= abs(end - start):
            return start + (end - start) * rest / abs(end - start)
        rest -= abs(end - start)
    return route[-1]

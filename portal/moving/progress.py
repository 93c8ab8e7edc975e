"""How far an export or an import has come."""

from collections.abc import Callable, Iterable
from functools import partial

from tqdm import tqdm

#: Called with what there is to do, what it is called, and how much there is, where that is known.
Track = Callable[[Iterable, str, int | None], Iterable]


def untracked(things: Iterable, name: str, total: int | None) -> Iterable:
    return things


def bars(*, verbosity: int) -> Track:
    """A bar for each table that takes longer than a second."""
    return partial(_bar, verbosity == 0)


def _bar(is_quiet, things, name, total):
    return tqdm(things, desc=name, total=total, delay=1, leave=False, disable=is_quiet)

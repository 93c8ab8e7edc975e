"""How the time of some work grows with its text; no fixed seconds, which differ between machines."""

import time

RUNS = 3
LINEAR = 3  # doubling takes twice the time, four times where it is quadratic; half way stays clear of noise


def growth(work, text):
    """Return how many times longer ``work`` takes on ``text`` twice; processor time, best of several runs."""
    return _seconds(work, text * 2) / _seconds(work, text)


def _seconds(work, text):
    return min(_seconds_once(work, text) for _ in range(RUNS))


def _seconds_once(work, text):
    started = time.process_time()
    work(text)
    return time.process_time() - started

"""Does the work grow with the text, or with its square? A ratio within one run, never seconds."""

import gc
import time

ATTEMPTS = 5
TIMES = 4
LINEAR = 9  # four times the text costs four times the time, sixteen times where it is quadratic


def growth(work, text):
    """How many times longer ``work`` takes on four times the text, by processor time.

    Noise only ever adds, so the lowest of a few attempts counts; a good one ends them.
    """
    ratios = []
    for _ in range(ATTEMPTS):
        ratios.append(_seconds(work, text * TIMES) / _seconds(work, text))
        if ratios[-1] < LINEAR:
            break
    return min(ratios)


def _seconds(work, text):
    gc.disable()
    started = time.process_time()
    work(text)
    taken = time.process_time() - started
    gc.enable()
    return max(taken, 1e-6)

"""``make faults``: provokes every kind of fault, or those that are named, and prints what readers noticed."""

import argparse
import os
import signal
import sys
from importlib import import_module

from benchmarks.tables import tell

from .found import HEAD, Found
from .progress import say

KINDS = (
    "silent_database",
    "killed",
    "restarted",
    "slow_clients",
    "redis_gone",
    "full_disk",
    "locked_sqlite",
    "two_machines",
)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", help=f"of {', '.join(KINDS)}; default: all")
    # However it is ended, what it has begun ends with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    found: list[Found] = []
    for kind in parser.parse_args().kinds or KINDS:
        say(kind)
        for one in import_module(f"tests.faults.{kind}").provoke():
            found.append(one._replace(load=os.getloadavg()[0]))
            say(f"  {found[-1]}")
    tell("faults", "Faults, and what readers noticed", HEAD, [one.row for one in found])
    return int(any(one.is_over for one in found))


if __name__ == "__main__":
    sys.exit(main())

"""``make faults``: provokes every kind of fault, or those that are named, and prints what readers noticed."""

import argparse
import sys
from importlib import import_module

from benchmarks.tables import tell

from .found import HEAD, Found

KINDS = ("silent_database", "killed", "restarted", "slow_clients", "redis_gone", "full_disk")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", help=f"of {', '.join(KINDS)}; default: all")
    found: list[Found] = []
    for kind in parser.parse_args().kinds or KINDS:
        for one in import_module(f"tests.faults.{kind}").provoke():
            sys.stdout.write(f"{one}\n")
            sys.stdout.flush()
            found.append(one)
    rows = [(*one[:-1], "over" if one.is_over else "") for one in found]
    tell("faults", "Faults, and what readers noticed", (*HEAD, ""), rows)
    return int(any(one.is_over for one in found))


if __name__ == "__main__":
    sys.exit(main())

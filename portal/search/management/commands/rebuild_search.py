from argparse import ArgumentTypeError
from datetime import datetime

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from tqdm import tqdm

from portal.index.engine import TookTooLong
from portal.search.rebuilding import AWAY, mend, rebuild
from portal.search.searchables import SEARCHABLES

KINDS = [str(searchable.kind) for searchable in SEARCHABLES]


class Command(BaseCommand):
    help = (
        "Make the search index anew from the database. The portal may be in use meanwhile: every batch is a "
        "transaction of its own, and readers find what they found before until it is done. Run it after a "
        "restored backup, after an upgrade that says so, and after anything that wrote past the forms and "
        "verbs; all that goes through these is in the index at once. What should not be there is removed. "
        "Interrupted, it says how to go on."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--missing",
            action="store_true",
            help="only what is missing or too much, which builds the index where there is none and costs "
            "little where it is in step; the other options then change nothing",
        )
        parser.add_argument(
            "--since",
            metavar="DATE",
            type=_moment,
            help="only what has changed since, such as 2025-03-31 or 2025-03-31T18:00; "
            "what is missing or too much is looked for everywhere all the same",
        )
        parser.add_argument(
            "--after",
            metavar="KIND:KEY",
            type=_place,
            default=(KINDS[0], 0),
            help="go on where an interrupted run stopped, as its last line says",
        )

    def handle(self, *, missing, since, after, verbosity, **options):
        try:
            if missing:
                self._store_missing(verbosity)
            else:
                self._store_all(since, after, verbosity)
        except TookTooLong as error:
            raise CommandError(AWAY) from error

    def _store_missing(self, verbosity):
        """Says nothing where nothing was to be done: every start may ask."""
        with tqdm(desc="Indexing", unit=" things", delay=1, disable=verbosity == 0) as bar:
            mended = sum(_mend(searchable, bar) for searchable in SEARCHABLES)
        if mended:
            self.stdout.write(f"The search index lacked something of {mended} things; now it is in step.")

    def _store_all(self, since, after, verbosity):
        kind, key = after
        first, *others = SEARCHABLES[KINDS.index(kind) :]
        steps = [(first, key), *((searchable, 0) for searchable in others)]
        total = sum(searchable.keys(since).filter(pk__gt=key).count() for searchable, key in steps)
        with tqdm(total=total, desc="Indexing", unit=" things", disable=verbosity == 0) as bar:
            mended = sum(self._step(searchable, since, key, bar) for searchable, key in steps)
        self.stdout.write(f"{total} things indexed; of {mended} something else was missing or too much.")

    def _step(self, searchable, since, key, bar):
        """One kind of things; returns how many had to be mended."""
        is_done = False
        try:
            for batch in rebuild(searchable, since, key):
                key = batch[-1]
                bar.set_postfix_str(f"{searchable.kind}:{key}", refresh=False)
                bar.update(len(batch))
            mended = sum(map(len, mend(searchable)))
            is_done = True
        finally:
            if not is_done:
                self.stderr.write(f"Interrupted. To go on, add: --after {searchable.kind}:{key}")
        return mended


def _mend(searchable, bar):
    mended = 0
    for batch in mend(searchable):
        bar.update(len(batch))
        mended += len(batch)
    return mended


def _moment(text):
    try:
        moment = parse_datetime(text) or datetime.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"“{text}” is no date such as 2025-03-31.") from error
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _place(text):
    kind, _colon, key = text.partition(":")
    if kind not in KINDS or not (key.isascii() and key.isdecimal()):
        raise ArgumentTypeError(f"“{text}” is no place to go on from, such as article:4500.")
    return kind, int(key)

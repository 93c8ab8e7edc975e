from django.core.management.base import BaseCommand, CommandError

from portal.index.engine import TookTooLong
from portal.search.rebuilding import AWAY, lasting_differences
from portal.search.searchables import SEARCHABLES

MOST_NAMED = 5


class Command(BaseCommand):
    help = (
        "Hold the search index against the database: whether everything that readers and editors should find "
        "is in it, and nothing else, by kind and language. It reads keys only and changes nothing; that an "
        "old text stands where a new one should be it can't see. Where anything is missing or too much the "
        "exit status is 1, and rebuild_search sets it right."
    )

    def handle(self, **options):
        try:
            apart = [searchable for searchable in SEARCHABLES if self._tell(searchable)]
        except TookTooLong as error:
            raise CommandError(AWAY) from error
        if apart:
            raise CommandError("Run rebuild_search.", returncode=1)

    def _tell(self, searchable):
        found = lasting_differences(searchable)
        for difference in found:
            self.stdout.write(f"{searchable.kind} {difference.what}: {_words(difference)}")
        return any(difference.keys for difference in found)


def _words(difference):
    told = [
        f"{len(keys)} {words} ({_some(keys)})"
        for words, keys in (("missing", difference.missing), ("too much", difference.surplus))
        if keys
    ]
    return ", ".join(told) or "as it should be"


def _some(keys):
    return ", ".join(map(str, keys[:MOST_NAMED])) + (", …" if len(keys) > MOST_NAMED else "")

from django.core.management.base import BaseCommand, CommandError

from portal.search.rebuilding import lasting_differences
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
        is_apart = False
        for searchable in SEARCHABLES:
            for difference in lasting_differences(searchable):
                is_apart = is_apart or bool(difference.keys)
                self.stdout.write(f"{searchable.kind} {difference.what}: {_words(difference)}")
        if is_apart:
            raise CommandError("Run rebuild_search.", returncode=1)


def _words(difference):
    told = [
        f"{len(keys)} {words} ({_some(keys)})"
        for words, keys in (("missing", difference.missing), ("too much", difference.surplus))
        if keys
    ]
    return ", ".join(told) or "as it should be"


def _some(keys):
    return ", ".join(map(str, keys[:MOST_NAMED])) + (", …" if len(keys) > MOST_NAMED else "")

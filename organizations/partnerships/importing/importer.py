"""Bring files in, all of them or none: entries with their items, in the order in which they stand.

Entries that are on the record already are compared and left as they are; bringing a file in twice changes
nothing. Everything that is wrong is told at once.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from organizations.partnerships.ledger import LedgerError
from organizations.partnerships.models import Partnership

from .entries import draft, fill
from .existing import meet
from .problems import Problem, Refused, of_columns
from .reading import Record, read_files
from .references import Directory

CREATED, UNCHANGED, REFUSED = "created", "unchanged", "refused"


@dataclass
class Outcome:
    """What became of one file: how many records were created or known, or why nothing of it was taken."""

    path: Path
    created: int = 0
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def result(self):
        if self.problems:
            return REFUSED
        return CREATED if self.created else UNCHANGED


def import_files(
    paths: list[Path], *, dry_run: bool, show_progress: Callable[[list], Iterable] = iter
) -> list[Outcome]:
    """Import the files together, or nothing where one of them is refused. A dry run takes everything back."""
    paths = list(dict.fromkeys(paths))
    records, problems = read_files(paths)
    outcomes = {path: Outcome(path, problems=problems[path]) for path in paths}
    if not any(problems.values()):
        with transaction.atomic():
            _import(records, outcomes, show_progress)
            transaction.set_rollback(dry_run or any(outcome.problems for outcome in outcomes.values()))
    return list(outcomes.values())


def _import(records, outcomes, show_progress):
    directory = Directory(_documents(records))
    known = {entry.slug: entry for entry in _known(records)}
    new = {}
    for record in records:
        if record.slug in known:
            continue
        if (entry := _attempt(outcomes, record, _draft, record)) is not None:
            new[record.slug] = entry
            directory.know(entry)
    for record in show_progress(records):
        if record.slug in known:
            is_new = _attempt(outcomes, record, meet, known[record.slug], record, directory)
        elif record.slug in new:
            items = [(where, item) for _path, where, item in record.items]
            _attempt(outcomes, record, fill, new[record.slug], record.entry, items, directory, record.where)
            is_new = True
        else:
            continue
        _count(outcomes, record, is_new)


def _attempt(outcomes, record, act, *arguments):
    """Do it, or note why not and take its traces back, so that the records after it are looked at too."""
    try:
        with transaction.atomic():
            return act(*arguments)
    except Refused as refused:
        problems = [replace(problem, where=problem.where or record.where) for problem in refused.problems]
        outcomes[record.path].problems += problems
    except ValidationError as error:
        outcomes[record.path].problems += of_columns(error, record.where)
    except LedgerError as error:
        outcomes[record.path].problems.append(Problem(record.where, str(error)))
    return None


def _draft(record):
    if record.entry is None:
        raise Refused(
            Problem(record.where, f"there is no entry “{record.slug}”, here or in what is brought in")
        )
    return draft(record.entry, record.where)


def _count(outcomes, record, is_new):
    for path in dict.fromkeys([record.path, *(path for path, _where, _item in record.items)]):
        if is_new:
            outcomes[path].created += 1
        else:
            outcomes[path].unchanged += 1


def _documents(records: list[Record]):
    for record in records:
        if record.entry:
            yield record.entry
        for _path, _where, item in record.items:
            yield item


def _known(records):
    slugs = [record.slug for record in records]
    for start in range(0, len(slugs), 500):
        yield from Partnership.objects.filter(slug__in=slugs[start : start + 500])

"""What came of an import: counted as it goes, and kept as JSON Lines where that was asked for."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import TextIO

from articles.importing.outcomes import KEPT, RESULTS, UPDATED, Outcome

from .items import Archive, Item
from .plan import Topics

MOST_NAMED = 20


class Report:
    """``file`` gets a line for each piece at once: what a killed run has done can be read."""

    def __init__(self, topics: Topics, file: TextIO | None = None):
        self.topics, self.file = topics, file
        self.results, self.left, self.unfiled = Counter(), Counter(), Counter()
        self.comments = 0

    def add(self, outcome: Outcome, item: Item | None = None) -> None:
        self.results[outcome.result] += 1
        if item:
            self.comments += item.comments
            self.unfiled.update(each.name for each in item.categories if not self.topics.named(each))
        if self.file:
            print(json.dumps(_row(outcome), ensure_ascii=False), file=self.file, flush=True)

    def add_left(self, archive: Archive) -> None:
        self.left += archive.left

    def lines(self) -> Iterator[str]:
        """The summary, a line for each thing that was counted."""
        yield counts(self.results)
        if self.left:
            yield f"Left, for they are no articles: {_list(self.left)}"
        if self.comments:
            yield f"Comments, which stay behind: {self.comments}"
        if self.unfiled:
            yield f"Categories that are no topic here (--map CATEGORY=SLUG): {_list(self.unfiled)}"


def counts(results: Counter) -> str:
    """How many came to what; an update or a text that was kept is told only where there is one."""
    told = [result for result in RESULTS if results[result] or result not in {UPDATED, KEPT}]
    return ", ".join(f"{results[result]} {result}" for result in told)


def _list(counter):
    named = [f"{name or '?'} ({count})" for name, count in counter.most_common(MOST_NAMED)]
    return ", ".join([*named, "…"] if len(counter) > MOST_NAMED else named)


def _row(outcome):
    return {
        "piece": str(outcome.path),
        "result": outcome.result,
        "article": outcome.article.pk if outcome.article else None,
        "headline": outcome.headline,
        "reason": outcome.reason,
        "flags": [str(flag) for flag in outcome.flags],
        "mentions": outcome.mentions,
    }

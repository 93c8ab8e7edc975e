"""The list of what readers type and what they should find, and how well a search does by it."""

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
LIST = FOLDER / "relevance.tsv"
UNSEEN = re.compile(r"\\u([0-9a-f]{4})|\\U([0-9a-f]{8})")


@dataclass(frozen=True)
class Line:
    """What somebody types on the pages of a language. Any of a group may come first; all are to be found."""

    language: str
    #: With escapes for what can't be seen.
    written: str
    groups: tuple[tuple[str, ...], ...]
    #: Groups, by their place among ``groups``, that have to come after the one before them.
    follow: tuple[int, ...]
    unwanted: tuple[str, ...]
    phenomenon: str

    @property
    def query(self):
        return UNSEEN.sub(lambda code: chr(int(code[1] or code[2], 16)), self.written)

    @property
    def wanted(self):
        return [name for group in self.groups for name in group]


def read_list():
    rows = LIST.read_text().splitlines()
    return [_line(*row.split("\t")) for row in rows if not row.startswith("#")]


def _line(language, written, expected, phenomenon, _note):
    groups, follow, unwanted = [], [], []
    for part in expected.split() if expected != "-" else ():
        if part == ">":
            follow.append(len(groups))
        elif part.startswith("!"):
            unwanted.append(part[1:])
        else:
            groups.append(tuple(part.split("|")))
    return Line(language, written, tuple(groups), tuple(follow), tuple(unwanted), phenomenon)


@dataclass(frozen=True)
class Judged:
    """A line beside the ids that were found, the first one first."""

    line: Line
    found: tuple[str, ...]

    @property
    def lost(self):
        return [name for name in self.line.wanted if name not in self.found]

    @property
    def unwanted(self):
        """What has no business here; anything, where nothing is expected."""
        return [name for name in self.found if not self.line.groups or name in self.line.unwanted]

    @property
    def out_of_order(self):
        ranks = [self._rank(group) for group in self.line.groups]
        return [self.line.groups[place] for place in self.line.follow if ranks[place - 1] > ranks[place]]

    @property
    def reciprocal_rank(self):
        return 1 / self._rank(self.line.groups[0])

    def _rank(self, group):
        return min((self.found.index(name) + 1 for name in group if name in self.found), default=float("inf"))

    def __str__(self):
        """One line about what is wrong, or an empty one."""
        parts = {
            "lost": self.lost,
            "unwanted": self.unwanted[:5],
            "too early": self.out_of_order,
            "first were": self.found[:3] if self.line.groups and self.reciprocal_rank < 1 else (),
        }
        told = "; ".join(f"{what} {names}" for what, names in parts.items() if names)
        return told and f"{self.line.language} «{self.line.written}»: {told}"


def recall(judged):
    wanted = sum(len(one.line.wanted) for one in judged)
    return 1 - sum(len(one.lost) for one in judged) / wanted


def mean_reciprocal_rank(judged):
    ranks = [one.reciprocal_rank for one in judged if one.line.groups]
    return sum(ranks) / len(ranks)


def report(judged):
    """All that is wrong, by phenomenon."""
    by_phenomenon = {}
    for one in judged:
        if told := str(one):
            by_phenomenon.setdefault(one.line.phenomenon, []).append(told)
    lines = [f"recall {recall(judged):.3f}, mean reciprocal rank {mean_reciprocal_rank(judged):.3f}"]
    for phenomenon, told in sorted(by_phenomenon.items()):
        lines += ["", phenomenon, *(f"  {line}" for line in told)]
    return "\n".join(lines)

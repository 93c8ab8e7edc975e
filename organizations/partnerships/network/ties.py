"""What joins two organisations: entries in which both have a role, or that one is part of the other."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations, product
from operator import itemgetter

from organizations.partnerships.enums import PartyRole

#: More than this can't be told apart in a drawing, nor sent in a light page.
MOST_ORGANIZATIONS = 40
MOST_TIES = 48

PARTIES = {PartyRole.PARTY, PartyRole.LEAD}


@dataclass
class Tie:
    """Two organisations, by primary key, the smaller first, and the entries that join them.

    ``entries`` maps the number of an entry to whether both are parties of it. Without any the tie is
    institutional: one of the two is part of the other.
    """

    ends: tuple
    entries: dict = field(default_factory=dict)

    @property
    def newest(self):
        """The number of the entry that stands for the tie: one between parties goes before a mere mention."""
        return max(self.entries, key=lambda number: (self.entries[number], number), default=None)

    @property
    def joins_parties(self):
        return any(self.entries.values())

    def other(self, organization):
        first, second = self.ends
        return second if organization == first else first


class Ties:
    """All ties, and who stands in which entry."""

    def __init__(self):
        self.by_ends = {}
        self.numbers = defaultdict(set)
        self.neighbours = defaultdict(set)

    @classmethod
    def of(cls, roles, parts=()):
        """``roles`` are rows of entry number, organisation and role; ``parts`` pairs of part and whole."""
        ties = cls()
        entries = defaultdict(dict)
        for number, organization, role in roles:
            held = entries[number].setdefault(organization, set())
            held.add(role)
        for number, held in entries.items():
            ties._add_entry(number, held)
        for part, whole in parts:
            if part in ties.numbers or whole in ties.numbers:
                ties._tie(part, whole)
        return ties

    def _add_entry(self, number, held):
        for organization in held:
            self.numbers[organization].add(number)
        for first, second, joins_parties in pairs(held):
            self._tie(first, second).entries[number] = joins_parties

    def _tie(self, first, second):
        ends = (first, second) if first < second else (second, first)
        if ends not in self.by_ends:
            self.by_ends[ends] = Tie(ends)
            self.neighbours[first].add(second)
            self.neighbours[second].add(first)
        return self.by_ends[ends]

    def between(self, first, second):
        return self.by_ends[(first, second) if first < second else (second, first)]

    def within(self, organizations):
        """The ties of which both ends are among these, in a fixed order."""
        chosen = set(organizations)
        found = {ends for one in chosen for ends in self._ends_of(one) if chosen.issuperset(ends)}
        return [self.by_ends[ends] for ends in sorted(found)]

    def _ends_of(self, organization):
        return (tuple(sorted((organization, other))) for other in self.neighbours[organization])

    def most_connected(self, organizations=MOST_ORGANIZATIONS, ties=MOST_TIES):
        """As many organisations as fit, so that each that is added has the most entries with those before.

        It begins with the one that stands in most entries. Equal ones follow their primary key, so that the
        same ledger always gives the same part. Stops before the tie that would be too many.
        """
        chosen, drawn = {}, 0
        waiting = {one: self._weight(one) for one in self.neighbours}
        shared = dict.fromkeys(waiting, 0)
        while waiting and len(chosen) < organizations:
            one = max(waiting, key=lambda key: (shared[key], waiting[key], -key))
            drawn += sum(other in chosen for other in self.neighbours[one])
            if drawn > ties:
                break
            chosen[one] = waiting.pop(one)
            for other in self.neighbours[one] & waiting.keys():
                shared[other] += len(self.between(one, other).entries) or 0.5
        return list(chosen)

    def _weight(self, organization):
        return (len(self.numbers.get(organization, ())), len(self.neighbours[organization]))


def pairs(held):
    """Who is joined by one entry, ``(first, second, both are parties)``.

    Every party with every other; whoever is no party with each party. Where there is none yet, the
    proposers with the others; without a proposer nobody is joined but all are named together.
    """
    parties = [one for one, roles in held.items() if roles & PARTIES]
    others = [one for one in held if one not in parties]
    if parties:
        yield from ((*pair, True) for pair in combinations(parties, 2))
        yield from ((*pair, False) for pair in product(parties, others))
        return
    proposers = [one for one in others if PartyRole.PROPOSER in held[one]]
    if proposers:
        rest = [one for one in others if one not in proposers]
        yield from ((*pair, False) for pair in (*combinations(proposers, 2), *product(proposers, rest)))
    else:
        yield from ((*pair, False) for pair in combinations(others, 2))


def connected(organizations, ties):
    """Groups of organisations that ties lead through, the largest first; each sorted."""
    neighbours = defaultdict(set)
    for tie in ties:
        first, second = tie.ends
        neighbours[first].add(second)
        neighbours[second].add(first)
    left, groups = set(organizations), []
    while left:
        group, reached = set(), {min(left)}
        while reached:
            group |= reached
            reached = {other for one in reached for other in neighbours[one]} - group
        left -= group
        groups.append(sorted(group))
    return sorted(groups, key=lambda group: (-len(group), group[0]))


def busiest_first(organizations, ties):
    """Hubs first; equal ones by primary key."""
    degrees = dict.fromkeys(organizations, 0)
    for tie in ties:
        for end in tie.ends:
            if end in degrees:
                degrees[end] += 1
    return [one for one, _degree in sorted(degrees.items(), key=lambda item: (-item[1], item[0]))]


def by_newest(ties):
    """Ties with the newest entry first, institutional ones last."""
    keyed = [((tie.newest or 0), tie) for tie in ties]
    return [tie for _number, tie in sorted(keyed, key=itemgetter(0), reverse=True)]

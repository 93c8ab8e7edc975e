"""What joins two organisations: entries in which both have a role, or that one is part of the other."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import combinations, product

from organizations.partnerships.enums import PartyRole
from portal.fragments import Told

#: More than this can't be told apart in a drawing, nor sent in a light page.
MOST_ORGANIZATIONS = 40
MOST_TIES = 40
#: Of an entry of more organisations not every pair gets a line: the knot would hide who they are.
CROWD = 4

#: Of several roles in one entry the first of these counts; any other comes after them.
PARTY, PROPOSER, NAMED = range(3)
RANKS = {PartyRole.PARTY.value: PARTY, PartyRole.LEAD.value: PARTY, PartyRole.PROPOSER.value: PROPOSER}


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
        return max(self.entries, key=lambda number: (self.entries[number], number), default=0)

    @property
    def strength(self):
        """Being parties together goes before any number of mentions."""
        return sum(self.entries.values()), len(self.entries), self.newest

    @property
    def joins_parties(self):
        return any(self.entries.values())

    def other(self, organization):
        first, second = self.ends
        return second if organization == first else first


class Ties(Told):
    """All ties; in how many entries each organisation stands (``counts``), and to how many others it is a
    fellow party (``partners``). ``crowded`` are the numbers of entries of many organisations."""

    def __init__(self, roles, parts=()):
        """``roles`` are rows of entry number, organisation and role; ``parts`` pairs of part and whole."""
        self._entries = defaultdict(dict)
        self.counts = Counter()
        self.crowded = set()
        for number, held in _by_entry(roles).items():
            self.counts.update(held.keys())
            if len(held) > CROWD:
                self.crowded.add(number)
            for ends, joins_parties in pairs(held):
                self._entries[ends][number] = joins_parties
        for ends in parts:
            if not self.counts.keys().isdisjoint(ends):
                self._entries[tuple(sorted(ends))]  # without an entry, unless there are some
        self.neighbours = defaultdict(set)
        self.partners = Counter()
        for (first, second), entries in self._entries.items():
            self.neighbours[first].add(second)
            self.neighbours[second].add(first)
            if any(entries.values()):
                self.partners.update((first, second))

    def __iter__(self):
        return (Tie(ends, entries) for ends, entries in self._entries.items())

    def between(self, first, second):
        ends = (first, second) if first < second else (second, first)
        return Tie(ends, self._entries[ends])

    def within(self, organizations):
        """The ties of which both ends are among these, in a fixed order."""
        chosen = sorted(organizations)
        return [
            self.between(one, other)
            for one in chosen
            for other in chosen
            if one < other and other in self.neighbours[one]
        ]

    def most_connected(self, limit=MOST_ORGANIZATIONS):
        """So many organisations at most, so that each is a party with those chosen before it most often.

        It begins with the one that has most fellow parties; being named together only decides between equal
        ones. Of those still equal the older comes first, so that the same ledger always gives the same part.
        """
        left = {one: (0, self.partners[one], 0, self.counts[one], -one) for one in self.neighbours}
        chosen = []
        while left and len(chosen) < limit:
            one = max(left, key=left.get)
            del left[one]
            chosen.append(one)
            for other in self.neighbours[one] & left.keys():
                entries = self._entries[min(one, other), max(one, other)]
                together, partners, named, *rest = left[other]
                together += sum(entries.values())
                left[other] = (together, partners, named + (len(entries) or 0.5), *rest)
        return chosen


def strongest(ties, limit=MOST_TIES, crowded=frozenset()):
    """Those with most entries: first as many as keep together what ties join, then the next.

    What only ``crowded`` entries join is kept together and no more.
    """
    ranked = sorted(ties, key=lambda tie: tie.strength, reverse=True)
    groups, joining, others = {}, [], []
    for tie in ranked:
        first, second = (groups.setdefault(end, {end}) for end in tie.ends)
        if first is second:
            if not tie.entries or tie.entries.keys() - crowded:
                others.append(tie)
            continue
        joining.append(tie)
        first |= second
        groups.update(dict.fromkeys(second, first))
    kept = [*joining, *others][:limit]
    return sorted(kept, key=lambda tie: tie.newest, reverse=True)


def _by_entry(roles):
    """For each entry who has which rank in it."""
    entries = defaultdict(dict)
    for number, organization, role in roles:
        held = entries[number]
        held[organization] = min(RANKS.get(role, NAMED), held.get(organization, NAMED))
    return entries


def pairs(held):
    """Who is joined by one entry, ``((first, second), both are parties)``.

    Every party with every other; whoever is no party with each party. Where there is no party yet, the
    proposers with everyone; where there is none either, all who are named together.
    """
    parties = sorted(one for one, rank in held.items() if rank == PARTY)
    for ends in combinations(parties, 2):
        yield ends, True
    if len(parties) == len(held):
        return
    others = [one for one in held if held[one] != PARTY]
    hosts = parties or [one for one in others if held[one] == PROPOSER]
    found = {tuple(sorted(ends)) for ends in product(hosts, others) if ends[0] != ends[1]}
    for ends in found if hosts else map(tuple, map(sorted, combinations(others, 2))):
        yield ends, False


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
    degrees = Counter(end for tie in ties for end in tie.ends)
    return sorted(organizations, key=lambda one: (-degrees[one], one))

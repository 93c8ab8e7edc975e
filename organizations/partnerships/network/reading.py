"""From the rows of the ledger to what is drawn, and an exact account of what is not."""

from dataclasses import dataclass, field
from functools import cached_property

from django.urls import reverse

from organizations.models import Organization
from organizations.partnerships.enums import PartnershipKind
from portal.bilingual.languages import direction

from .arcs import draw_arcs
from .drawing import LINE_WORDS, SEAL_WORDS
from .fan import draw_fan
from .rows import (
    count_of_entries,
    entries_numbered,
    organizations_by_key,
    partners_and_parts,
    parts_and_wholes,
    roles_beside,
    roles_held,
)
from .subject import Subject
from .ties import PARTY, RANKS, Tie, Ties, strongest
from .wide import draw_wide

MOST_PARTNERS = 12


@dataclass(frozen=True)
class TieRow:
    """One line of the drawing as a row of the table: two ``(organisation, role unless a party)``."""

    first: tuple
    second: tuple
    entry: object
    more: int
    more_url: str


class _Drawn:
    """What a network and a neighbourhood share: a subject, and which kinds of line it shows."""

    subject: Subject

    @property
    def organizations(self):
        return list(self.subject.organizations.values())

    @property
    def line_words(self):
        """The kinds of line in the drawing and what they say, for its legend."""
        shown = {self.subject.kind_of(tie) for tie in self.subject.ties}
        return [(kind, words) for kind, words in LINE_WORDS.items() if kind in shown]

    @property
    def seal_words(self):
        """The figures in the drawing and what they stand for, for its legend."""
        shown = {organization.seal for organization in self.organizations}
        return [(f"seal-{seal}", words) for seal, words in SEAL_WORDS.items() if seal in shown]

    @property
    def has_several(self):
        """Whether some line stands for more than one entry."""
        return any(len(tie.entries) > 1 for tie in self.subject.ties)

    @property
    def parts(self):
        """Pairs of a part and the whole it belongs to, for what the drawing dots."""
        organizations = self.subject.organizations
        return [
            (part, organizations[part.parent_id])
            for part in organizations.values()
            if part.parent_id in organizations
        ]


@dataclass
class Network(_Drawn):
    """The part of the ledger's network that is drawn.

    ``organizations_left_out`` stand in entries and have no seal in the drawing; ``entries_left_out`` are the
    public entries without a line; ``lines_left_out`` lines would join organisations that are drawn.
    ``numbers`` are those of the entries that lines stand for.
    """

    subject: Subject
    #: Of the whole ledger: too many to tell one network's drawing from another's by.
    ties: Ties = field(compare=False)
    numbers: set
    organizations_left_out: int
    lines_left_out: int
    entries_left_out: int
    language: str

    @property
    def is_cut(self):
        return bool(self.organizations_left_out or self.entries_left_out)

    @cached_property
    def wide(self):
        return draw_wide(self.subject).facing(direction(self.language))

    @cached_property
    def arcs(self):
        return draw_arcs(self.subject).facing(direction(self.language))

    @cached_property
    def rows(self):
        """The ties between parties."""
        return [_tie_row(self.subject, tie) for tie in self.subject.ties if tie.joins_parties]

    @cached_property
    def rows_apart(self):
        """The ties of those who are named in an entry without both being its parties."""
        named = (tie for tie in self.subject.ties if tie.entries and not tie.joins_parties)
        return [_tie_row(self.subject, tie) for tie in named]

    @property
    def joins_parties(self):
        """Whether any two are parties of one entry; if not, nobody is said to be connected."""
        return bool(self.ties.partners)

    @property
    def most_connected(self):
        """Those with most fellow parties in the whole ledger, if they are one or two, and how many."""
        partners = self.ties.partners
        most = max(partners.values(), default=0)
        leaders = [one for one, number in partners.items() if number == most]
        if most < 2 or len(leaders) > 2 or not self.subject.organizations.keys() >= set(leaders):
            return [], 0
        return [self.subject.organizations[one] for one in sorted(leaders)], most


@dataclass
class Neighbourhood(_Drawn):
    """One organisation and those it stands in entries with; ``left_out`` is how many others there are.

    ``size`` is the number of all its fellow parties, drawn or not.
    """

    organization: Organization
    subject: Subject
    size: int
    left_out: int
    language: str

    @cached_property
    def fan(self):
        return draw_fan(self.subject, self.organization.pk).facing(direction(self.language))

    @property
    def partners(self):
        """Its fellow parties: ``(organisation, newest entry of both, how many more)``."""
        return [self._row(tie) for tie in self.subject.ties if tie.joins_parties]

    @property
    def named(self):
        """The same of those that are in an entry with it, without both being parties."""
        return [self._row(tie) for tie in self.subject.ties if tie.entries and not tie.joins_parties]

    @property
    def relatives(self):
        """What it is part of and what is part of it, where no entry joins the two."""
        return [self._other(tie) for tie in self.subject.ties if not tie.entries]

    def _row(self, tie):
        return self._other(tie), self.subject.entry_of(tie), len(tie.entries) - 1

    def _other(self, tie):
        return self.subject.organizations[tie.other(self.organization.pk)]


@dataclass(frozen=True)
class EntryNamed:
    """As much of an entry as a link needs, read with the roles in it."""

    number: int
    slug: str
    kind: str
    status: str
    title: str

    def get_absolute_url(self):
        return reverse("partnerships:detail", args=[self.slug])

    def get_kind_display(self):
        return PartnershipKind(self.kind).label


def whole_network(language):
    """The network of the public ledger. Six queries, with that of the roles in the entries drawn."""
    ties = Ties(roles_held(language), parts_and_wholes(language))
    chosen = ties.most_connected()
    among = ties.within(chosen)
    drawn = strongest(among, crowded=ties.crowded)
    numbers = {number for tie in drawn for number in tie.entries}
    newest = entries_numbered(language, numbers={tie.newest for tie in drawn if tie.entries})
    return Network(
        subject=Subject(
            organizations=organizations_by_key(chosen),
            ties=drawn,
            entries={entry.number: entry for entry in newest},
            counts=ties.counts,
        ),
        ties=ties,
        numbers=numbers,
        organizations_left_out=len(ties.counts.keys() - set(chosen)),
        lines_left_out=len(among) - len(drawn),
        entries_left_out=count_of_entries(language) - len(numbers),
        language=language,
    )


def neighbourhood(organization, language):
    """The organisation with those it shares most entries with. Two queries."""
    held = roles_beside(language, organization=organization.pk)
    ties = Ties((row[2], row[0], row[1]) for row in held)
    own = [tie for tie in ties if organization.pk in tie.ends]
    own.sort(key=lambda tie: tie.strength, reverse=True)
    partners = [tie.other(organization.pk) for tie in own[:MOST_PARTNERS]]
    keys = {*partners, organization.parent_id} - {None}
    known = partners_and_parts(language, whole=organization.pk, keys=keys)
    return _around(organization, own, {one.pk: one for one in known}, held, language)


def _around(organization, own, known, held, language):
    drawn = own[:MOST_PARTNERS]
    met = {tie.other(organization.pk) for tie in own}
    relatives = sorted(known.keys() - met - {organization.pk})
    drawn = [*drawn, *(Tie((organization.pk, one)) for one in relatives)][:MOST_PARTNERS]
    newest = {tie.newest for tie in drawn}
    partners = {tie.other(organization.pk) for tie in drawn}
    return Neighbourhood(
        organization=organization,
        subject=Subject(
            organizations={organization.pk: organization} | {one: known[one] for one in partners},
            ties=drawn,
            entries={row[2]: EntryNamed(*row[2:]) for row in held if row[2] in newest},
        ),
        size=sum(tie.joins_parties for tie in own),
        left_out=len(own) - sum(bool(tie.entries) for tie in drawn),
        language=language,
    )


def _tie_row(subject, tie):
    """In the order in which the entry names them."""
    entry = subject.entry_of(tie)
    roles = {}
    for row in entry.roles_in_order:
        if row.organization_id in tie.ends and row.organization_id not in roles:
            role = "" if RANKS.get(row.role) == PARTY else row.get_role_display()
            roles[row.organization_id] = (subject.organizations[row.organization_id], role)
    return TieRow(*roles.values(), entry=entry, more=len(tie.entries) - 1, more_url=subject.link_of(tie)[0])

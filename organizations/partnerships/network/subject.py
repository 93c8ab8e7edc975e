"""What a drawing is of: the organisations, their ties, and the entries that stand for them."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from .drawing import INSTITUTIONAL, MEETING, NOT_BOTH_PARTIES

#: Up to so many organisations there is room to say in how many entries each stands.
COUNTED = 16
#: Seals grow with the number of entries, to a limit.
SMALLEST_SEAL, LARGEST_SEAL, GROWTH = 17, 25, 2


@dataclass
class Subject:
    """``organizations`` by primary key, ``entries`` by number, ``counts`` of entries by organisation."""

    organizations: dict
    ties: list
    entries: dict
    counts: dict = field(default_factory=dict)

    def kind_of(self, tie):
        """What the line looks like: what the parties of the newest entry say, where both are parties."""
        if not tie.entries:
            return INSTITUTIONAL
        if not tie.joins_parties:
            return NOT_BOTH_PARTIES
        return self.entry_of(tie).status or MEETING

    def entry_of(self, tie):
        return self.entries.get(tie.newest)

    def organizations_of(self, tie):
        return [self.organizations[end] for end in tie.ends]

    def number_text(self, tie):
        """The number of the entry; how many there are, where the two have several."""
        return f"{tie.newest:03d}" if len(tie.entries) == 1 else f"×{len(tie.entries)}"

    def radius(self, organization):
        grown = SMALLEST_SEAL + GROWTH * (self.counts.get(organization, 0) - 1)
        return max(SMALLEST_SEAL, min(LARGEST_SEAL, grown))

    def entry_words(self, tie):
        """What the box on a line says in full."""
        entry = self.entry_of(tie)
        words = gettext("Entry %(number)s: %(title)s") % {
            "number": f"{entry.number:03d}",
            "title": entry.title,
        }
        if more := len(tie.entries) - 1:
            text = ngettext("%(words)s, and %(more)d more", "%(words)s, and %(more)d more", more)
            return text % {"words": words, "more": more}
        return words

    def link_of(self, tie):
        """Where the number on a line leads, and what it is called: its entry, or all entries of the two."""
        address = self.entry_of(tie).get_absolute_url()
        if len(tie.entries) > 1:
            slugs = sorted(organization.slug for organization in self.organizations_of(tie))
            address = reverse("partnerships:pair", args=slugs)
        between = " – ".join(one.label for one in self.organizations_of(tie))
        return address, f"{self.entry_words(tie)} ({between})"

    def organization_words(self, key):
        """The short name, which stands beside the seal, and the full one."""
        organization = self.organizations[key]
        if organization.label == organization.name:
            return organization.name
        return f"{organization.label}: {organization.name}"

    def count_words(self, organization):
        """How many entries an organisation stands in, where it is more than one."""
        count = self.counts.get(organization, 0)
        if count < 2 or len(self.organizations) > COUNTED:
            return ""
        return ngettext("%(count)d entry", "%(count)d entries", count) % {"count": count}

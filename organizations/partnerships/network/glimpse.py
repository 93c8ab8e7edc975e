"""A small drawing of who stands in a few entries together: seals and lines, no names, no links."""

from dataclasses import dataclass

from portal.bilingual.languages import direction

from .drawing import Drawing, Seal
from .placing import place
from .subject import Subject
from .ties import Ties
from .wide import line_between

#: The least that has a free spot for each, however many groups stand side by side.
WIDTH = 420
MARGIN = 30
MOST_ORGANIZATIONS = 8
MOST_LEADERS = 2


@dataclass(frozen=True)
class Glimpse:
    """``leaders`` stand in most of the entries, in ``count`` of them each; none where no one stands out."""

    drawing: Drawing
    leaders: list
    count: int

    @property
    def view_box(self):
        """What is drawn on, without the empty paper around it."""
        xs, ys = zip(*((seal.x, seal.y) for seal in self.drawing.seals), strict=True)
        width, height = max(xs) - min(xs) + 2 * MARGIN, max(ys) - min(ys) + 2 * MARGIN
        return f"{min(xs) - MARGIN:.0f} {min(ys) - MARGIN:.0f} {width:.0f} {height:.0f}"


def glimpse(entries, language) -> Glimpse | None:
    """What joins those who stand in these entries, loaded ``for_rows``; None where nothing does."""
    known = {
        row.organization_id: row.organization
        for entry in entries
        for row in entry.roles_in_order
        if row.organization.is_live_in(language)
    }
    ties = Ties(
        (entry.number, row.organization_id, row.role)
        for entry in entries
        for row in entry.roles_in_order
        if row.organization_id in known
    )
    chosen = ties.most_connected(MOST_ORGANIZATIONS)
    drawn = ties.within(chosen)
    if not drawn:
        return None
    subject = Subject({one: known[one] for one in chosen}, drawn, {entry.number: entry for entry in entries})
    leaders, count = _leaders(ties.counts)
    return Glimpse(_draw(subject).facing(direction(language)), [known[one] for one in leaders], count)


def _leaders(counts):
    most = max(counts.values())
    leaders = sorted(one for one, number in counts.items() if number == most)
    return (leaders, most) if most > 1 and len(leaders) <= MOST_LEADERS else ([], 0)


def _draw(subject):
    places, height = place(subject.organizations, subject.ties, WIDTH)
    seals = {
        key: Seal(subject.organizations[key], *point, subject.radius(key), "")
        for key, point in places.items()
    }
    lines = [line_between(subject, tie, seals) for tie in subject.ties]
    return Drawing(WIDTH, height, tuple(lines), tuple(seals.values()), "glimpse")

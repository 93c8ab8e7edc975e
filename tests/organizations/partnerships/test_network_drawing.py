"""The drawings of the network: the same ties give the same places, and nothing stands over anything."""

from itertools import combinations
from types import SimpleNamespace

import pytest

from organizations.partnerships.network.arcs import draw_arcs
from organizations.partnerships.network.fan import draw_fan
from organizations.partnerships.network.subject import Subject
from organizations.partnerships.network.ties import PARTY, Ties, pairs, strongest
from organizations.partnerships.network.wide import draw_wide

#: As in the demonstration: a meeting, an alliance with a parent, a memorandum, a proposal, a mention.
DEMO = [
    (1, 10, "party"), (1, 20, "party"),
    (2, 30, "party"), (2, 40, "party"),
    (3, 20, "party"), (3, 50, "party"),
    (4, 60, "proposer"), (4, 50, "discussed_with"),
    (5, 70, "lead"), (5, 80, "cooperation_mentioned"),
]  # fmt: skip
NAMES = {10: "AICTO", 30: "Government of Kuwait", 70: "Kuwait’s Ministry of Interior", 60: "سفارة باكستان"}


def organization(pk):
    name = NAMES.get(pk, f"Organisation {pk}")
    return SimpleNamespace(
        pk=pk, name=name, label=name, slug=f"o-{pk}", seal="circle", get_absolute_url=f"/{pk}/"
    )


def entry(number):
    return SimpleNamespace(
        number=number, title=f"An entry of a longer name, number {number}", status="signed",
        get_absolute_url=lambda: f"/{number}/",
    )  # fmt: skip


def subject_of(roles, parts=()):
    ties = Ties(roles, parts)
    chosen = ties.most_connected()
    drawn = strongest(ties.within(chosen))
    return Subject(
        organizations={pk: organization(pk) for pk in chosen},
        ties=drawn,
        entries={tie.newest: entry(tie.newest) for tie in drawn},
        counts=ties.counts,
    )


def wheel(spokes):
    """A hub with that many others, each also tied to the next."""
    ring = [(100 + n, n + 1, "party") for n in range(spokes)]
    return [
        *((n, 0, "party") for n in range(spokes)),
        *((n, n + 1, "party") for n in range(spokes)),
        *ring,
        *((100 + n, n + 2, "party") for n in range(0, spokes - 1, 4)),
    ]


def boxes(drawing):
    seals = [seal.box for seal in drawing.seals]
    return seals, [number.box for seal in drawing.seals for number in seal.numbers]


def places(drawing):
    return {seal.organization.pk: (seal.x, seal.y) for seal in drawing.seals}


@pytest.mark.parametrize("draw", [draw_wide, draw_arcs])
@pytest.mark.parametrize("roles", [DEMO, wheel(12), wheel(39)], ids=["demo", "wheel", "large wheel"])
def test_seals_lie_inside_and_apart(draw, roles):
    drawing = draw(subject_of(roles, parts=[(40, 90)] if roles is DEMO else ()))
    seals, numbers = boxes(drawing)

    assert [one.overlap(other) for one, other in combinations(seals, 2) if one.overlap(other)] == []
    for box in (*seals, *numbers):
        assert box.overlap(SimpleNamespace(x=0, y=0, width=drawing.width, height=drawing.height)) == (
            box.width * box.height
        )


@pytest.mark.parametrize("draw", [draw_wide, draw_arcs])
def test_numbers_and_names_of_the_demo_cover_nothing(draw):
    drawing = draw(subject_of(DEMO, parts=[(40, 90)]))
    seals, numbers = boxes(drawing)

    assert len(seals) == 9
    assert len(numbers) == 5
    for one, other in combinations([*seals, *numbers], 2):
        assert one.overlap(other) == 0


@pytest.mark.parametrize("draw", [draw_wide, draw_arcs])
def test_numbers_of_an_entry_of_several_parties_stand_apart(draw):
    shared = [(6, pk, "party") for pk in (30, 40, 50)]
    drawing = draw(subject_of([*DEMO, *shared, (7, 30, "party"), (7, 40, "party")]))
    _seals, numbers = boxes(drawing)

    assert len(numbers) == 7
    for one, other in combinations(numbers, 2):
        assert one.padded(4).overlap(other) == 0


@pytest.mark.parametrize("draw", [draw_wide, draw_arcs, lambda subject: draw_fan(subject, 50)])
def test_words_shown_lie_inside_and_hide_nothing_that_was_pointed_at(draw):
    subject = subject_of(DEMO)
    if draw not in (draw_wide, draw_arcs):
        subject.ties = [tie for tie in subject.ties if 50 in tie.ends]
    drawing = draw(subject)

    for thing in (*drawing.seals, *drawing.numbers):
        plate = thing.plate.box
        assert plate.overlap(thing.box) == 0
        assert plate.inside(drawing.width, drawing.height) == plate


@pytest.mark.parametrize("roles", [wheel(12), wheel(39)], ids=["wheel", "large wheel"])
def test_numbers_cover_no_name(roles):
    drawing = draw_wide(subject_of(roles))
    _seals, numbers = boxes(drawing)

    for seal in drawing.seals:
        for row in seal.rows:
            for box in numbers:
                assert not (box.x < row.x < box.x + box.width and box.y < row.y - 4 < box.y + box.height)


def test_entry_of_many_organisations_keeps_them_together_and_no_more():
    knot = Ties([*((7, pk, "party") for pk in range(1, 7)), (8, 1, "party"), (8, 9, "party")])
    kept = strongest(knot, crowded=knot.crowded)
    again = Ties(
        [*((n, pk, "party") for n in (7, 8) for pk in range(1, 7)), (9, 2, "party"), (9, 3, "party")]
    )

    assert sorted(tie.ends for tie in kept) == [(1, 2), (1, 3), (1, 4), (1, 5), (1, 6), (1, 9)]
    assert (2, 3) in [tie.ends for tie in strongest(again, crowded=again.crowded)]


def test_mention_never_outranks_being_parties():
    mentions = [(n, pk, role) for n in range(9) for pk, role in ((1, "party"), (2, "discussed_with"))]
    ties = Ties([*mentions, (20, 1, "party"), (20, 3, "party")])

    assert ties.most_connected(limit=2) == [1, 3]
    assert [tie.ends for tie in strongest(ties, limit=1)] == [(1, 3)]
    assert ties.partners == {1: 1, 3: 1}


def test_names_keep_clear_of_the_seals():
    drawing = draw_wide(subject_of(DEMO))
    seals, numbers = boxes(drawing)

    for seal in drawing.seals:
        for row in seal.rows:
            assert 0 < row.x < drawing.width
            for box in (*seals, *numbers):
                assert not (box.x < row.x < box.x + box.width and box.y < row.y - 4 < box.y + box.height)


@pytest.mark.parametrize("draw", [draw_wide, draw_arcs])
def test_same_ties_give_the_same_drawing_in_whatever_order_they_come(draw):
    forwards, backwards = subject_of(wheel(20)), subject_of(wheel(20)[::-1])

    assert places(draw(forwards)) == places(draw(backwards))
    assert [line.curve.d for line in draw(forwards).lines] == [line.curve.d for line in draw(backwards).lines]


def test_group_stays_where_it_is_when_another_entry_says_more_of_the_same():
    before, after = subject_of(DEMO), subject_of([*DEMO, (6, 10, "party"), (6, 20, "party")])

    assert places(draw_wide(before)) == places(draw_wide(after))


def test_seals_stand_on_lines_of_the_ledger():
    drawing = draw_wide(subject_of(wheel(20)))

    assert {seal.y % 40 for seal in drawing.seals} == {0}
    assert {seal.y for seal in drawing.seals} <= set(drawing.rules)


@pytest.mark.parametrize("draw", [draw_wide, draw_arcs, lambda subject: draw_fan(subject, 50)])
def test_arabic_drawing_is_the_mirror_of_the_english_one(draw):
    subject = subject_of(DEMO)
    subject.ties = [tie for tie in subject.ties if 50 in tie.ends]
    subject.organizations = {pk: organization(pk) for pk in (20, 50, 60)}
    english = draw(subject)
    arabic = english.facing("rtl")

    assert english.facing("ltr") == english
    assert places(arabic) == {pk: (english.width - x, y) for pk, (x, y) in places(english).items()}
    for one, other in zip(english.seals, arabic.seals, strict=True):
        assert [row.anchor for row in one.rows] == [row.anchor for row in other.rows]
        for number, mirrored in zip(one.numbers, other.numbers, strict=True):
            assert mirrored.box.middle == pytest.approx(english.width - number.box.middle, abs=1)


def test_no_line_runs_through_a_seal_that_it_does_not_join():
    drawing = draw_wide(subject_of(wheel(20)))
    seals = {seal.organization.pk: seal for seal in drawing.seals}

    through = [
        (line.tie.ends, pk)
        for line in drawing.lines
        for pk, seal in seals.items()
        if pk not in line.tie.ends and not line.curve.clears((seal.x, seal.y), seal.radius * 0.6)
    ]
    assert through == []


def test_every_number_follows_the_first_of_its_two_organisations():
    drawing = draw_wide(subject_of(DEMO))
    seen = set()

    for seal in drawing.seals:
        for number in seal.numbers:
            assert seal.organization.pk in number.tie.ends
            assert not seen & set(number.tie.ends)
        seen.add(seal.organization.pk)
    assert sum(len(seal.numbers) for seal in drawing.seals) == 5


def test_entry_of_three_parties_joins_each_with_each():
    assert dict(pairs({1: PARTY, 2: PARTY, 3: PARTY})) == {(1, 2): True, (1, 3): True, (2, 3): True}


@pytest.mark.parametrize(
    ("roles", "ends"),
    [
        (["party", "party", "cooperation_mentioned"], {(1, 2): True, (1, 3): False, (2, 3): False}),
        (["lead", "discussed_with", "cooperation_mentioned"], {(1, 2): False, (1, 3): False}),
        (["proposer", "discussed_with", "discussed_with"], {(1, 2): False, (1, 3): False}),
        (["discussed_with", "cooperation_mentioned"], {(1, 2): False}),
        (["party"], {}),
    ],
)
def test_who_is_no_party_is_joined_to_the_parties_only(roles, ends):
    ties = Ties((7, pk, role) for pk, role in enumerate(roles, start=1))

    assert {tie.ends: tie.joins_parties for tie in ties} == ends


def test_organisation_with_two_roles_in_an_entry_counts_as_its_party():
    ties = Ties([(7, 1, "discussed_with"), (7, 1, "party"), (7, 2, "party"), (7, 2, "proposer")])

    assert [(tie.ends, tie.joins_parties) for tie in ties] == [((1, 2), True)]


def test_entry_between_parties_stands_for_the_tie_before_a_newer_mention():
    ties = Ties([(1, 1, "party"), (1, 2, "party"), (9, 1, "party"), (9, 2, "cooperation_mentioned")])

    assert ties.between(2, 1).newest == 1


def test_most_connected_part_begins_with_the_busiest_and_follows_common_entries():
    roles = [*wheel(50), *((200 + n, pk, "party") for n in range(3) for pk in (7, 8))]
    chosen = Ties(roles).most_connected(limit=4)

    assert chosen[:1] == [0]
    assert {7, 8} <= set(chosen)


def test_busy_organisation_without_entries_with_the_chosen_waits():
    elsewhere = [(400 + n, pk, "party") for n in range(9) for pk in (500, 600 + n)]
    chosen = Ties([*wheel(12), *elsewhere]).most_connected(limit=3)

    assert 500 not in chosen


def test_strongest_ties_keep_together_what_is_tied():
    ties = Ties([*wheel(30), *((300 + n, pk, "party") for n in range(20) for pk in (3, 4, 5))])
    kept = strongest(ties.within(range(31)), limit=30)

    reached, waiting = set(), {0}
    while waiting:
        reached |= waiting
        waiting = {end for tie in kept for end in tie.ends if reached & set(tie.ends)} - reached
    assert len(kept) == 30
    assert reached == set(range(31))

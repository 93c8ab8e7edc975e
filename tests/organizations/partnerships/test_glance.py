"""The ledger on the front page: what it counts, which items it shows, who stands together."""

import pytest
from django.utils import timezone

from organizations.partnerships.glance import ITEMS, LATEST, ledger_at_a_glance
from organizations.partnerships.models import Partnership
from organizations.partnerships.network import glimpse
from organizations.partnerships.network.glimpse import MOST_ORGANIZATIONS
from tests.factories import make_commitment, make_organization, make_partnership

pytestmark = pytest.mark.django_db


def entry_with(items, *parties, **columns):
    entry = make_partnership(*parties or [make_organization(), make_organization()], **columns)
    for _ in range(items):
        make_commitment(entry)
    return entry


def test_empty_ledger_shows_nothing(language, django_assert_num_queries):
    with django_assert_num_queries(1):
        ledger = ledger_at_a_glance(language)

    assert (ledger.latest, ledger.totals, ledger.items, ledger.glimpse) == ([], {}, [], None)


def test_totals_count_what_readers_of_the_language_see(language):
    other = "en" if language == "ar" else "ar"
    shared = make_organization()
    entry_with(2, shared, make_organization())
    entry_with(1, shared, make_organization())
    entry_with(5, **{f"title_{language}": None})
    make_partnership(make_organization(), has_source=False)
    hidden = make_organization(**{f"name_{language}": None})
    entry_with(0, shared, hidden)

    assert ledger_at_a_glance(language).totals == {
        "total_entries": 3,
        "total_items": 3,
        "total_organizations": 3,
    }
    assert ledger_at_a_glance(other).totals["total_entries"] == 4


def test_items_are_those_of_the_entry_with_most_in_their_order(language):
    entry_with(2)
    longest = entry_with(3)
    entry_with(1)

    ledger = ledger_at_a_glance(language)
    assert ledger.items == list(longest.commitments.order_by("number"))
    assert not ledger.has_more_items


def test_of_two_entries_with_as_many_items_the_newer_is_shown(language):
    entry_with(2)
    newer = entry_with(2)

    assert ledger_at_a_glance(language).items[0].partnership == newer


def test_long_entry_is_cut_and_says_so(language):
    entry_with(ITEMS + 2)

    ledger = ledger_at_a_glance(language)
    assert (len(ledger.items), ledger.has_more_items) == (ITEMS, True)


@pytest.mark.parametrize("entries", [1, 3, 20])
def test_glance_costs_three_queries(entries, language, django_assert_num_queries):
    for number in range(entries):
        entry_with(number % 4)
    entry_with(1)

    with django_assert_num_queries(3):
        ledger = ledger_at_a_glance(language)
        assert len(ledger.latest) == min(entries + 1, LATEST)
        assert ledger.items[0].partnership.title
        assert ledger.items[0].evidence
        assert ledger.glimpse.drawing.seals


def drawn(language):
    return glimpse(Partnership.objects.public(language).newest_first().for_rows(), language)


def test_glimpse_names_who_stands_in_most_entries(language):
    hub = make_organization()
    for _ in range(3):
        make_partnership(hub, make_organization())

    found = drawn(language)
    assert (found.leaders, found.count) == ([hub], 3)
    assert len(found.drawing.seals) == 4
    assert len(found.drawing.lines) == 3


def test_glimpse_names_nobody_where_no_one_stands_out(language):
    make_partnership(make_organization(), make_organization())

    assert drawn(language).leaders == []


def test_glimpse_draws_neither_a_stranger_to_the_language_nor_a_merged_record(language):
    one, other = make_organization(), make_organization()
    unnamed = make_organization(**{f"name_{language}": None})
    merged = make_organization(merged_into=other, merged_at=timezone.now())
    make_partnership(one, other, unnamed, merged)

    assert {seal.organization for seal in drawn(language).drawing.seals} == {one, other}


def test_there_is_no_glimpse_of_entries_that_join_nobody(language):
    make_partnership(make_organization())

    assert drawn(language) is None


@pytest.mark.parametrize("pairs", range(1, MOST_ORGANIZATIONS // 2 + 3))
def test_glimpse_has_room_for_any_number_of_separate_pairs(pairs):
    """In a narrower drawing a small group once had no free spot."""
    for _ in range(pairs):
        make_partnership(make_organization(), make_organization())

    seals = drawn("ar").drawing.seals
    places = {(seal.x, seal.y) for seal in seals}
    assert len(places) == len(seals) == min(2 * pairs, MOST_ORGANIZATIONS)

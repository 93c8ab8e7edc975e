import pytest

from articles.comparing import TooLongToCompare, changed_places, in_numbers, merge_bodies

BEFORE = (
    "<p>One two three.</p><h2>Head</h2><ul><li>First item</li><li>Second item</li></ul><p>Last words.</p>"
)


def places(before, after):
    moves = changed_places(before, after)
    sides = [(sorted(side.changed), sorted(side.gaps)) for side in (moves.before, moves.after)]
    return tuple(sides)


def test_same_body_has_no_places():
    assert places(BEFORE, BEFORE) == (([], []), ([], []))


def test_paragraph_that_changed_has_its_number_on_both_sides():
    after = BEFORE.replace("Last words", "Last new words")

    assert places(BEFORE, after) == (([3], []), ([3], []))


def test_item_of_a_list_counts_as_the_list():
    after = BEFORE.replace("First item", "First changed item").replace("Second item", "Second changed item")

    assert places(BEFORE, after) == (([2], []), ([2], []))


def test_paragraph_that_came_leaves_a_gap_on_the_other_side():
    after = BEFORE.replace("<h2>", "<p>Entirely different sentence here.</p><h2>")

    assert places(BEFORE, after) == (([], [1]), ([1], []))


def test_paragraph_that_went_leaves_a_gap_where_it_stood():
    after = BEFORE.replace("<p>Last words.</p>", "")

    assert places(BEFORE, after) == (([3], []), ([], [3]))


def test_places_after_an_empty_paragraph_are_those_of_the_editor():
    before, after = "<p></p><p>One two three.</p>", "<p></p><p>One two four.</p>"

    assert places(before, after) == (([1], []), ([1], []))


def test_words_in_no_element_are_one_paragraph():
    before, after = (
        "Loose <strong>words</strong> here\n<p>One two three.</p>",
        "Loose words here<p>One two.</p>",
    )

    assert places(before, after)[1] == ([0, 1], [])


def test_body_without_end_is_refused():
    with pytest.raises(TooLongToCompare):
        changed_places("", "<p>word</p>" * 60_000)


def test_table_of_thousands_of_cells_is_refused():
    body = f"<table><tbody>{'<tr><td></td></tr>' * 6_000}</tbody></table>"

    for bodies in ((body, ""), ("", body)):
        with pytest.raises(TooLongToCompare):
            changed_places(*bodies)
    assert merge_bodies(body, body, body) is None


def test_numbers_stand_in_order():
    assert in_numbers({10, 2, 0}) == "0 2 10"


def test_room_between_paragraphs_is_no_paragraph():
    before, after = (
        "<p>One two three.</p>\n<p>Last words.</p>",
        "<p>One two three.</p>\n<p>Last new words.</p>",
    )

    assert places(before, after) == (([1], []), ([1], []))

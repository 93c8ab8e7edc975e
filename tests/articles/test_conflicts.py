"""Who changed what of a text that two people wrote at once, and what is saved when one of them has chosen."""

import pytest

from articles.conflicts import LONGEST_BODY, ChangedBy, Choice, Field, TextConflict
from articles.models.article import TEXT_FIELDS
from portal.bilingual.slugs import unicode_slug

BASE = {"headline": "The plan", "slug": "the-plan", "body": "<p>One.</p><p>Two.</p>", "place": "Kuwait"}


def text(**changes):
    return dict.fromkeys(TEXT_FIELDS, "") | BASE | changes


def conflict(mine, theirs, *, base=None, **choices):
    base = text() if base is None else base
    return TextConflict("en", base, text(**mine), text(**theirs), choices)


def names(fields):
    return [field.name for field in fields]


@pytest.mark.parametrize(
    ("mine", "theirs", "changed_by"),
    [
        ("a", "a", ChangedBy.NOBODY),
        ("b", "a", ChangedBy.ME),
        ("a", "b", ChangedBy.THEM),
        ("b", "b", ChangedBy.BOTH_ALIKE),
        ("b", "c", ChangedBy.BOTH),
        ("", "c", ChangedBy.BOTH),
    ],
)
def test_field_tells_who_changed_it(mine, theirs, changed_by):
    assert Field("place", "a", mine, theirs).changed_by == changed_by


def test_field_changed_by_both_is_undecided_until_chosen():
    undecided = conflict({"place": "Jahra"}, {"place": "Hawalli"})

    assert (names(undecided.asked), undecided.undecided) == (["place"], ["place"])


@pytest.mark.parametrize(("choice", "place"), [(Choice.MINE, "Jahra"), (Choice.THEIRS, "Hawalli")])
def test_choice_decides_what_is_saved(choice, place):
    chosen = conflict({"place": "Jahra"}, {"place": "Hawalli"}, place=choice)

    assert (chosen.undecided, chosen.resolved) == ([], text(place=place))


def test_field_that_one_side_changed_is_taken_over_from_that_side():
    both = conflict({"place": "Jahra"}, {"standfirst": "News."})

    assert names(both.taken_over) == ["standfirst", "place"]
    assert (both.undecided, both.resolved) == ([], text(place="Jahra", standfirst="News."))


@pytest.mark.parametrize(
    ("choices", "expected"),
    [({"standfirst": Choice.MINE}, {"place": "Jahra"}), ({"place": Choice.THEIRS}, {"standfirst": "News."})],
)
def test_change_of_one_side_can_be_left_out(choices, expected):
    assert conflict({"place": "Jahra"}, {"standfirst": "News."}, **choices).resolved == text(**expected)


def test_same_change_on_both_sides_is_no_question():
    alike = conflict({"place": "Jahra"}, {"place": "Jahra"})

    assert (alike.asked, alike.taken_over, alike.resolved["place"]) == ([], [], "Jahra")


def headline(words, **more):
    return {"headline": words, "slug": unicode_slug(words, "en"), **more}


@pytest.mark.parametrize("choice", [Choice.MINE, Choice.THEIRS])
def test_address_that_nobody_typed_goes_with_its_headline(choice):
    both = conflict(headline("My plan"), headline("Their plan"), headline=choice)

    chosen = headline("My plan" if choice == Choice.MINE else "Their plan")
    assert names(both.asked) == ["headline"]
    assert both.resolved == text(**chosen)


def test_address_that_somebody_typed_is_a_question_of_its_own():
    both = conflict(headline("My plan", slug="mine"), headline("Their plan"))

    assert names(both.asked) == ["headline", "slug"]


def test_bodies_changed_in_different_paragraphs_can_be_merged():
    both = conflict(
        {"body": "<p>One, mine.</p><p>Two.</p>"},
        {"body": "<p>One.</p><p>Two, theirs.</p>"},
        body=Choice.MERGED,
    )

    assert both.resolved["body"] == "<p>One, mine.</p><p>Two, theirs.</p>"


def test_merging_is_no_choice_where_the_same_paragraph_was_changed():
    both = conflict(
        {"body": "<p>One, mine.</p><p>Two.</p>"}, {"body": "<p>One!</p><p>Two.</p>"}, body=Choice.MERGED
    )

    assert (both.asked[0].merged, both.undecided) == (None, ["body"])


@pytest.mark.parametrize("name", ["headline", "place"])
def test_merging_is_a_choice_of_the_body_only(name):
    both = conflict({name: "Mine"}, {name: "Theirs"}, **{name: Choice.MERGED})

    assert name in both.undecided


def test_merging_what_one_side_changed_takes_that_side():
    assert conflict({}, {"body": "<p>Theirs.</p>"}, body=Choice.MERGED).resolved["body"] == "<p>Theirs.</p>"


def test_texts_begun_from_nothing_are_asked_where_both_say_something():
    first = {"headline": "My plan", "slug": "my-plan", "body": "", "place": ""}
    second = {"headline": "Their plan", "slug": "their-plan", "body": "<p>T.</p>", "place": ""}

    both = conflict(first, second, base={})

    assert (names(both.asked), names(both.taken_over)) == (["headline"], ["body"])


def test_words_are_marked_as_they_differ_from_the_common_start():
    field = Field("headline", "The plan", "The new plan", "The old plan")

    shown = [
        [segment.text for segment in side["segments"] if segment.status == "added"]
        for side in (field.mine_shown, field.theirs_shown, field.base_shown)
    ]
    assert shown == [["new"], ["old"], []]


def test_body_too_long_to_compare_is_shown_plainly_and_not_merged():
    long = f"<p>{'word ' * (LONGEST_BODY // 5)}</p>"
    field = Field("body", "<p>One.</p>", long, "<p>Two.</p>")

    assert (field.theirs_shown, field.merged) == ({"plain": "Two."}, None)

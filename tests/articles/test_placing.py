"""The verbs of the front page: who may, what is refused, what becomes of what stood there."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from time_machine import travel

from articles import placing, workflow
from articles.enums import Act, Slot
from articles.front_page import placed_now
from articles.live_text import LATEST
from articles.models import BreakingLine, LogEntry, Placement
from articles.models.front_page import LONGEST_LINE
from articles.signals import front_page_announced, front_page_changed
from articles.transitions import WorkflowError
from tests.editing import make_member
from tests.factories import make_article, make_draft

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock():
    with travel(timezone.now(), tick=False) as clock:
        yield clock


def place(article, slot=Slot.LEAD, *, language="ar", hours=None, until=None, by=None):
    """Place it ``hours`` from now, until so many hours from now."""
    now = timezone.now()
    times = {
        "starts_at": None if hours is None else now + hours * HOUR,
        "ends_at": until and now + until * HOUR,
    }
    return placing.place(article, language, slot, by=by, **times)


def announce(text="خبر", *, language="ar", hours=0, until=1, **more):
    now = timezone.now()
    times = {"starts_at": now + hours * HOUR, "ends_at": now + until * HOUR}
    return placing.announce_breaking(text, language, **{"by": None} | times | more)


def lead(hours=0):
    """What is placed as the lead so many hours from now, or None."""
    with travel(timezone.now() + hours * HOUR, tick=False):
        placement = placed_now("ar").get(Slot.LEAD)
        return placement and placement.article


def refused_fields(verb, *arguments, **more):
    with pytest.raises(WorkflowError) as refusal:
        verb(*arguments, **more)
    return list(refusal.value.message_dict)


@pytest.mark.parametrize("role", ["contributor", "translator"])
def test_placing_takes_the_right_to_publish(role):
    member = make_member(role)
    placement, line = place(make_article()), announce()

    for verb, arguments, more in (
        (placing.place, [make_article(), "ar", Slot.LEAD], {}),
        (placing.end, [placement], {}),
        (placing.announce_breaking, ["خبر", "ar"], {"ends_at": timezone.now() + HOUR}),
        (placing.end_breaking, [line], {}),
    ):
        with pytest.raises(PermissionDenied):
            verb(*arguments, by=member, **more)
    assert (Placement.objects.count(), BreakingLine.objects.count()) == (1, 1)


@pytest.mark.parametrize(("held", "other"), [("ar", "en"), ("en", "ar")])
def test_placing_takes_the_language(held, other):
    editor, article = make_member("editor", held), make_article()

    mine = place(article, language=held, by=editor)
    line = announce(language=held, by=editor)

    assert (mine.made_by, line.made_by) == (editor, editor)
    with pytest.raises(PermissionDenied):
        place(article, language=other, by=editor)
    with pytest.raises(PermissionDenied):
        placing.end(place(article, language=other), by=editor)
    with pytest.raises(PermissionDenied):
        announce(language=other, by=editor)
    with pytest.raises(PermissionDenied):
        placing.end_breaking(announce(language=other), by=editor)


def test_what_readers_never_see_is_refused():
    draft = make_draft(make_article("en"), "ar").article
    withdrawn = make_article()
    workflow.withdraw(withdrawn, "ar", by=None, reason="An error of fact")

    for article in (draft, withdrawn):
        assert refused_fields(place, article) == ["article"]
        assert refused_fields(announce, article=article) == ["article"]


def test_scheduled_article_stands_there_from_its_publication_on():
    at = timezone.now() + 2 * HOUR
    article = make_article(at=at)

    assert place(article).starts_at == at
    assert place(article, Slot.FEATURED_1, hours=3).starts_at == at + HOUR


def test_time_that_has_passed_is_now():
    assert place(make_article(), hours=-5).starts_at == timezone.now()
    assert announce(hours=-5).starts_at == timezone.now()


@pytest.mark.parametrize(
    ("hours", "until", "field"),
    [(None, -1, "ends_at"), (2, 1, "ends_at"), (2, 2, "ends_at"), (24 * 365 * 6, None, "starts_at")],
)
def test_times_that_cannot_be_are_refused_by_field(hours, until, field):
    assert refused_fields(place, make_article(), hours=hours, until=until) == [field]
    assert not Placement.objects.exists()


def test_end_years_ahead_is_refused():
    ends_at = timezone.now() + 3 * LATEST

    assert refused_fields(placing.place, make_article(), "ar", Slot.LEAD, by=None, ends_at=ends_at) == [
        "ends_at"
    ]


def test_article_that_stands_until_replaced_is_gone_for_good():
    first, second = make_article(), make_article()
    place(first)

    place(second, hours=2, until=3)

    assert [lead(hours) for hours in (0, 1, 2, 3, 9)] == [first, first, second, None, None]


def test_article_with_a_time_of_its_own_is_covered_and_comes_back():
    first, second = make_article(), make_article()
    place(first, until=6)

    place(second, hours=2, until=3)

    assert [lead(hours) for hours in (1, 2, 3, 6)] == [first, second, first, None]


def test_article_that_is_placed_before_another_makes_room_for_it():
    first, second = make_article(), make_article()
    place(second, hours=5)

    placement = place(first)

    assert placement.ends_at == timezone.now() + 5 * HOUR
    assert [lead(hours) for hours in (0, 4, 5, 99)] == [first, first, second, second]


def test_taking_back_the_next_one_leaves_the_first_where_it_is():
    first, second = make_article(), make_article()
    place(first)
    following = place(second, hours=2)

    placing.end(following, by=None)

    assert [lead(hours) for hours in (1, 2, 99)] == [first, first, first]


def test_ending_uncovers_nothing_that_was_replaced():
    first, second = make_article(), make_article()
    place(first)
    with travel(timezone.now() + HOUR, tick=False):
        placing.end(place(second), by=None)

    assert lead(1) is None


def test_article_that_is_placed_again_has_its_new_end():
    article = make_article()
    place(article, until=6)
    with travel(timezone.now() + HOUR, tick=False):
        place(article, until=1)

    assert [lead(hours) for hours in (1, 2, 3)] == [article, None, None]


def test_two_placements_from_one_moment_are_refused():
    place(make_article(), hours=2)

    assert refused_fields(place, make_article(), hours=2) == ["starts_at"]
    assert place(make_article(), Slot.FEATURED_1, hours=2)
    assert place(make_article(), hours=2, language="en")


def test_database_holds_one_placement_for_a_moment():
    placement = place(make_article(), hours=2)
    placement.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        placement.save()


def test_what_has_ended_is_ended_once():
    placement, line = place(make_article(), until=1), announce()
    placing.end(placement, by=None)
    placing.end_breaking(line, by=None)

    for verb, row in ((placing.end, placement), (placing.end_breaking, line)):
        with pytest.raises(WorkflowError):
            verb(row, by=None)


def test_what_ran_out_is_not_ended():
    placement = place(make_article(), until=1)

    with travel(timezone.now() + HOUR, tick=False), pytest.raises(WorkflowError):
        placing.end(placement, by=None)


def test_every_act_says_who_and_when():
    editor, article = make_member("editor"), make_article()
    LogEntry.objects.all().delete()

    placement = place(article, Slot.FEATURED_2, by=editor)
    placement = placing.end(placement, by=editor)
    line = announce("خبر عاجل", article=article, by=editor)
    line = placing.end_breaking(line, by=editor)

    entries = LogEntry.objects.order_by("pk").values_list("act", "language", "by", "note")
    name = str(Slot.FEATURED_2.label)
    assert list(entries) == [
        (Act.PLACED, "ar", editor.pk, name),
        (Act.UNPLACED, "ar", editor.pk, name),
        (Act.ANNOUNCED, "ar", editor.pk, "خبر عاجل"),
        (Act.LINE_ENDED, "ar", editor.pk, "خبر عاجل"),
    ]
    for row in (placement, line):
        assert (row.made_by, row.ended_by, row.ended_at) == (editor, editor, timezone.now())


def test_acts_are_announced_with_the_transaction_and_after_it(django_capture_on_commit_callbacks):
    heard = []

    def inside(language, act, article, **_more):
        heard.append(("inside", language, act, article))

    def after(language, act, article, **_more):
        heard.append(("after", language, act, article))

    front_page_changed.connect(inside)
    front_page_announced.connect(after)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            announce()
            assert heard == [("inside", "ar", Act.ANNOUNCED, None)]
    finally:
        front_page_changed.disconnect(inside)
        front_page_announced.disconnect(after)
    assert heard[1:] == [("after", "ar", Act.ANNOUNCED, None)]


def test_line_is_cleaned_and_measured_afterwards():
    assert announce("  خبر\n\u202e عاجل  ").text == "خبر عاجل"
    assert announce("a" * LONGEST_LINE).text
    assert refused_fields(announce, "a" * (LONGEST_LINE + 1)) == ["text"]
    assert refused_fields(announce, "…") == ["text"]

"""The whole matrix: role × language held × right × whose article × where it stands."""

import pytest
from django.contrib.auth.models import AnonymousUser

from articles.enums import State
from articles.models import Article, LogEntry, Revision
from articles.rights import (
    Right,
    may,
    may_begin,
    may_change_shared,
    may_in,
    may_read,
    may_read_any,
    may_touch,
    readable,
)
from portal.accounts.models import Role, User
from portal.bilingual.languages import LANGUAGES, other
from tests.editing import make_member
from tests.factories import make_article, make_draft

pytestmark = pytest.mark.django_db

#: What each role may do in a language it holds, to an article of somebody else.
OTHERS = {
    "contributor": set(),
    "translator": {Right.WRITE},
    "editor": set(Right),
    "chief": set(Right),
    "administrator": set(Right),
}
#: Who works in every language, held or not.
EVERYWHERE = {"chief", "administrator"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", Role.Key.values)
def test_right_in_a_language_that_is_not_held(role, language):
    member = make_member(role, languages=other(language))
    article = make_article("", made_by=member)

    allowed = {right for right in Right if may(member, right, article, language)}

    assert allowed == (OTHERS[role] if role in EVERYWHERE else set())
    assert any(may_in(member, right, language) for right in Right) == (role in EVERYWHERE)


@pytest.mark.parametrize("state", ["draft", "live"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", Role.Key.values)
def test_right_to_somebody_elses_article(role, language, state):
    member = make_member(role, languages=language)
    article = make_article("" if state == "draft" else "ar en")

    assert {right for right in Right if may(member, right, article, language)} == OTHERS[role]


@pytest.mark.parametrize("language", LANGUAGES)
def test_contributor_writes_an_own_draft_and_nothing_that_readers_see(language):
    member = make_member("contributor", languages=language)
    draft, live = make_article("", made_by=member), make_article(language, made_by=member)

    assert {right for right in Right if may(member, right, draft, language)} == {Right.WRITE}
    assert not any(may(member, right, live, language) for right in Right)
    assert may_read(member, live)


def test_own_draft_in_the_other_language_of_a_live_article_is_written():
    member = make_member("contributor")
    article = make_article("ar", made_by=member)

    assert may(member, Right.WRITE, article, "en")
    assert not may(member, Right.WRITE, article, "ar")


@pytest.mark.parametrize(
    ("role", "others", "own"),
    [
        ("contributor", False, True),
        ("translator", True, True),
        ("editor", True, True),
        ("chief", True, True),
        ("administrator", True, True),
        ("", False, False),
    ],
)
def test_reading_is_for_those_who_work_on_it(role, others, own):
    member = make_member(role)
    somebodys, mine = make_article(), make_article(made_by=member)
    make_draft(mine, "ar", headline="عنوان آخر")

    assert (may_read(member, somebodys), may_read(member, mine)) == (others, own)
    shown = {somebodys} if others else set()
    assert set(readable(member, Article.objects.all())) == (shown | {mine} if own else shown)
    of_rows = {row.article for row in readable(member, Revision.objects.all(), via="article__")}
    assert of_rows == (shown | {mine} if own else shown)
    assert {row.article for row in readable(member, LogEntry.objects.all(), via="article__")} == of_rows
    assert may_read_any(member) == (role != "")


@pytest.mark.parametrize("role", ["", *Role.Key.values])
def test_beginning_takes_the_role_and_a_language(role):
    begins = {"contributor", "editor", "chief", "administrator"}

    assert may_begin(make_member(role)) == (role in begins)
    assert may_begin(make_member(role, languages="")) == (role in EVERYWHERE)


@pytest.mark.parametrize(
    ("role", "languages", "own", "draft", "live"),
    [
        ("contributor", "ar en", False, False, False),
        ("contributor", "ar en", True, True, False),
        ("translator", "ar en", False, False, False),
        ("editor", "ar en", False, True, True),
        ("editor", "en", False, True, False),
        ("editor", "", False, False, False),
        ("chief", "", False, True, True),
    ],
)
def test_what_both_languages_share_takes_the_right_to_publish_where_it_shows(
    role, languages, own, draft, live
):
    member = make_member(role, languages=languages)
    by = {"made_by": member} if own else {}

    assert may_change_shared(member, make_article("", **by)) == draft
    assert may_change_shared(member, make_article("ar en", **by)) == live
    assert may_touch(member, make_article("", **by)) == (draft or role == "translator")


def test_superuser_has_every_right():
    root = User.objects.create_superuser("root")

    assert all(may(root, right, make_article(), language) for right in Right for language in LANGUAGES)


def test_who_left_or_never_came_has_none():
    gone = make_member("chief")
    gone.is_active = False
    article = make_article("", made_by=gone)

    assert not any(may(gone, right, article, language) for right in Right for language in LANGUAGES)
    assert not may_read(gone, article)
    assert not may_read_any(AnonymousUser())
    assert article.state_in("ar") == State.DRAFT

"""Every verb from every place where a text can stand, by every role: refused first, then done."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from articles import workflow
from articles.correcting import answer, correct
from articles.enums import Act, OtherEdition, Stage, State
from articles.models import Article, Correction, LogEntry, Revision
from articles.transitions import TABLE, WorkflowError, is_open, within_reach
from portal.accounts.models import Role
from portal.bilingual.languages import LANGUAGES, other
from tests.editing import make_member, newest
from tests.factories import TEXTS, make_article, make_draft, show

pytestmark = pytest.mark.django_db

SOON = timedelta(hours=3)


def _save(article, language, by):
    text = TEXTS[language] | {"place": "الكويت" if language == "ar" else "Kuwait City"}
    revision = newest(article, language)
    return workflow.save_revision(article, language, text, by=by, started_from=revision.number)


def _restore(article, language, by):
    return workflow.restore(article.revisions.get(language=language, number=1), by=by)


def _answer(article, language, by):
    asking = Correction(article=article, language=other(language), kind="correction", text="The year.")
    asking.other_edition = OtherEdition.OPEN
    asking.save()
    return answer(asking, by=by, unaffected="It has the right year.")


VERBS = {
    "save": _save,
    "restore": _restore,
    "submit": lambda article, language, by: workflow.submit(newest(article, language), by=by),
    "send back": lambda article, language, by: workflow.send_back(
        newest(article, language), by=by, note="Say who signed."
    ),
    "approve": lambda article, language, by: workflow.approve(newest(article, language), by=by),
    "schedule": lambda article, language, by: workflow.schedule(
        newest(article, language), by=by, at=timezone.now() + SOON
    ),
    "unschedule": lambda article, language, by: workflow.unschedule(article, language, by=by),
    "publish": lambda article, language, by: workflow.publish(newest(article, language), by=by),
    "correct": lambda article, language, by: correct(
        newest(article, language), by=by, kind="correction", text="The year was wrong."
    ),
    "answer": _answer,
    "withdraw": lambda article, language, by: workflow.withdraw(
        article, language, by=by, reason="A mistake."
    ),
}
ACTS = {
    "save": Act.SAVED,
    "restore": Act.RESTORED,
    "submit": Act.SUBMITTED,
    "send back": Act.SENT_BACK,
    "approve": Act.APPROVED,
    "schedule": Act.SCHEDULED,
    "unschedule": Act.UNSCHEDULED,
    "publish": Act.PUBLISHED,
    "correct": Act.CORRECTED,
    "answer": Act.ANSWERED,
    "withdraw": Act.WITHDREW,
}
ALWAYS = {"save", "restore", "publish"}
#: What can be done from where, by somebody who has every right.
FROM = {
    "draft": ALWAYS | {"submit", "schedule"},
    "in review": ALWAYS | {"send back", "approve", "schedule"},
    "approved": ALWAYS | {"send back", "schedule"},
    "scheduled": ALWAYS | {"schedule", "unschedule"},
    "live": {"save", "restore", "answer", "withdraw"},
    "live, with a draft": ALWAYS | {"submit", "correct", "answer", "withdraw"},
    "live, with a text in review": ALWAYS | {"send back", "approve", "correct", "answer", "withdraw"},
    "live, with an approved text": ALWAYS | {"send back", "correct", "answer", "withdraw"},
    "withdrawn": ALWAYS,
}
#: What each role may ever do to somebody else's article, in a language it holds.
OF_ROLE = {
    "": set(),
    "contributor": set(),
    "translator": {"save", "restore", "submit"},
    "editor": set(VERBS),
    "chief": set(VERBS),
    "administrator": set(VERBS),
}
#: Where a writer who reviews nothing can't save.
WAITING = {"in review", "approved", "live, with a text in review", "live, with an approved text"}


def at(place, language):
    """An article whose text in this language stands at ``place``; it has two revisions of it or more."""
    article = make_article("", made_by=None)
    make_draft(article, language, headline="The first")
    revision = make_draft(article, language)
    if place.startswith(("live", "withdrawn")):
        workflow.publish(revision, by=None)
    if place.startswith("live,"):
        revision = make_draft(article, language, headline="Another")
    if place.endswith(("review", "approved", "approved text")):
        workflow.submit(revision, by=None)
    if place.endswith(("approved", "approved text")):
        workflow.approve(revision, by=None)
    if place == "scheduled":
        show(revision, timezone.now() + SOON / 2)
    if place == "withdrawn":
        workflow.withdraw(article, language, by=None, reason="A mistake.")
    article.refresh_from_db()
    return article


def stored(article):
    """All that a verb could change."""
    return (
        Article.objects.filter(pk=article.pk).values().get(),
        list(Revision.objects.order_by("pk").values()),
        LogEntry.objects.count(),
    )


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("place", FROM)
@pytest.mark.parametrize("language", LANGUAGES)
def test_verb_is_refused_from_the_wrong_place_and_done_from_the_right_one(verb, place, language):
    article = at(place, language)
    before = stored(article)

    if verb in FROM[place]:
        VERBS[verb](article, language, None)
        assert LogEntry.objects.first().act == ACTS[verb]
        assert LogEntry.objects.count() == before[-1] + 1
    else:
        with pytest.raises(WorkflowError) as refused:
            VERBS[verb](article, language, None)
        assert refused.value.messages[0]
        assert stored(article) == before


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("role", OF_ROLE)
@pytest.mark.parametrize("place", ["draft", "in review", "scheduled", "live, with a draft"])
def test_verb_is_refused_to_the_wrong_role_and_in_a_language_not_held(verb, role, place):
    article = at(place, "ar")
    before = stored(article)
    members = [make_member(role, languages="en")] if role not in {"chief", "administrator"} else []
    if verb not in OF_ROLE[role]:
        members.append(make_member(role))

    for member in members:
        with pytest.raises(PermissionDenied):
            VERBS[verb](article, "ar", member)
        assert not is_open(ACTS[verb], article, "ar", newest(article, "ar"), member)

    assert stored(article) == before


@pytest.mark.parametrize("role", [role for role in OF_ROLE if OF_ROLE[role]])
@pytest.mark.parametrize("place", FROM)
def test_role_does_what_is_its_own(role, place):
    for verb in OF_ROLE[role] & FROM[place]:
        article = at(place, "en")
        if role == "translator" and place in WAITING:
            with pytest.raises(WorkflowError):
                VERBS[verb](article, "en", make_member(role, languages="en"))
        else:
            VERBS[verb](article, "en", make_member(role, languages="en"))


@pytest.mark.parametrize("place", FROM)
@pytest.mark.parametrize("role", Role.Key.values)
def test_buttons_lead_to_what_is_done_or_refused_with_a_reason(role, place):
    """Each act within reach is done at once, or after the text was changed."""
    member = make_member(role)
    article = at(place, "ar")

    for act in within_reach(article, "ar", newest(article, "ar"), member) - {Act.CHECKED}:
        verb = next(name for name, named in ACTS.items() if named == act)
        assert verb in OF_ROLE[role]
        piece = at(place, "ar")
        if not is_open(act, piece, "ar", newest(piece, "ar"), member):
            _save(piece, "ar", member)
        assert is_open(act, piece, "ar", newest(piece, "ar"), member)


def test_one_language_moves_and_the_other_stays():
    article = make_article("")
    for language in LANGUAGES:
        make_draft(article, language)

    workflow.submit(newest(article, "ar"), by=None)

    assert newest(article, "ar").stage == Stage.IN_REVIEW
    assert newest(article, "en").stage == Stage.DRAFT
    assert article.state_in(other("ar")) == State.DRAFT


def test_table_names_every_act_that_moves_a_text():
    still = {Act.SHARED, Act.LINKED, Act.UNLINKED}
    still |= {Act.PLACED, Act.UNPLACED, Act.ANNOUNCED, Act.LINE_ENDED, Act.EVIDENCE, Act.NO_EVIDENCE}

    assert {row.act for row in TABLE} == set(Act) - still
    assert set(ACTS.values()) == set(Act) - still - {Act.CHECKED}, "which needs two languages: test_staleness"

"""The table of the newsroom: which act takes a text from where to where, and whose right it is.

Two things say where a text stands: the ``Stage`` of a revision, where a published one counts as ``PUBLISHED``
and a missing one as ``MISSING``; and the ``State`` of its language, which is what readers see. The revision
is the newest one, but for the acts that show a text: these may show any, and leave a newer one waiting.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from articles.enums import WAITING_STAGES, Act, Stage, State
from articles.models import Article, Revision
from articles.rights import Right, may, may_in
from portal.accounts.models import User

MISSING, PUBLISHED = "missing", "published"
WAITING = frozenset(WAITING_STAGES)
AT_REST = frozenset({Stage.DRAFT, PUBLISHED})
WRITTEN = WAITING | AT_REST
ANY_STATE = frozenset(State)


class WorkflowError(ValidationError):
    """The verb can't be done now; the message tells an editor why."""


class EditConflict(WorkflowError):
    """The text, or where its language stands, is no longer what its editor has seen."""


#: Whose save it was is not looked at: it may have been another window of the same person.
SAVED_MEANWHILE = _("Somebody else, or you in another window, saved this text while you were writing.")
NEWER_TEXT = _("Somebody else, or you in another window, saved a newer text. Read it first.")


@dataclass(frozen=True)
class Transition:
    """A row of the table. ``to`` is the stage afterwards, None where it stays."""

    act: Act
    right: Right
    stages: frozenset
    to: Stage | None = None
    states: frozenset = ANY_STATE

    def starts_at(self, stage, state):
        return stage in self.stages and state in self.states


#: A text that waits is changed by a reviewer only, and is in review afterwards.
TABLE = [
    Transition(Act.SAVED, Right.WRITE, AT_REST | {MISSING}, Stage.DRAFT),
    Transition(Act.SAVED, Right.REVIEW, WAITING, Stage.IN_REVIEW),
    Transition(Act.RESTORED, Right.WRITE, AT_REST, Stage.DRAFT),
    Transition(Act.RESTORED, Right.REVIEW, WAITING, Stage.IN_REVIEW),
    Transition(Act.CHECKED, Right.WRITE, WRITTEN),
    Transition(Act.SUBMITTED, Right.WRITE, frozenset({Stage.DRAFT}), Stage.IN_REVIEW),
    Transition(Act.SENT_BACK, Right.REVIEW, WAITING, Stage.DRAFT),
    Transition(Act.APPROVED, Right.REVIEW, frozenset({Stage.IN_REVIEW}), Stage.APPROVED),
    Transition(
        Act.SCHEDULED, Right.PUBLISH, WRITTEN, Stage.APPROVED, frozenset({State.DRAFT, State.SCHEDULED})
    ),
    Transition(Act.UNSCHEDULED, Right.PUBLISH, WRITTEN, states=frozenset({State.SCHEDULED})),
    Transition(Act.PUBLISHED, Right.PUBLISH, WRITTEN, Stage.APPROVED),
    Transition(Act.CORRECTED, Right.CORRECT, WRITTEN, Stage.APPROVED, frozenset({State.LIVE})),
    # The language is that of the edition that answers, not of the one that was corrected.
    Transition(Act.ANSWERED, Right.CORRECT, WRITTEN, states=frozenset({State.LIVE})),
    Transition(Act.WITHDREW, Right.WITHDRAW, WRITTEN, states=frozenset({State.LIVE})),
]
#: What must be written down with an act.
NEEDS_NOTE = {
    Act.SENT_BACK: _("Write a note that says what is to be done."),
    Act.ANSWERED: _("Say why this edition is not affected."),
    Act.WITHDREW: _("Give the reason that readers will see."),
}
#: Why an act can't start where the text stands.
REFUSALS = {
    Act.SAVED: _("This text is in review. Whoever reviews it can send it back to you."),
    Act.RESTORED: _("This text is in review. Whoever reviews it can send it back to you."),
    Act.CHECKED: _("There is no text in this language yet."),
    Act.SUBMITTED: _("Only a draft can be sent for review."),
    Act.SENT_BACK: _("Only a text that is in review or approved can be sent back."),
    Act.APPROVED: _("Only a text that is in review can be approved."),
    Act.SCHEDULED: _("This language is already published; a later time can’t be set for it."),
    Act.UNSCHEDULED: _("This language is not scheduled."),
    Act.PUBLISHED: _("There is no text in this language yet."),
    Act.CORRECTED: _("This language is not published."),
    Act.ANSWERED: _("This language is not published."),
    Act.WITHDREW: _("This language is not published."),
}
#: What has become of a language since its editor saw it otherwise, by where it stands now.
MOVED = {
    State.DRAFT: _("The schedule of this language was taken back after you opened this page."),
    State.SCHEDULED: _("This language was scheduled for %(at)s after you opened this page."),
    State.LIVE: _("This language was published after you opened this page."),
    State.WITHDRAWN: _("This language was withdrawn on %(at)s, after you opened this page: %(reason)s"),
}


def require(
    act: Act,
    article: Article,
    language: str,
    revision: Revision | None,
    by: User | None,
    *,
    seen: str | None = None,
):
    """The row that ``by`` may follow from here; a command, which has no user, has every right.

    ``seen`` is the ``State`` that the editor was shown, None where nobody was shown any. Raises
    PermissionDenied where the act is never theirs in this language, EditConflict where the language stands
    otherwise than was seen, and WorkflowError where the act can't be done, or not by them, as the text stands
    now.
    """
    rows = [row for row in TABLE if row.act == act]
    theirs = [row for row in rows if by is None or may(by, row.right, article, language)]
    if not theirs:
        raise PermissionDenied(f"{act} in {language}")
    stage, state = stage_of(revision), article.state_in(language)
    if seen is not None and seen != state:
        raise EditConflict(_what_moved(article, language, seen))
    for row in theirs:
        if row.starts_at(stage, state):
            return row
    raise WorkflowError(REFUSALS[act])


def is_open(act: Act, article: Article, language: str, revision: Revision | None, by: User) -> bool:
    """Whether ``require`` would let this through now."""
    try:
        require(act, article, language, revision, by)
    except (PermissionDenied, WorkflowError):
        return False
    return True


def may_ever(act: Act, language: str, by: User) -> bool:
    """Whether there can be an article with which ``by`` may do this: for what is offered beside a list."""
    return any(may_in(by, row.right, language) for row in TABLE if row.act == act)


def within_reach(article: Article, language: str, revision: Revision | None, by: User) -> set[Act]:
    """The acts that ``by`` can take now or once they have changed the text: the buttons of a form."""
    rows = [row for row in TABLE if may(by, row.right, article, language)]
    stage, state = stage_of(revision), article.state_in(language)
    after_saving = {row.to for row in rows if row.act == Act.SAVED and row.starts_at(stage, state)}
    return {row.act for row in rows for start in {stage, *after_saving} if row.starts_at(start, state)}


def _what_moved(article, language, seen):
    if seen not in State.values:
        return _("It is not known where this language stood when you opened this page.")
    state = article.state_in(language)
    column = "withdrawn_at" if state == State.WITHDRAWN else "published_at"
    at = getattr(article, f"{column}_{language}")
    return MOVED[state] % {
        "at": at and date_format(localtime(at), "DATETIME_FORMAT"),
        "reason": getattr(article, f"withdrawal_reason_{language}"),
    }


def stage_of(revision: Revision | None):
    """Where a revision stands in the table."""
    if revision is None:
        return MISSING
    return PUBLISHED if revision.published_at else revision.stage

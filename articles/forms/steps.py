"""How far a text has come on its way to readers, as the line above it shows it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from articles.enums import Stage, State

STAGES = [Stage.DRAFT, Stage.IN_REVIEW, Stage.APPROVED]


@dataclass(frozen=True)
class Step:
    """``place`` is done, current or to_come; ``name`` that of a stage or state."""

    name: str
    label: str
    place: str
    at: datetime | None = None
    #: Whether readers see an earlier text meanwhile, or will.
    is_of_earlier: bool = False


def steps_of(text) -> list[Step]:
    """The steps of the form of a text: its three stages, then what readers see of the language."""
    reached = len(STAGES) if text.stage is None else STAGES.index(text.stage)
    if text.state == State.MISSING:
        reached = -1
    return [*(_stage(number, stage, reached) for number, stage in enumerate(STAGES)), _last(text, reached)]


def _stage(number, stage, reached):
    return Step(stage.value, stage.label, _place(number, reached))


def _last(text, reached):
    is_shown = text.state in {State.SCHEDULED, State.LIVE, State.WITHDRAWN}
    name, label = (text.state, text.state.label) if is_shown else (State.LIVE, _("published"))
    at = text.article_time if is_shown else None
    is_current = reached == len(STAGES)
    place = "current" if is_current else "to_come"
    return Step(State(name).value, label, place, at, is_of_earlier=is_shown and not is_current)


def _place(number, reached):
    if number == reached:
        return "current"
    return "done" if number < reached else "to_come"

"""One language of a made article: its revisions, and its live columns as ``workflow`` would leave them."""

from datetime import datetime, timedelta
from random import Random

from articles.enums import Act, CorrectionKind, OtherEdition, Stage, State
from articles.live_text import copy_text
from articles.models import Article, Correction, LogEntry, Revision
from portal.bilingual.languages import other

from .prose import Prose

STATES = [State.LIVE, State.DRAFT, State.WITHDRAWN, State.SCHEDULED]
STATE_WEIGHTS = [93, 4, 2, 1]
#: How far drafts have come, and the acts that brought them there.
STAGE_WEIGHTS = {Stage.DRAFT: 60, Stage.IN_REVIEW: 30, Stage.APPROVED: 10}
ACTS_OF_STAGE = {
    Stage.DRAFT: [],
    Stage.IN_REVIEW: [Act.SUBMITTED],
    Stage.APPROVED: [Act.SUBMITTED, Act.APPROVED],
}
REVISED = 0.35
#: Of what was revised: the share that says something else since, and not only says it better.
MATERIAL = 0.3
CORRECTED = 0.1
#: Of the corrections that ask the other edition, those to which it has not answered.
OPEN = 0.02
CORRECTIONS = {
    "ar": "ذكرت صيغة سابقة من هذا النص المصنوع رقمًا غير صحيح.",
    "en": "An earlier version of this made text gave a wrong figure.",
}
UNAFFECTED = {"ar": "لم يرد الرقم فيها.", "en": "It does not give the figure."}
REASONS = {"ar": "نُشر قبل التحقق من مصدره.", "en": "Published before its source was checked."}


class Edition:
    """Draws where the language stands and what it says; ``rows`` gives what is to be stored of it."""

    def __init__(self, article: Article, prose: Prose, random: Random, *, at: datetime, now: datetime):
        self.article = article
        self.language = prose.language
        self.state = random.choices(STATES, STATE_WEIGHTS)[0]
        self._random = random
        self._now = now
        self._at = now + timedelta(hours=random.randint(1, 500)) if self.state == State.SCHEDULED else at
        self._changed_at = min(at + timedelta(hours=random.randint(1, 90)), now)
        self._is_change_published = random.random() < 0.5
        first = prose.text()
        self.revisions = [self._revision(first, made_at=at)]
        if random.random() < REVISED:
            second = prose.rewritten(first)
            is_minor = random.random() >= MATERIAL
            self.revisions.append(
                self._revision(second, number=2, is_minor=is_minor, made_at=self._changed_at)
            )
        self._publish()
        # A chance of its own: the rest of the archive stays what its seed has always made.
        self._chance = Random(f"{at} {self.language}")  # noqa: S311 -- a made record
        is_changed = self.revisions[-1].published_at and len(self.revisions) > 1
        self._is_corrected = bool(is_changed) and self._chance.random() < CORRECTED

    def corrections(self):
        """The public record of it, if there is any; the article must be complete in both languages."""
        if not self._is_corrected:
            return
        is_live = self.state == State.LIVE
        yield Correction(
            article=self.article,
            language=self.language,
            kind=self._chance.choice(CorrectionKind.values),
            text=CORRECTIONS[self.language],
            at=self._changed_at,
            revision=self.revisions[-1],
            shown_at=self._changed_at if is_live else None,
            **self._answer_of_other(),
        )

    def follow(self, original: "Edition"):
        """Every text of this edition was made from the first of the other one, which may say more since.

        The revisions must have their keys.
        """
        for revision in self.revisions:
            revision.translated_from = original.revisions[0]
        followed, *later = original.revisions
        overtaking = [row for row in later if row.published_at and not row.is_minor]
        if overtaking and original.state == State.LIVE and self.state != State.WITHDRAWN:
            self._set(stale_since=overtaking[0].published_at, follows_at=followed.published_at)

    def log(self):
        """What the log says of it; the revisions must have their keys."""
        for revision in self.revisions:
            yield self._entry(Act.SAVED, at=revision.made_at, revision=revision)
            if revision.published_at:
                act = self._act_of_showing(revision)
                yield self._entry(act, at=revision.published_at, revision=revision)
            else:
                for act in ACTS_OF_STAGE[revision.stage]:
                    yield self._entry(act, at=revision.made_at, revision=revision)
        if self.state == State.WITHDRAWN:
            yield self._entry(Act.WITHDREW, at=self._now, note=REASONS[self.language])

    def _answer_of_other(self):
        if not self.article.is_live_in(other(self.language)):
            return {"other_edition": OtherEdition.NOT_ASKED}
        if self._chance.random() < OPEN:
            return {"other_edition": OtherEdition.OPEN}
        reason = UNAFFECTED[other(self.language)]
        answered = {"other_edition": OtherEdition.NOT_AFFECTED, "reason": reason}
        return answered | {"answered_at": self._changed_at}

    def _act_of_showing(self, revision):
        if self._is_corrected and revision is self.revisions[-1]:
            return Act.CORRECTED
        return Act.SCHEDULED if self.state == State.SCHEDULED else Act.PUBLISHED

    def _revision(self, text, number=1, **more):
        return Revision(article=self.article, language=self.language, number=number, **text, **more)

    def _publish(self):
        if self.state == State.DRAFT:
            stages, weights = list(STAGE_WEIGHTS), list(STAGE_WEIGHTS.values())
            self.revisions[-1].stage = self._random.choices(stages, weights)[0]
            return
        first, *second = self.revisions
        self._set(published_at=self._at)
        _approve(first, min(self._at, self._now))
        shown = first
        if second and self.state != State.SCHEDULED and self._is_change_published:
            shown = second[0]
            _approve(shown, self._changed_at)
            self._set(changed_at=self._changed_at)
        copy_text(self.article, shown)
        if self.state == State.WITHDRAWN:
            self._set(withdrawn_at=self._now, withdrawal_reason=REASONS[self.language])

    def _set(self, **columns):
        for name, value in columns.items():
            setattr(self.article, f"{name}_{self.language}", value)

    def _entry(self, act, **more):
        return LogEntry(article=self.article, language=self.language, act=act, **more)


def _approve(revision, published_at):
    revision.stage, revision.published_at = Stage.APPROVED, published_at

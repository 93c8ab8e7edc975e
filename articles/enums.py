from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ArticleKind(models.TextChoices):
    NEWS = "news", pgettext_lazy("article kind", "news")
    ANALYSIS = "analysis", pgettext_lazy("article kind", "analysis")
    OPINION = "opinion", pgettext_lazy("article kind", "opinion")
    INTERVIEW = "interview", pgettext_lazy("article kind", "interview")
    STATEMENT = "statement", pgettext_lazy("article kind", "statement")


class State(models.TextChoices):
    """Where one language of an article stands; computed from its columns, never stored."""

    MISSING = "missing", _("missing")
    DRAFT = "draft", _("draft")
    SCHEDULED = "scheduled", _("scheduled")
    LIVE = "live", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Stage(models.TextChoices):
    """How far a revision has come on its way to readers. A published one is approved by that."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    APPROVED = "approved", _("approved")


#: The stages of a text that is on its way: its writer can't change it any more.
WAITING_STAGES = (Stage.IN_REVIEW, Stage.APPROVED)


class Act(models.TextChoices):
    """What the log of the workflow records."""

    SAVED = "saved", _("saved a revision")
    RESTORED = "restored", _("restored a revision")
    SUBMITTED = "submitted", _("sent for review")
    SENT_BACK = "sent_back", _("sent back with a note")
    APPROVED = "approved", pgettext_lazy("act", "approved")
    SCHEDULED = "scheduled", pgettext_lazy("act", "scheduled")
    PUBLISHED = "published", pgettext_lazy("act", "published")
    CORRECTED = "corrected", _("corrected")
    ANSWERED = "answered", _("answered a correction of the other edition")
    CHECKED = "checked", _("found up to date")
    UNSCHEDULED = "unscheduled", _("took back the schedule")
    WITHDREW = "withdrew", _("withdrew")
    SHARED = "shared", _("changed what both languages share")
    LINKED = "linked", _("made a preview link")
    UNLINKED = "unlinked", _("revoked a preview link")
    EVIDENCE = "evidence", pgettext_lazy("act", "linked as evidence")
    NO_EVIDENCE = "no_evidence", pgettext_lazy("act", "no longer linked as evidence")
    PLACED = "placed", _("placed on the front page")
    UNPLACED = "unplaced", _("took off the front page")
    ANNOUNCED = "announced", _("announced as breaking news")
    LINE_ENDED = "line_ended", _("ended the breaking news")


class Slot(models.TextChoices):
    """A place of the front page that editors may fill; in the order in which a reader meets them."""

    LEAD = "lead", pgettext_lazy("place on the front page", "lead")
    FEATURED_1 = "featured_1", _("featured, first")
    FEATURED_2 = "featured_2", _("featured, second")
    FEATURED_3 = "featured_3", _("featured, third")


class CorrectionKind(models.TextChoices):
    """What a public record says of a published text."""

    CORRECTION = "correction", pgettext_lazy("public record", "correction")
    CLARIFICATION = "clarification", pgettext_lazy("public record", "clarification")
    UPDATE = "update", pgettext_lazy("public record", "update")
    NOTE = "note", pgettext_lazy("public record", "editor’s note")
    RETRACTION = "retraction", pgettext_lazy("public record", "retraction")
    REPLY = "reply", pgettext_lazy("public record", "reply")


class OtherEdition(models.TextChoices):
    """What the other edition says to a correction of this one."""

    NOT_ASKED = "not_asked", _("not asked: it was not published")
    OPEN = "open", _("open")
    SAME = "same", _("the same correction")
    NOT_AFFECTED = "not_affected", _("not affected")


class BylineRole(models.TextChoices):
    """What somebody did for an article, as it stands before the name."""

    AUTHOR = "author", pgettext_lazy("by-line", "By")
    REPORTING = "reporting", pgettext_lazy("by-line", "Additional reporting")
    TRANSLATION = "translation", pgettext_lazy("by-line", "Translation")
    PICTURES = "pictures", pgettext_lazy("by-line", "Pictures")


class MentionRole(models.TextChoices):
    SUBJECT = "subject", _("subject")
    PASSING = "passing", _("in passing")

"""The part of a text's form that takes it on: which buttons it has, which one was pressed, and what for."""

from itertools import takewhile

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.enums import Act, Stage, State
from articles.live_text import LATEST
from articles.models import LogEntry
from articles.rights import is_own
from articles.transitions import NEEDS_NOTE, EditConflict, WorkflowError, require, within_reach
from portal.bilingual.admin import language_name

from .behind import BehindForm

#: The names of the buttons, before the language.
BUTTONS = {
    "_submit": Act.SUBMITTED,
    "_send_back": Act.SENT_BACK,
    "_approve": Act.APPROVED,
    "_publish": Act.PUBLISHED,
    "_schedule": Act.SCHEDULED,
    "_unschedule": Act.UNSCHEDULED,
    "_check": Act.CHECKED,
}
#: The acts that take a text on or back, of which the page tells the last few.
MOVES = [*(act for act in BUTTONS.values() if act != Act.CHECKED), Act.CORRECTED, Act.WITHDREW]
#: The acts whose note is for the next who works on the text.
TAKES_NOTE = {Act.SENT_BACK, Act.SUBMITTED, Act.APPROVED}
#: The acts that show a text to readers: they are for one who knows where the language stands.
SHOWS = {Act.SCHEDULED, Act.PUBLISHED, Act.CORRECTED}
#: The acts that say by themselves what becomes of a time of publication.
SETTLES_TIME = {Act.SCHEDULED, Act.PUBLISHED, Act.UNSCHEDULED}
ACTS_SHOWN = 3


class ActsForm(BehindForm):
    """For a form that has an ``article``, a ``language``, its ``newest`` revision and a ``user``."""

    #: Where the language stood, as a ``State``, on the page that was sent.
    seen_state = forms.CharField(required=False, widget=forms.HiddenInput)
    publish_at = forms.DateTimeField(
        label=gettext_lazy("publish at"),
        required=False,
        input_formats=["%Y-%m-%dT%H:%M"],
        # The browser sends back what it held when the page was opened: that tells what was typed.
        show_hidden_initial=True,
        help_text=gettext_lazy("Kuwait time. Leave it empty to publish at once."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "dir": "ltr"}, format="%Y-%m-%dT%H:%M"),
    )
    note = forms.CharField(
        label=gettext_lazy("note"),
        max_length=300,
        required=False,
        help_text=gettext_lazy(
            "Kept in the history, and read by whoever works on the text next. Needed to send a text back."
        ),
        widget=forms.TextInput(attrs={"class": "vTextField", "dir": "auto"}),
    )

    def close_acts(self):
        """Take away what serves no act that is within reach."""
        self.fields["note"].disabled = not self.acts
        if Act.SCHEDULED not in self.acts:
            del self.fields["publish_at"]

    @property
    def pressed(self):
        """The act whose button sent the form, or None where it was only saved."""
        return next((act for name, act in BUTTONS.items() if f"{name}_{self.language}" in self.data), None)

    @cached_property
    def asked(self):
        """The act that was asked for, and what its verb needs."""
        act = self.pressed
        if act == Act.SCHEDULED:
            return act, {"at": self.cleaned_data["publish_at"], "seen": self.cleaned_data["seen_state"]}
        if act == Act.PUBLISHED:
            return act, {"seen": self.cleaned_data["seen_state"]}
        if act == Act.CHECKED:
            return self.asked_to_check
        return act, {"note": self.cleaned_data["note"]} if act in TAKES_NOTE else {}

    @cached_property
    def reach(self):
        return within_reach(self.article, self.language, self.newest or None, self.user)

    @cached_property
    def acts(self):
        """The acts for which the form shows a button: not what has been done to the text as it stands."""
        acts = self.reach - {Act.CHECKED}  # offered where the other language has moved on, and only there
        if self.stage == Stage.APPROVED:
            acts.discard(Act.APPROVED)
        if self.stage is None and self.state == State.SCHEDULED:
            acts.discard(Act.SUBMITTED)
        return acts

    @property
    def state_seen(self):
        """Where the language stands to the knowledge of whoever has the page before them."""
        if not self.is_bound or self.is_moved:
            return self.article.state_in(self.language)
        return self.cleaned_data.get("seen_state", "")

    @property
    def is_moved(self):
        """Whether an act was refused because the language stands otherwise than the page has shown."""
        return self.has_error(NON_FIELD_ERRORS, code="moved")

    @cached_property
    def why_closed(self):
        """Why the text can only be read, in words; empty where it can be written."""
        try:
            require(Act.SAVED, self.article, self.language, self.newest or None, self.user)
        except PermissionDenied:
            return self._why_not_theirs()
        except WorkflowError as error:
            return " ".join([_("You can only read this text."), *error.messages])
        return ""

    @property
    def stage(self):
        """How far a text has come that readers don't see, or nothing where they see the newest."""
        return None if not self.newest or self.newest.published_at else Stage(self.newest.stage)

    @property
    def next_act(self):
        """The button, by its name, that takes the text on from where it stands; empty where there is none."""
        ways = {
            Stage.DRAFT: [Act.SUBMITTED, Act.PUBLISHED],
            Stage.IN_REVIEW: [Act.APPROVED],
            Stage.APPROVED: [Act.PUBLISHED],
        }
        open_ways = [act for act in ways.get(self.stage, []) if act in self.acts]
        return open_ways[0] if open_ways else ""

    @property
    def is_returned(self):
        return bool(self.stage == Stage.DRAFT and self.last_acts and self.last_acts[0].act == Act.SENT_BACK)

    @cached_property
    def last_acts(self):
        """Who took on or back, since its last publication, a text that readers don't see; newest first."""
        if self.stage is None and self.state != State.WITHDRAWN:
            return []
        log = LogEntry.objects.filter(article=self.article, language=self.language, act__in=MOVES)
        acts = log.select_related("by")[:ACTS_SHOWN]
        return list(takewhile(lambda entry: entry.act not in {Act.PUBLISHED, Act.CORRECTED}, acts))

    def clean_act(self):
        """Refuse an act that is not theirs or not now, or that lacks what it needs; what was typed stays."""
        if self.pressed in SHOWS and (moved := self._what_moved()):
            self.add_error(None, ValidationError(moved, code="moved"))
            return
        if self.pressed in NEEDS_NOTE and not self.cleaned_data.get("note"):
            self.add_error("note", NEEDS_NOTE[self.pressed])
        if self.pressed == Act.CHECKED:
            self.clean_check()
        elif self.pressed and self.pressed not in self.acts:
            self.add_error(None, self.refusal_of(self.pressed))
        elif "publish_at" in self.fields and not self.has_error("publish_at"):
            self._clean_time()

    def _what_moved(self):
        """Where the language stands now, in words, if the page that was sent has shown otherwise."""
        seen = self.cleaned_data.get("seen_state", "")
        try:
            require(self.pressed, self.article, self.language, self.newest or None, self.user, seen=seen)
        except EditConflict as error:
            told = _("Nothing was saved; what you typed is still here. Look again before you go on.")
            return " ".join([*error.messages, told])
        except (PermissionDenied, WorkflowError):
            return ""
        return ""

    def _clean_time(self):
        """A time of publication is never dropped in silence, nor taken for another than the one meant."""
        at, now = self.cleaned_data["publish_at"], timezone.now()
        is_changed = "publish_at" in self.changed_data
        if self.pressed == Act.SCHEDULED and not at:
            self._refuse_time(_("Choose the day and time of publication."))
        elif self.pressed == Act.UNSCHEDULED:
            return
        elif at and at <= now and (is_changed or self.pressed in SETTLES_TIME):
            self._refuse_time(
                _("This time has passed. Choose one that is still to come, or leave it empty to publish now.")
            )
        elif at and at > now + LATEST:
            self._refuse_time(_("This time is years ahead. Look at the year."))
        elif self.pressed == Act.PUBLISHED and at:
            self._refuse_time(
                _("To publish at this time, press “Schedule”. To publish now, empty this field first.")
            )
        elif is_changed and self.pressed not in SETTLES_TIME:
            self._refuse_time(
                _("The time was not changed: press “Schedule”.")
                if at
                else _("The schedule was not taken back: press “Unschedule”.")
            )

    def _refuse_time(self, message):
        self.add_error("publish_at", ValidationError(message, code="time"))

    def _why_not_theirs(self):
        words = {"language": language_name(self.language)}
        if not self.user.holds(self.language):
            return _("You can only read this text: you don’t work in %(language)s.") % words
        if not is_own(self.user, self.article):
            return _("You can only read this text: it is not your draft.")
        if self.state == State.SCHEDULED:
            return _("You can only read this text: its publication is scheduled.")
        return _("You can only read this text: it has been published.")

    def refusal_of(self, act):
        """Why an act is not theirs, or not now; empty where it can be done."""
        try:
            require(act, self.article, self.language, self.newest or None, self.user)
        except PermissionDenied:
            return _("You don’t have the right to do this in this language.")
        except WorkflowError as error:
            return " ".join(error.messages)
        return ""

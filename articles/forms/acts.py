"""The part of a text's form that takes it on: which buttons it has, which one was pressed, and what for."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.enums import Act, Stage
from articles.models import LogEntry
from articles.transitions import NEEDS_NOTE, WorkflowError, require, within_reach

#: The names of the buttons, before the language.
BUTTONS = {
    "_submit": Act.SUBMITTED,
    "_send_back": Act.SENT_BACK,
    "_approve": Act.APPROVED,
    "_publish": Act.PUBLISHED,
    "_correct": Act.CORRECTED,
    "_unschedule": Act.UNSCHEDULED,
}
#: The acts that take a text on or back.
MOVES = [*BUTTONS.values(), Act.SCHEDULED]


class ActsForm(forms.Form):
    """For a form that has an ``article``, a ``language``, its ``newest`` revision and a ``user``."""

    publish_at = forms.DateTimeField(
        label=gettext_lazy("publish at"),
        required=False,
        input_formats=["%Y-%m-%dT%H:%M"],
        help_text=gettext_lazy("Kuwait time. Leave it empty to publish at once."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "dir": "ltr"}, format="%Y-%m-%dT%H:%M"),
    )
    note = forms.CharField(
        label=gettext_lazy("note"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Kept in the history. Needed to send a text back and to correct it."),
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

    @property
    def asked(self):
        """The act that was asked for, and what its verb needs; a time still to come makes a schedule."""
        act, at = self.pressed, self.cleaned_data.get("publish_at")
        if act == Act.PUBLISHED and at:
            return (Act.SCHEDULED if at > timezone.now() else act), {"at": at}
        return act, {"note": self.cleaned_data["note"]} if act in NEEDS_NOTE else {}

    @cached_property
    def acts(self):
        """The acts for which the form shows a button."""
        return within_reach(self.article, self.language, self.newest or None, self.user)

    @cached_property
    def why_closed(self):
        """Why the text can only be read, in words; empty where it can be written."""
        return self._refusal(Act.SAVED)

    @property
    def stage(self):
        """How far a text has come that readers don't see, or nothing where they see the newest."""
        return None if not self.newest or self.newest.published_at else Stage(self.newest.stage)

    @property
    def is_returned(self):
        return self.stage == Stage.DRAFT and self.last_act and self.last_act.act == Act.SENT_BACK

    @cached_property
    def last_act(self):
        """The log's newest entry of a text that is not published: who sent it on or back, with what note."""
        if self.stage is None:
            return None
        log = LogEntry.objects.filter(article=self.article, language=self.language, act__in=MOVES)
        return log.select_related("by").first()

    def clean_act(self):
        """Refuse an act that is not theirs or not now, or that lacks its note; what was typed stays."""
        if self.pressed in NEEDS_NOTE and not self.cleaned_data.get("note"):
            self.add_error("note", NEEDS_NOTE[self.pressed])
        if self.pressed and self.pressed not in self.acts:
            self.add_error(None, self._refusal(self.pressed))

    def _refusal(self, act):
        """Why an act is not theirs, or not now; empty where it can be done."""
        try:
            require(act, self.article, self.language, self.newest or None, self.user)
        except PermissionDenied:
            return _("You don’t have the right to do this in this language.")
        except WorkflowError as error:
            return " ".join(error.messages)
        return ""

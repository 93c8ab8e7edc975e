"""The question that a text which readers see asks when it is changed: is this a correction?"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.text import Truncator, capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.enums import Act, CorrectionKind, OtherEdition, State
from articles.live_text import is_shown
from articles.models import Revision
from articles.models.correction import LONGEST_TEXT
from articles.rights import Right, may
from articles.transitions import NEEDS_NOTE
from portal.bilingual.languages import direction, other
from portal.bilingual.text import has_words

from .acts import ActsForm
from .leading import leading_to

#: Of a question: that the change makes no record.
NO_RECORD = "none"
KINDS = [
    ("", gettext_lazy("— choose —")),
    (NO_RECORD, gettext_lazy("no: an ordinary update without a public record")),
    *CorrectionKind.choices,
]


class CorrectionForm(forms.Form):
    """What the public record of a change will say, and what is to become of the other edition.

    ``asking`` are those of ``opened`` that the other edition made: this one has yet to answer them.
    """

    kind = forms.ChoiceField(
        label=gettext_lazy("Is this change a correction?"), choices=KINDS, required=False
    )
    text = forms.CharField(
        label=gettext_lazy("text for readers"),
        max_length=LONGEST_TEXT,
        required=False,
        help_text=gettext_lazy(
            "One or two sentences: what was wrong, and what is right. They stand below the text, in the log "
            "of corrections and in its feed, and are never changed."
        ),
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )
    answers = forms.TypedMultipleChoiceField(
        label=gettext_lazy("This is the same correction as"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": gettext_lazy("This correction of the other edition was answered already.")
        },
    )
    other_edition = forms.ChoiceField(
        label=gettext_lazy("The other edition"),
        choices=[
            (OtherEdition.OPEN, gettext_lazy("is under review: readers are told, and the desk is reminded")),
            (OtherEdition.NOT_AFFECTED, gettext_lazy("is not affected")),
        ],
        initial=OtherEdition.OPEN,
        required=False,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why it is not affected"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField", "dir": "auto"}),
    )

    def __init__(self, data, *, article, language, user, opened):
        super().__init__(data, prefix=f"{language}-correction")
        self.language = language
        self.asking = [row for row in opened if row.language == other(language)]
        self.fields["text"].widget.attrs |= {"lang": language, "dir": direction(language)}
        self.fields["answers"].choices = [(row.pk, named(row)) for row in self.asking]
        self.asks_other = article.is_live_in(other(language))
        if not (self.asks_other and may(user, Right.CORRECT, article, other(language))):
            del self.fields["other_edition"], self.fields["reason"]
        if not may(user, Right.CORRECT, article, language):
            self.fields["kind"].choices = KINDS[:2]

    @property
    def place(self):
        """The id of the question on the page."""
        return f"{self.prefix}-question"

    @property
    def chosen(self):
        """What was chosen as its kind, known or not; empty where nothing was."""
        return self.data.get(self.add_prefix("kind"), "") if self.is_bound else ""

    @property
    def is_record(self):
        return self.chosen in CorrectionKind.values

    @property
    def says_anything(self):
        """Whether something would be lost, were the question passed over."""
        return self.is_record or has_words(self.data.get(self.add_prefix("text"), ""))

    @property
    def record(self):
        """What ``correcting.correct`` needs."""
        typed, picked = self.cleaned_data, self.cleaned_data.get("answers", [])
        is_unaffected = typed.get("other_edition") == OtherEdition.NOT_AFFECTED
        return {
            "kind": CorrectionKind(typed["kind"]),
            "text": typed["text"],
            "answers": [row for row in self.asking if row.pk in picked],
            "unaffected": typed["reason"] if is_unaffected else "",
        }

    def clean(self):
        typed = super().clean()
        if not self.is_record:
            if self.says_anything or typed.get("answers"):
                self.add_error("kind", _("Choose what this is, so that readers find it in the record."))
            return typed
        if "text" in typed and not has_words(typed["text"]):
            self.add_error("text", _("Write what readers will see in the record."))
        is_unaffected = typed.get("other_edition") == OtherEdition.NOT_AFFECTED and not typed.get("answers")
        if is_unaffected and "reason" in typed and not has_words(typed["reason"]):
            self.add_error("reason", NEEDS_NOTE[Act.ANSWERED])
        return typed

    def ask(self):
        """Say at the field that nothing was chosen yet."""
        self.add_error("kind", _("Readers see this text. Say whether the change is a correction."))


class CorrectingForm(ActsForm):
    """Publishing a change that is not minor of a text that readers see asks the question first."""

    #: Set by the form of the article: the corrections of either edition that the other has yet to answer.
    opened_corrections = ()

    @cached_property
    def correction(self):
        """The question, or None where nothing that readers see can be changed from here.

        What was typed into it is kept for its writer whatever has become of the language since.
        """
        was_asked = f"{self.language}-correction-kind" in self.data
        if not (self.is_correctable or was_asked):
            return None
        data = self.data if self.is_bound else None
        user, opened = self.user, self.opened_corrections
        question = CorrectionForm(
            data, article=self.article, language=self.language, user=user, opened=opened
        )
        return question if self.is_correctable or question.says_anything else None

    @property
    def is_correctable(self):
        return self.state == State.LIVE and Act.PUBLISHED in self.acts

    @property
    def pressed(self):
        """With a record, publishing is correcting."""
        act = super().pressed
        return (
            Act.CORRECTED if act == Act.PUBLISHED and self.correction and self.correction.is_record else act
        )

    @property
    def asked(self):
        act, more = super().asked
        if act == Act.CORRECTED:
            more = self.correction.record | {"seen": self.cleaned_data["seen_state"]}
        return act, more

    def clean_act(self):
        super().clean_act()
        if self.correction is None or self.is_moved:
            return
        if not self.is_correctable:
            self._refuse(_("Readers don’t see this text now: it takes no public record. Empty that first."))
        elif self.pressed not in {Act.PUBLISHED, Act.CORRECTED}:
            self._keep_record()
        elif not self.correction.is_valid():
            self._refuse(_("The record of this change is not complete. See below."))
        elif not self.correction.chosen and self._is_material():
            self.correction.ask()
            self._refuse(_("Is this change a correction? Choose below, then publish again."))

    def _keep_record(self):
        """What was typed into the question is not dropped in silence."""
        if self.correction.says_anything:
            self._refuse(_("The public record is made on publishing: press “Save and publish”, or empty it."))

    def _refuse(self, message):
        message = leading_to(self.correction.place, message)
        self.add_error(None, ValidationError(message, code="correction"))

    def _is_material(self):
        """Whether more than spelling would change for readers; not asked while there are other errors."""
        if self.errors:
            return False
        if self.is_changed and not self.cleaned_data["is_minor"]:
            return True
        if not self.is_changed and is_shown(self.article, self.newest):
            return False
        return Revision.objects.material_since_shown([self.article], self.language).exists()


def named(correction):
    """Its kind, day and first words, for somebody to choose it by."""
    language, day = correction.language, date_format(localtime(correction.at), "j F Y")
    return format_html(
        '{} · {} <bdi lang="{}" dir="{}">{}</bdi>',
        capfirst(correction.get_kind_display()),
        day,
        language,
        direction(language),
        Truncator(correction.text).chars(80),
    )

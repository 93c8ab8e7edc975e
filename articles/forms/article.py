from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from articles import workflow
from articles.consistency import differences
from articles.models import Correction
from portal.bilingual.admin import language_name, languages_of_editor
from portal.bilingual.languages import other

from .evidence import EvidenceForm
from .found import FoundForm
from .leading import leading_to
from .seen_number import LARGEST_NUMBER
from .shared import CONFLICT_PLACE, SHARED_FIELDS, SHARED_PLACE, SharedForm
from .text import TextForm

#: Letters of both bodies together, markup included; beyond them the comparison would be waited for.
LONGEST_COMPARED = 60_000
MOST_DIFFERENCES = 10


class ArticleForm(SharedForm):
    """What both languages share, and in ``texts`` the form of each language.

    The model's text columns are the live text and are no fields of this form: only ``workflow`` writes them.
    """

    #: Set by the admin: whoever the form is for.
    user = None
    #: Set by the admin: why a verb refused while this form was being saved, by language.
    refusals = {}

    shared_version = forms.IntegerField(
        min_value=0, max_value=LARGEST_NUMBER, required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields["shared_version"].initial = self.instance.shared_version
        data = self.data if self.is_bound else None
        self.texts = {
            language: TextForm(data, article=self.instance, language=language, user=self.user)
            for language in languages_of_editor()
        }
        opened = Correction.objects.open_of(self.instance) if self.instance.pk else ()
        for language, text in self.texts.items():
            text.opened_corrections = opened
            text.other_text = self.texts[other(language)]
            text.name_original(text.other_text.newest)
        self.found = FoundForm(data, article=self.instance, user=self.user)
        self.evidence = EvidenceForm(data, article=self.instance, user=self.user)
        self.is_shared_claimed = False
        #: The revision of each language that this form saved or showed; filled by ``save_texts``.
        self.revisions = {}

    @property
    def media(self):
        return super().media + self.own_text.media + self.found.media

    @property
    def own_text(self):
        """The text of the language that the editor works in."""
        return next(iter(self.texts.values()))

    @property
    def saved_at(self):
        """When anything of the two texts was saved last."""
        return max((text.newest.made_at for text in self.texts.values() if text.newest), default=None)

    @property
    def is_read_only(self):
        """Whether there is nothing here that the user could save or do."""
        may_share = any(not self.fields[name].disabled for name in SHARED_FIELDS if name in self.fields)
        return not may_share and not any(text.acts for text in self.texts.values())

    @property
    def seen_version(self):
        """The shared part to start from next: a newer one counts as seen only once the page shows it."""
        if not self.is_bound or self.has_shared_conflict:
            return self.instance.shared_version
        return self.cleaned_data.get("shared_version") or 0

    @cached_property
    def differences(self):
        """What only one of the two newest texts says, by its language: the first few, and how many more.

        Texts that take long to read are left to their writers: the form must open.
        """
        newest = {language: text.newest for language, text in self.texts.items()}
        if not all(newest.values()) or sum(len(text.body) for text in newest.values()) > LONGEST_COMPARED:
            return []
        found = differences(newest["ar"].text, newest["en"].text)
        of_language = {code: [one for one in found if one.language == code] for code in newest}
        return [
            (code, ones[:MOST_DIFFERENCES], len(ones[MOST_DIFFERENCES:]))
            for code, ones in of_language.items()
            if ones
        ]

    @property
    def is_in_conflict(self):
        """Whether the page shows texts of two writers beside each other."""
        return self.shows_shared_conflict or any(text.conflict for text in self.texts.values())

    def clean(self):
        cleaned = super().clean()
        for text in self.texts.values():
            text.full_clean()
        for language, refusal in self.refusals.items():
            self._tell(language, refusal)
        for language, text in self.texts.items():
            if text.errors:
                message = _("The text in %(language)s was not saved. See the note above it.")
                if not text.non_field_errors():
                    message = _("The text in %(language)s was not saved. See the marked field.")
                words = message % {"language": language_name(language)}
                self.add_error(None, leading_to(text.place_of_error, words))
        for message in (*self.found.non_field_errors(), *self.evidence.non_field_errors()):
            self.add_error(None, leading_to(SHARED_PLACE, message))
        self._focus_first_error()
        if not self.instance.pk and not self.errors and not self._has_any_text():
            message = _("Write a headline in at least one language.")
            self.add_error(None, leading_to(f"{self.own_text['headline'].auto_id}-place", message))
        if self.has_shared_conflict:
            message = _(
                "Somebody else, or you in another window, changed what both languages share. "
                "Compare below, then save again."
            )
            message = leading_to(CONFLICT_PLACE, message)
            self.add_error(None, ValidationError(message, code="shared_conflict"))
        return cleaned

    def claim_shared(self, *, by):
        """Take the turn to write what both languages share, once for the whole form; raises EditConflict."""
        if not self.is_shared_claimed:
            workflow.change_shared(
                self.instance, by=by, started_from=self.cleaned_data["shared_version"] or 0
            )
            self.is_shared_claimed = True

    @property
    def newest_texts(self):
        """The newest text of each language that has one, as it is stored."""
        newest = {language: text.newest for language, text in self.texts.items()}
        return {language: revision.text for language, revision in newest.items() if revision}

    def save_texts(self, article, *, by):
        self.revisions = {language: text.save(article, by=by) for language, text in self.texts.items()}

    def _tell(self, language, refusal):
        """Show each part of a refusal at the field that it speaks of, where the page has that."""
        text = self.texts.get(language)
        for name, errors in getattr(refusal, "error_dict", {None: refusal}).items():
            if name in self.fields or text is None:
                self.add_error(name, errors)
            else:
                text.add_error(name if name in text.fields else None, errors)

    def _focus_first_error(self):
        wrong = [field for text in self.texts.values() for field in text.wrong_fields]
        if wrong:
            wrong[0].field.widget.attrs["autofocus"] = True

    def _has_any_text(self):
        return any(text.is_changed for text in self.texts.values())

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from articles import texts
from articles.conflicts import Choice, TextConflict
from articles.models import Revision
from articles.models.article import TEXT_FIELDS
from articles.richtext import TextTooLong

from .seen_number import SeenNumber

CHOICES = {choice.value: choice for choice in Choice}


class ConflictForm(forms.Form):
    """What the form of a text does when another revision came in while it was being written.

    ``started_from`` is the number of the revision that the editor has seen. After a conflict that is the one
    shown beside the typed text, ``begun_from`` is the one that the typed text was begun from, and
    ``choose_<field>`` says what is kept of a field. A further collision asks again and forgets nothing.
    Subclasses have ``article``, ``language``, ``user`` and the fields of a text.
    """

    started_from = SeenNumber()
    begun_from = SeenNumber()

    @cached_property
    def newest(self):
        revisions = Revision.objects.select_related("author", "translated_from", "checked_against")
        return self.article.pk and revisions.newest(self.article, self.language)

    @property
    def is_own_newest(self):
        """Whether the newest revision is the user's: the other writer may be a second window of theirs."""
        return bool(self.newest) and self.newest.author_id == self.user.pk

    @property
    def newest_number(self):
        return self.newest.number if self.newest else 0

    @property
    def started_from_number(self):
        return self.cleaned_data.get("started_from") or 0

    @property
    def begun_from_number(self):
        return self.cleaned_data["begun_from"] if self.is_resolving else self.started_from_number

    @property
    def seen_number(self):
        """The revision to start from next: a newer one counts as seen only once the page shows it."""
        if not self.is_bound or any(map(self.has_error_of, ("conflict", "overtaken"))):
            return self.newest_number
        return self.started_from_number

    @property
    def is_overtaken(self):
        return self.started_from_number != self.newest_number

    @property
    def is_resolving(self):
        return self.cleaned_data.get("begun_from") is not None

    @cached_property
    def base(self):
        """The revision that the typed text was begun from; None where there was none or none is known."""
        return self._revision(self.begun_from_number)

    @property
    def is_base_unknown(self):
        return self.begun_from_number != 0 and self.base is None

    @property
    def theirs(self):
        """The revision that came between, and that the page shows."""
        return self._revision(self.seen_number)

    @cached_property
    def typed(self):
        """What was typed, cleaned, whatever is chosen; None where it can't be stored as it is."""
        raw = {name: self.data.get(self.add_prefix(name), "") for name in TEXT_FIELDS}
        typed = {name: self.cleaned_data.get(name, raw[name]) for name in TEXT_FIELDS}
        try:
            return texts.cleaned_text(typed, self.language)
        except (TextTooLong, texts.TextRefused):
            return None

    @property
    def is_in_conflict(self):
        """From the refusal until all is chosen and saved; only of a form that was sent."""
        return self.is_bound and bool(self.newest) and (self.has_error_of("conflict") or self.is_resolving)

    @property
    def conflict(self):
        """The fields in three texts, for the page; None where there is nothing to choose."""
        return self._conflict if self.is_in_conflict and self.typed and self.theirs else None

    def resolve(self):
        """Put what the editor chose in the place of what was typed, or ask again."""
        if self.is_overtaken or not self.typed or not self.theirs:
            return
        if self._conflict.undecided:
            message = _("Choose what to keep in each field marked below. Nothing has been saved yet.")
            self.add_error(None, ValidationError(message, code="undecided"))
        else:
            self.cleaned_data |= self._conflict.resolved

    def join_who_wrote_the_same(self):
        """Both wrote the same: that is no conflict, and nothing to save."""
        if self.newest and not self.is_base_unknown and self.typed == self.newest.text:
            self.cleaned_data["started_from"] = self.newest.number

    def refuse_if_overtaken(self):
        if not self.is_overtaken or not self.typed:
            return
        message = _("Somebody else saved this text while you were writing. Yours is still here.")
        if self.is_own_newest:
            message = _(
                "Somebody else, or you in another window, saved this text while you were writing. "
                "Yours is still here."
            )
        if self.is_base_unknown:
            message = _("It is not known which revision this text was begun from. Yours is still here.")
        self.add_error(None, ValidationError(message, code="conflict"))

    def has_error_of(self, code):
        return self.has_error(NON_FIELD_ERRORS, code=code)

    @cached_property
    def _conflict(self):
        return TextConflict(
            language=self.language,
            base=self.base.text if self.base else {},
            mine=self.typed,
            theirs=self.theirs.text,
            choices=self._choices,
        )

    @property
    def _choices(self):
        said = {name: self.data.get(self.add_prefix(f"choose_{name}")) for name in TEXT_FIELDS}
        return {name: CHOICES[value] for name, value in said.items() if value in CHOICES}

    def _revision(self, number):
        if self.newest and number == self.newest.number:
            return self.newest
        same_text = Revision.objects.filter(article=self.article, language=self.language)
        return same_text.filter(number=number).first() if number > 0 and self.article.pk else None

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.conflicts import Choice, Field
from articles.enums import ArticleKind
from articles.models import Article, Picture, Topic

from .leading import leading_to

SHARED_FIELDS = ("kind", "topic", "picture")
#: The name of the hidden field that the page of a conflict sends.
RESOLVING = "resolves_shared"
#: The ids on the page of the shared part and of a conflict over it.
SHARED_PLACE, CONFLICT_PLACE = "shared-heading", "shared-conflict"


class SharedForm(forms.ModelForm):
    """What both languages share, and what becomes of it when somebody else changed it meanwhile.

    ``start-<field>`` carries what the page showed when it was opened. A field that the editor left alone is
    not written, whatever has become of it since. After a conflict ``choose_<field>`` says what is kept.
    """

    #: Set by the admin when somebody else changed the shared part while this form was being saved.
    has_shared_conflict = False

    class Meta:
        model = Article
        fields = SHARED_FIELDS

    @property
    def starts(self):
        """The hidden fields by name, as they were when the page was first opened."""
        if self.is_bound:
            return {f"start-{name}": self.data.get(f"start-{name}", "") for name in SHARED_FIELDS}
        return {f"start-{name}": _key(self.initial.get(name)) for name in SHARED_FIELDS}

    @property
    def is_resolving_shared(self):
        return self.is_bound and RESOLVING in self.data

    @property
    def shows_shared_conflict(self):
        return self.has_shared_conflict or self.is_resolving_shared

    @property
    def changed_shared(self):
        """The fields to write."""
        return [
            name
            for name in self.shared_fields
            if _key(self.cleaned_data[name]) != _key(self.initial.get(name))
        ]

    def clean(self):
        cleaned = super().clean()
        if lost := [name for name in SHARED_FIELDS if self._is_typed_in_vain(name)]:
            labels = ", ".join(str(Article._meta.get_field(name).verbose_name) for name in lost)
            message = _("Not saved: %(fields)s. You may not change what both languages share at this point.")
            message = leading_to(SHARED_PLACE, message % {"fields": labels})
            self.add_error(None, ValidationError(message, code="locked"))
        self.shared_fields = self._compared()
        undecided = False
        for name, field in self.shared_fields.items():
            decision = field.decision or (None if self.is_resolving_shared else Choice.MINE)
            if decision == Choice.THEIRS:
                cleaned[name] = getattr(self.instance, name)
            undecided = undecided or decision is None
        if undecided:
            message = _("Choose what to keep of what both languages share, then save again.")
            self.add_error(None, leading_to(CONFLICT_PLACE, message))
        return cleaned

    def shared_conflicts(self):
        """For each field that anybody changed: its label, the three values in words, and what is chosen."""
        return [
            {"field": field, "label": self.fields[name].label, **self._words(name, field)}
            for name, field in self.shared_fields.items()
            if field.mine != field.theirs
        ]

    def _is_typed_in_vain(self, name):
        """Whether a field that has become one to read was changed on the page that was sent."""
        if name in self.fields or name not in self.data:
            return False
        stored = _key(Article._meta.get_field(name).value_from_object(self.instance))
        return self.data[name] not in {self.data.get(f"start-{name}", stored), stored}

    def _compared(self):
        fields = {}
        for name in SHARED_FIELDS:
            if name in self.cleaned_data:
                mine, theirs = _key(self.cleaned_data[name]), _key(self.initial.get(name))
                base, said = self.data.get(f"start-{name}"), self.data.get(f"choose_{name}")
                choice = Choice(said) if said in {Choice.MINE, Choice.THEIRS} else None
                fields[name] = Field(name, base, mine, theirs, choice)
        return fields

    def _words(self, name, field):
        values = {"mine": field.mine, "theirs": field.theirs, "base": field.base or ""}
        if name == "kind":
            words = dict(ArticleKind.choices)
        else:
            keys = [key for key in values.values() if key.isascii() and key.isdecimal() and len(key) < 10]
            model = {"topic": Topic, "picture": Picture}[name]
            words = {str(key): thing for key, thing in model.objects.in_bulk(keys).items()}
        return {side: words.get(key, "") for side, key in values.items()}


def _key(value):
    return "" if value is None else str(getattr(value, "pk", value))

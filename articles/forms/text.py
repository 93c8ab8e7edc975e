from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from articles import texts, workflow
from articles.enums import State
from articles.models import Autosave, Revision
from articles.models.article import TEXT_FIELDS
from articles.richtext import TextTooLong, unnamed_pictures
from articles.transitions import NEWER_TEXT
from portal.bilingual.languages import direction, other

from .conflict import ConflictForm
from .correction import CorrectingForm
from .rich_text import RichTextWidget
from .seen_number import LARGEST_NUMBER
from .steps import steps_of

#: What the page has shown of others' work: never taken from what is stored now.
SEEN = {"seen_shown", "seen_state"}


def _line(label, length, **attributes):
    widget = forms.TextInput(attrs={"class": "vTextField", **attributes})
    return forms.CharField(label=label, max_length=length, required=False, widget=widget)


class TextForm(ConflictForm, CorrectingForm):
    """The text of one language of an article, begun from its newest revision and saved as the next one.

    Where another revision has come since and the editor changed something, the form is invalid, keeps what
    was typed, and ``conflict`` tells field by field what both wrote. Where the editor only asked to publish,
    the form is invalid too and shows the newer text in its fields.
    """

    #: What stands beside the other language, row by row; below it what readers see of it; then the desk's.
    BESIDE = ("headline", "standfirst", "body")
    DETAILS = ("place", "source_name", "source_url")
    DESK = ("publish_at", "translated_from", "note", "is_minor")
    field_order = [*BESIDE, "slug", *DETAILS, *DESK]

    headline = forms.CharField(
        label=gettext_lazy("headline"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "text__headline", "data-count": 90}),
    )
    slug = _line(gettext_lazy("address"), 60)
    standfirst = forms.CharField(
        label=gettext_lazy("standfirst"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "class": "text__standfirst", "data-count": 220}),
    )
    body = forms.CharField(
        label=gettext_lazy("text"), required=False, widget=RichTextWidget(attrs={"rows": 20})
    )
    place = _line(gettext_lazy("place"), 120)
    source_name = _line(pgettext_lazy("of an article", "source"), 200)
    source_url = forms.URLField(
        label=gettext_lazy("address of the source"),
        max_length=500,
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"class": "vURLField"}),
    )
    translated_from = forms.IntegerField(
        label=gettext_lazy("translated from"),
        min_value=1,
        max_value=LARGEST_NUMBER,
        required=False,
        widget=forms.Select,
    )
    is_minor = forms.BooleanField(
        label=gettext_lazy("minor change"),
        required=False,
        help_text=gettext_lazy("Spelling and the like: translations of this text stay up to date."),
    )

    def __init__(self, data, *, article, language, user):
        self.article = article
        self.language = language
        self.user = user
        super().__init__(data, prefix=language, initial=self._newest_text())
        self.fields["slug"].help_text = _("Leave it empty to make it from the headline.")
        for name in TEXT_FIELDS:
            self.fields[name].widget.attrs |= {"lang": language, "dir": direction(language)}
        self.fields["source_url"].widget.attrs["dir"] = "ltr"
        # What a browser has sent is looked at, allowed or not: nothing that was typed is dropped in silence.
        was_sent = self.add_prefix("headline") in (data or {})
        for name, field in self.fields.items():
            field.disabled = bool(self.why_closed) and not was_sent and name not in SEEN
        self.close_acts()

    def name_original(self, original):
        """Offer the newest text of the other language, which this one may be a translation of."""
        origin = self.newest and self.newest.follows
        numbers = {revision.number for revision in (origin, original) if revision}
        if not numbers:
            del self.fields["translated_from"]
            return
        choices = [(number, _("revision %(number)d") % {"number": number}) for number in sorted(numbers)]
        field = self.fields["translated_from"]
        field.widget.choices = [("", _("not a translation")), *choices]
        first = original if original and not self.newest else origin
        field.initial = first.number if first else None

    @property
    def beside(self):
        return [self[name] for name in self.BESIDE]

    @property
    def details(self):
        return [self[name] for name in self.DETAILS]

    @property
    def has_details(self):
        """Whether there is something in the fields that are folded otherwise, or wrong with it."""
        return any(field.value() or field.errors for field in self.details)

    @property
    def desk(self):
        return [self[name] for name in self.DESK if name in self.fields]

    @property
    def wrong_fields(self):
        """The fields that have an error, in the order of the page."""
        question = self.correction.visible_fields() if self.correction else []
        return [field for field in (*self.visible_fields(), *question) if field.errors]

    @property
    def place_of_error(self):
        """The id of what is to be looked at first."""
        if self.has_error_of("correction"):
            return self.correction.place
        if self.non_field_errors() or not self.wrong_fields:
            return f"{self.language}-notes"
        return f"{self.wrong_fields[0].auto_id}-place"

    @property
    def lead_lacks_words(self):
        """Whether the lead picture says nothing in this language to those who can't see it."""
        lead = self.article.picture
        return bool(lead) and not getattr(lead, f"alt_{self.language}")

    @property
    def unnamed_pictures(self):
        """How many pictures of the newest text have no alternative text."""
        return unnamed_pictures(self.newest.body) if self.newest else 0

    @property
    def steps(self):
        return steps_of(self)

    @property
    def state(self):
        return self.article.state_in(self.language) if self.newest else State.MISSING

    @property
    def published_at(self):
        return getattr(self.article, f"published_at_{self.language}")

    @property
    def article_time(self):
        """When readers see it from, or saw it until."""
        is_withdrawn = self.state == State.WITHDRAWN
        return getattr(self.article, f"withdrawn_at_{self.language}") if is_withdrawn else self.published_at

    @property
    def scheduled_at(self):
        return self.published_at if self.state == State.SCHEDULED else None

    @property
    def public_url(self):
        """Where readers find it, or nothing while they don't."""
        return self.article.url_in(self.language) if self.state == State.LIVE else ""

    @cached_property
    def is_changed(self):
        """Whether this text says anything that the revision it was begun from does not. Cleans the text."""
        return texts.is_changed(
            self.article, self.language, self.cleaned_data, started_from=self.started_from_number
        )

    def clean(self):
        if self.is_resolving and not self.errors:
            self.resolve()
        if self.is_overtaken and not self.is_resolving:
            self.join_who_wrote_the_same()
        if self.errors or self._is_written():
            self.refuse_if_overtaken()
            if self.why_closed:
                self.add_error(None, self.why_closed)
        elif self.is_overtaken and self.pressed and self.newest:
            self._show_newest()
        self.clean_act()

    def clean_translated_from(self):
        """The revision of the other language, which need not be its newest any more."""
        number = self.cleaned_data["translated_from"]
        if number is None:
            return None
        originals = Revision.objects.filter(article=self.article.pk, language=other(self.language))
        original = originals.filter(number=number).first()
        if original is None:
            raise ValidationError(_("There is no such revision."))
        return original

    def save(self, article, *, by):
        """Insert the next revision if the text was changed; raises EditConflict.

        Returns the revision that holds what the editor sees, or None where there is no text.
        """
        self.article = article
        setattr(article, f"newest_headline_{self.language}", self.cleaned_data["headline"])
        if not self.is_changed:
            return self.newest
        origin = self.cleaned_data.get("translated_from")
        more = {name: self.cleaned_data[name] for name in ("note", "is_minor")} | {"translated_from": origin}
        started_from = self.started_from_number
        Autosave.objects.of(by, article).filter(language=self.language).delete()
        return workflow.save_revision(
            article, self.language, self.cleaned_data, by=by, started_from=started_from, **more
        )

    def _is_written(self):
        try:
            is_written = self.is_changed
        except TextTooLong:
            self.add_error("body", _("This text is too long for one article."))
            return True
        if is_written and not self.cleaned_data["headline"]:
            self.add_error("headline", _("A headline is missing."))
        return is_written

    def _show_newest(self):
        """Nothing was typed, so nothing is lost when the newer text takes the place of the one seen."""
        self.data = self.data.copy()
        for name, value in self.newest.text.items():
            self.data[self.add_prefix(name)] = value
        message = _("Somebody else saved this text after you opened it. Read the newer text first.")
        if self.is_own_newest:
            message = NEWER_TEXT
        self.add_error(None, ValidationError(message, code="overtaken"))

    def _newest_text(self):
        text = self.newest.text if self.newest else {}
        at = self.scheduled_at
        return text | {
            "started_from": self.newest_number,
            "publish_at": at and at.replace(second=0, microsecond=0),
        }

"""What editors type to set the front page: an article at a place, and the line of breaking news."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.template.defaultfilters import date as format_date
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from articles.enums import Slot, State
from articles.models import Article, BreakingLine, Placement
from articles.models.front_page import LONGEST_LINE
from portal.bilingual.languages import direction
from portal.careful_list import is_id

TYPED_TIME = "%Y-%m-%dT%H:%M"


class CandidateSelect(AutocompleteSelect):
    """Finds what may stand on the front page of one language; without a script it is a list of the newest."""

    def __init__(self, model, language, offered):
        super().__init__(model._meta.get_field("article"), admin.site)
        self.attrs |= {"dir": direction(language)}
        self._language, self._offered = language, offered

    def get_url(self):
        return reverse("admin:articles_article_front_page_candidates", args=[self._language])

    def optgroups(self, name, value, attrs=None):
        offered = {str(article.pk): article for article in self._offered}
        offered |= {str(article.pk): article for article in self._chosen_elsewhere(value, offered)}
        labels = {key: candidate_label(article, self._language) for key, article in offered.items()}
        labels = {"": "", **labels}
        options = [
            self.create_option(name, key, text, key in value, index)
            for index, (key, text) in enumerate(labels.items())
        ]
        return [(None, options, 0)]

    def _chosen_elsewhere(self, value, offered):
        keys = [key for key in value if is_id(key) and key not in offered]
        return self.choices.queryset.filter(pk__in=keys) if keys else []


class CandidateField(forms.ModelChoiceField):
    default_error_messages = {
        "invalid_choice": gettext_lazy("This article is neither published nor scheduled in this language.")
    }

    def __init__(self, model, language, offered, **options):
        candidates = candidate_articles(language)
        super().__init__(candidates, widget=CandidateSelect(model, language, offered), **options)

    def to_python(self, value):
        """Refuse a number that no column can hold; Django leaves that to the database."""
        if value not in self.empty_values and not is_id(str(value)):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)


class TimesForm(forms.Form):
    """For a form whose fields ``starts_at`` and ``ends_at`` are typed in Kuwait time."""

    starts_at = forms.DateTimeField(
        label=pgettext_lazy("time", "from"),
        required=False,
        input_formats=[TYPED_TIME],
        help_text=gettext_lazy("Empty: now, or as soon as the article is published."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "dir": "ltr"}, format=TYPED_TIME),
    )
    ends_at = forms.DateTimeField(
        label=pgettext_lazy("time", "until"),
        required=False,
        input_formats=[TYPED_TIME],
        help_text=gettext_lazy("Empty: until another article is placed there."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "dir": "ltr"}, format=TYPED_TIME),
    )


class PlacementForm(TimesForm):
    field_order = ["slot", "article", "starts_at", "ends_at"]

    def __init__(self, *args, language, offered, **kwargs):
        super().__init__(*args, prefix="place", **kwargs)
        slots = [(slot, capfirst(slot.label)) for slot in Slot]
        self.fields["slot"] = forms.ChoiceField(label=_("place"), choices=slots)
        self.fields["article"] = CandidateField(Placement, language, offered, label=_("article"))
        self.order_fields(self.field_order)


class BreakingLineForm(TimesForm):
    field_order = ["text", "article", "starts_at", "ends_at"]

    def __init__(self, *args, language, offered, **kwargs):
        super().__init__(*args, prefix="line", **kwargs)
        words = {"lang": language, "dir": direction(language), "class": "vTextField"}
        self.fields["text"] = forms.CharField(
            label=_("text"),
            max_length=LONGEST_LINE,
            help_text=_("One sentence of at most %(most)d letters.") % {"most": LONGEST_LINE},
            widget=forms.TextInput(attrs=words),
        )
        self.fields["article"] = CandidateField(
            BreakingLine,
            language,
            offered,
            label=_("article"),
            required=False,
            help_text=_("The line leads there once readers can read it, and is gone if it is withdrawn."),
        )
        self.fields["starts_at"].help_text = _("Empty: now.")
        self.fields["ends_at"].required = True
        self.fields["ends_at"].help_text = _("A line always has an end, so that it is never old news.")
        self.order_fields(self.field_order)


def candidate_articles(language):
    """What may stand on the front page of a language: what readers of it see or will see at a set time."""
    columns = [f"{name}_{language}" for name in ("headline", "published_at", "withdrawn_at")]
    return Article.objects.live_or_scheduled(language).only(*columns)


def candidate_label(article, language):
    """What editors call it in a list to choose from, and when it will be published."""
    headline = getattr(article, f"headline_{language}")
    if article.state_in(language) != State.SCHEDULED:
        return headline
    at = format_date(timezone.localtime(getattr(article, f"published_at_{language}")), "j F Y H:i")
    # Outside the braces: gettext finds no message inside those of an f-string.
    when = _("scheduled for %(time)s") % {"time": at}
    return f"{headline} ({when})"

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.evidence import record_update
from articles.models import PartnershipMention, Revision
from organizations.partnerships.forms import UpdateForm, say_errors
from organizations.partnerships.ledger import LedgerError
from organizations.partnerships.models import Partnership
from portal.bilingual.languages import LANGUAGES
from portal.bilingual.loaded_choice import LoadedAutocomplete


class ArticleUpdateForm(UpdateForm):
    """News of the ledger that an article brings; a new source is prefilled with what the article names."""

    def __init__(self, data=None, *, article, **kwargs):
        super().__init__(data, **kwargs)
        self.article = article
        if self.new_source:
            self.new_source.initial = _source_of(article)

    def save(self):
        """Do it, in one transaction; returns the update, or None where a verb refused: the form says why."""
        columns = {name: self.cleaned_data[name] for name in self.fields}
        source = columns.pop("source") or self.new_source.source
        try:
            return record_update(self.article, by=self.user, thing=self.thing, source=source, **columns)
        except ValidationError as error:
            say_errors(self, error)
        except LedgerError as error:
            self.add_error(None, str(error))
        return None


class OtherEntryForm(forms.Form):
    """An entry that the article is not linked to yet."""

    find = forms.ModelChoiceField(
        Partnership.objects.filter(recorded_at__isnull=False, redaction=None),
        label=_("Another entry"),
        widget=LoadedAutocomplete(PartnershipMention._meta.get_field("partnership"), admin.site),
    )


def _source_of(article):
    """The columns of a source as the newest texts of the article name it, each in its language."""
    newest = {
        revision.language: revision for revision in Revision.objects.newest_ones().filter(article=article)
    }
    texts = [newest[language] for language in LANGUAGES if language in newest]
    named = {f"publisher_{text.language}": text.source_name for text in texts}
    return named | {"url": next((text.source_url for text in texts if text.source_url), "")}

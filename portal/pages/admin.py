from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.forms import RichTextWidget
from articles.richtext import TextTooLong, clean_html
from portal.bilingual.admin import BilingualAdmin

from .models import StandingPage


class RichTextField(forms.CharField):
    """Returns clean markup; what no parser should be given is an error of the form."""

    default_error_messages = {"too_long": _("This text is too long, or its markup is nested too deeply.")}

    def clean(self, value):
        try:
            return clean_html(super().clean(value) or "")
        except TextTooLong as error:
            raise ValidationError(self.error_messages["too_long"], code="too_long") from error


@admin.register(StandingPage)
class StandingPageAdmin(BilingualAdmin):
    """The pages come with a migration and their addresses are fixed: their words are what is edited."""

    fields = ["slug", ("title_ar", "title_en"), ("body_ar", "body_en")]
    readonly_fields = ["slug"]
    list_display = ["slug", "title_ar", "title_en", "changed_at"]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name.startswith("body_"):
            kwargs |= {"form_class": RichTextField, "widget": RichTextWidget(attrs={"rows": 20})}
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

"""The portrait of an author or of a person of the directory, chosen from the library on the record's form."""

from django.contrib import admin
from django.forms import Script
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.forms import PersonForm
from organizations.admin.directory import PersonAdmin
from organizations.models import Person

PORTRAIT = (gettext_lazy("Portrait"), {"fields": ["portrait_shown", "portrait"], "classes": ["portrait"]})


class PortraitAdmin(admin.ModelAdmin):
    """Mixed into the admin of a record whose form is a ``PortraitField``."""

    class Media:
        css = {"all": ["admin/portal/rich-text.css", "admin/portal/portrait.css"]}
        js = [Script("admin/portal/lead-picture.js", type="module")]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), "portrait_shown"]

    def get_form(self, request, obj=None, change=False, **kwargs):
        """Remember for the picture whether it can be exchanged: ``portrait_shown`` is given no request."""
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is not None:
            obj.may_choose_portrait = self.has_change_permission(request, obj)
        return form

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        form.save_portrait()

    @admin.display(description=gettext_lazy("picture"))
    def portrait_shown(self, record):
        portrait = getattr(record, "portrait", None) if record.pk else None
        context = {
            "field": "id_portrait",
            "name": _("the portrait"),
            "picture": portrait and portrait.picture,
            "may_change": getattr(record, "may_choose_portrait", record.pk is None),
        }
        return render_to_string("admin/articles/article/_lead_picture.html", context)


# The directory is below the articles and knows nothing of pictures: its admin of people is extended here.
admin.site.unregister(Person)


@admin.register(Person)
class PersonWithPortraitAdmin(PortraitAdmin, PersonAdmin):
    form = PersonForm
    fieldsets = [*PersonAdmin.fieldsets, PORTRAIT]

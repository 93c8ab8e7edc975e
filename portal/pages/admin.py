from django.contrib import admin

from articles.forms import RichTextWidget
from portal.bilingual.admin import BilingualAdmin

from .models import StandingPage


@admin.register(StandingPage)
class StandingPageAdmin(BilingualAdmin):
    """The pages come with a migration and their addresses are fixed: their words are what is edited."""

    fields = ["slug", ("title_ar", "title_en"), ("body_ar", "body_en")]
    readonly_fields = ["slug"]
    list_display = ["slug", "title_ar", "title_en", "changed_at"]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name.startswith("body_"):
            kwargs["widget"] = RichTextWidget(attrs={"rows": 20})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

from django.contrib import admin

from articles.forms import AuthorForm
from articles.models import Author, Topic
from portal.bilingual.admin import PermanentAddressAdmin

from .portrait import PORTRAIT, PortraitAdmin

BIOGRAPHY = ("biography_ar", "biography_en")


@admin.register(Topic)
class TopicAdmin(PermanentAddressAdmin):
    fields = [("name_ar", "name_en"), "slug", ("description_ar", "description_en"), "motif", "position"]
    list_display = ["name_ar", "name_en", "slug", "motif", "position"]
    search_fields = ["name_ar__spelled", "name_en", "slug"]
    ordering = ["position", "pk"]


@admin.register(Author)
class AuthorAdmin(PortraitAdmin, PermanentAddressAdmin):
    form = AuthorForm
    fieldsets = [
        (None, {"fields": [("name_ar", "name_en"), "slug", BIOGRAPHY, "is_desk", "user"]}),
        PORTRAIT,
    ]
    autocomplete_fields = ["user"]
    list_display = ["name_ar", "name_en", "slug", "is_desk", "user"]
    list_select_related = ["user"]
    search_fields = ["name_ar__spelled", "name_en", "slug"]
    ordering = ["pk"]

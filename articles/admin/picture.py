from functools import partial

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.forms import PictureForm
from articles.models import Picture
from portal.bilingual.admin import BilingualAdmin
from portal.bilingual.languages import LANGUAGES

from .library import LibraryAdmin, name_of, thumbnail_of
from .picture_uses import uses_of
from .several_pictures import several_view

CHOICES_SHOWN = 24


@admin.register(Picture)
class PictureAdmin(LibraryAdmin, BilingualAdmin):
    """The picture library. Where a picture is used is found by ``picture_uses``."""

    form = PictureForm
    fieldsets = [
        (
            gettext_lazy("Where the picture matters most"),
            {
                "fields": [("focus_x", "focus_y")],
                "description": gettext_lazy("Cropping keeps this point in view."),
                "classes": ["focus-fields"],
            },
        ),
        (
            gettext_lazy("Words"),
            {
                "fields": [("alt_ar", "alt_en"), ("caption_ar", "caption_en"), "credit"],
                "description": gettext_lazy(
                    "Write the alternative text in each language in which the picture is used: it is read "
                    "out to those who can’t see the picture."
                ),
            },
        ),
    ]

    class Media:
        css = {"all": ["admin/portal/library.css"]}

    def get_urls(self):
        choices = self.admin_site.admin_view(self.choices_view)
        several = self.admin_site.admin_view(partial(several_view, model_admin=self))
        return [
            path("choices/", choices, name="articles_picture_choices"),
            path("several/", several, name="articles_picture_several"),
            *super().get_urls(),
        ]

    def get_fieldsets(self, request, obj=None):
        """The file of a known picture stays: its name is its content's hash, which published pages name."""
        focus, words = super().get_fieldsets(request, obj)
        return [focus, words] if obj else [(None, {"fields": ["file"]}), words]

    def has_change_permission(self, request, obj=None):
        """What readers see, or will from a set time on, takes the right to publish."""
        may = super().has_change_permission(request, obj)
        is_seen = obj is not None and obj.public_from is not None
        return may and (not is_seen or request.user.has_perm("articles.publish_article"))

    def has_delete_permission(self, request, obj=None):
        """Only what no reader was shown, and what no schedule waits for, may go."""
        return super().has_delete_permission(request, obj) and not (obj and obj.public_from)

    def render_change_form(self, request, context, *args, **kwargs):
        if picture := context["original"]:
            context["uses"] = uses_of(picture, request.user)
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if not change and form.processed.was_animated:
            messages.warning(request, _("Only the first picture of this animation is kept: nothing moves."))

    def choices_view(self, request):
        """The newest pictures that answer to ``q``, for the picker of the text editor."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        pictures, _may_repeat = self.get_search_results(
            request, self.get_queryset(request), request.GET.get("q", "").replace("\x00", "")[:100]
        )
        return JsonResponse({"pictures": [_choice(picture) for picture in pictures[:CHOICES_SHOWN]]})


def _choice(picture):
    words = {
        language: {
            "alt": getattr(picture, f"alt_{language}") or "",
            "caption": getattr(picture, f"caption_{language}") or "",
        }
        for language in LANGUAGES
    }
    size = {"width": picture.width, "height": picture.height}
    page = reverse("admin:articles_picture_change", args=[picture.pk])
    addresses = {"url": picture.file.url, "thumbnail": thumbnail_of(picture), "address": page}
    return {"id": picture.pk, "label": name_of(picture), "words": words, **addresses, **size}

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from articles.enums import State
from articles.forms import PictureForm
from articles.models import Picture
from articles.rights import readable
from portal.bilingual.admin import BilingualAdmin, languages_of_editor
from portal.bilingual.languages import LANGUAGES

from .state_tag import SHORT_NAMES, STATE_TAG

CHOICES_SHOWN = 24
USES_SHOWN = 10


@admin.register(Picture)
class PictureAdmin(BilingualAdmin):
    form = PictureForm
    fieldsets = [
        (None, {"fields": ["file", "preview"]}),
        (
            _("Words"),
            {
                "fields": [("alt_ar", "alt_en"), ("caption_ar", "caption_en"), "credit"],
                "description": _(
                    "Write the alternative text in each language in which the picture is used: it is read "
                    "out to those who can’t see the picture."
                ),
            },
        ),
        (
            _("Where the picture matters most"),
            {"fields": [("focus_x", "focus_y")], "description": _("Cropping keeps this point in view.")},
        ),
        (_("Use"), {"fields": ["uses"]}),
    ]
    list_display = ["thumbnail", "words", "alternatives", "size", "public_from"]
    list_display_links = ["thumbnail", "words"]
    list_filter = [("public_from", admin.EmptyFieldListFilter), "made_at", "is_demo"]
    search_fields = ["alt_ar", "alt_en", "caption_ar", "caption_en", "credit"]
    ordering = ["-pk"]

    def get_urls(self):
        view = self.admin_site.admin_view(self.choices_view)
        return [path("choices/", view, name="articles_picture_choices"), *super().get_urls()]

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj else [(None, {"fields": ["file"]}), *fieldsets[1:-1]]

    def get_readonly_fields(self, request, obj=None):
        """The file stays: its name is the hash of its content, and published pages point to it."""
        return ["file", "preview", "uses"] if obj else []

    def has_delete_permission(self, request, obj=None):
        """Only what no reader was shown, and what no schedule waits for, may go."""
        return super().has_delete_permission(request, obj) and not (obj and obj.public_from)

    def choices_view(self, request):
        """The newest pictures that answer to ``q``, for the picker of the text editor."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        pictures, _may_repeat = self.get_search_results(
            request, self.get_queryset(request), request.GET.get("q", "").replace("\x00", "")[:100]
        )
        return JsonResponse({"pictures": [_choice(picture) for picture in pictures[:CHOICES_SHOWN]]})

    @admin.display(description=_("picture"))
    def thumbnail(self, picture):
        return format_html('<img class="thumbnail" src="{}" alt="" loading="lazy">', picture.file.url)

    @admin.display(description=_("picture"))
    def preview(self, picture):
        return format_html('<img class="preview" src="{}" alt="{}">', picture.file.url, str(picture))

    @admin.display(description=_("words"))
    def words(self, picture):
        return format_html('<span class="headline">{}</span>', str(picture))

    @admin.display(description=_("alternative text"))
    def alternatives(self, picture):
        """In which languages there is one: a warning where it is missing, for a draft may do without."""
        tags = [
            (State.LIVE, SHORT_NAMES[language], "✓")
            if getattr(picture, f"alt_{language}")
            else (State.MISSING, SHORT_NAMES[language], State.MISSING.label)
            for language in languages_of_editor()
        ]
        return format_html_join(" ", STATE_TAG, tags)

    @admin.display(description=_("size"))
    def size(self, picture):
        return format_html('<bdi class="size">{} × {}</bdi>', picture.width, picture.height)

    def get_object(self, request, object_id, from_field=None):
        """With the articles that show it, as far as the person may read them."""
        picture = super().get_object(request, object_id, from_field)
        if picture:
            picture.seen_in = readable(request.user, picture.articles)
        return picture

    @admin.display(description=_("used in"))
    def uses(self, picture):
        articles = picture.seen_in.with_newest_headlines().order_by("-pk")[:USES_SHOWN]
        rows = [(reverse("admin:articles_article_change", args=[row.pk]), row) for row in articles]
        return format_html_join("", '<div><a href="{}"><bdi>{}</bdi></a></div>', rows) or _(
            "Not used as lead."
        )


def _choice(picture):
    words = {
        language: {
            "alt": getattr(picture, f"alt_{language}") or "",
            "caption": getattr(picture, f"caption_{language}") or "",
        }
        for language in LANGUAGES
    }
    size = {"width": picture.width, "height": picture.height}
    return {"id": picture.pk, "url": picture.file.url, "label": str(picture), "words": words, **size}

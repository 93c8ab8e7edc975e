"""The library as editors leaf through it: which pictures it lists, and what each tile says."""

from django.contrib import admin
from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, PictureUse, Portrait
from articles.renditions import shown
from articles.rights import readable
from portal.bilingual.admin import language_name, languages_of_editor
from portal.bilingual.languages import LANGUAGES
from portal.careful_list import KeysFirst

from .state_tag import SHORT_NAMES

A_PAGE = 48
#: Nobody leafs through more; what lies further back is found by its words.
MOST_LISTED = 50 * A_PAGE


class SeenFilter(admin.SimpleListFilter):
    title = gettext_lazy("shown to readers")
    parameter_name = "seen"

    def lookups(self, request, model_admin):
        return [
            ("now", gettext_lazy("yes")),
            ("to_come", gettext_lazy("from a set time on")),
            ("never", gettext_lazy("never")),
        ]

    def queryset(self, request, pictures):
        now = timezone.now()
        asked = {
            "now": Q(public_from__lte=now),
            "to_come": Q(public_from__gt=now),
            "never": Q(public_from=None),
        }
        return pictures.filter(asked.get(self.value(), Q()))


class MissingWordsFilter(admin.SimpleListFilter):
    """Only of the languages that the editor could write the words in."""

    title = gettext_lazy("alternative text")
    parameter_name = "lacks"

    def lookups(self, request, model_admin):
        held = filter(request.user.holds, languages_of_editor())
        return [(language, _missing_in(language)) for language in held]

    def queryset(self, request, pictures):
        if self.value() not in LANGUAGES:
            return pictures
        column = f"alt_{self.value()}"
        return pictures.filter(Q(**{column: None}) | Q(**{column: ""}))


class OriginFilter(admin.SimpleListFilter):
    """Covers are known by the twin that each has for the dark theme."""

    title = gettext_lazy("kind of picture")
    parameter_name = "origin"

    def lookups(self, request, model_admin):
        return [("drawn", gettext_lazy("drawn covers")), ("sent", gettext_lazy("added by editors"))]

    def queryset(self, request, pictures):
        asked = {"drawn": ~Q(night_file=""), "sent": Q(night_file="")}
        return pictures.filter(asked.get(self.value(), Q()))


class CappedPaginator(Paginator):
    """Counts as far as anybody leafs, and ends the list there."""

    @cached_property
    def has_more(self):
        """Whether the list goes on behind its last page."""
        return self._found > MOST_LISTED

    @cached_property
    def count(self):
        return min(self._found, MOST_LISTED)

    @cached_property
    def _found(self):
        return self.object_list[: MOST_LISTED + 1].count()


class LibraryList(KeysFirst):
    def get_results(self, request):
        super().get_results(request)
        # The number is told below the tiles, as far as it was counted.
        self.full_result_count = self.result_count
        self.result_list = [Tile(picture) for picture in self.result_list]


def thumbnail_of(picture):
    """The address of what stands for the picture where many are shown: a small copy, once it is made."""
    return shown(picture, "thumb", default_storage.url).url


def name_of(picture):
    """What the picture is called by its words; the name of its file says nothing to anybody."""
    words = picture.alt or picture.alt_ar or picture.alt_en or picture.caption
    return words or _("Picture %(number)d, without words") % {"number": picture.pk}


class Tile:
    """One picture of the list, and what is said of it."""

    def __init__(self, picture):
        self.picture = picture

    @property
    def name(self):
        return name_of(self.picture)

    @property
    def thumbnail(self):
        return thumbnail_of(self.picture)

    @property
    def words(self):
        """Of each language whether there is an alternative text, the editor's own first."""
        for language in languages_of_editor():
            has_words = bool(getattr(self.picture, f"alt_{language}"))
            yield {"name": SHORT_NAMES[language], "language": language_name(language), "has_words": has_words}

    @property
    def uses(self):
        """What it is used as, in words."""
        kinds = [
            (self.picture.leads, _("lead picture")),
            (self.picture.stands_in_texts, _("in a text")),
            (self.picture.is_portrait, _("portrait")),
        ]
        return [words for is_so, words in kinds if is_so]


class LibraryAdmin(admin.ModelAdmin):
    """The list: tiles instead of rows."""

    list_filter = [SeenFilter, MissingWordsFilter, OriginFilter, "made_at", "is_demo"]
    search_fields = [
        f"{name}__spelled" for name in ("alt_ar", "alt_en", "caption_ar", "caption_en", "credit")
    ]
    search_help_text = gettext_lazy("Words of the picture in either language, or its credit.")
    ordering = ["-pk"]
    list_per_page = A_PAGE
    list_max_show_all = A_PAGE
    paginator = CappedPaginator

    def get_changelist(self, request, **kwargs):
        return LibraryList

    def get_queryset(self, request):
        """With what each is used for, as far as the person may read what uses it."""
        articles = readable(request.user, Article.objects.filter(picture=OuterRef("pk")))
        texts = readable(request.user, PictureUse.objects.filter(picture=OuterRef("pk")), via="article__")
        return (
            super()
            .get_queryset(request)
            .annotate(
                leads=Exists(articles),
                stands_in_texts=Exists(texts),
                is_portrait=Exists(Portrait.objects.filter(picture=OuterRef("pk"))),
            )
        )


def _missing_in(language):
    return _("missing in Arabic") if language == "ar" else _("missing in English")

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.renditions import file_names, plan
from portal.bilingual.clean_columns import CleanColumns

PER_CENT = [MinValueValidator(0), MaxValueValidator(100)]


class PictureQuerySet(models.QuerySet):
    def with_file(self, *names):
        """Pictures that keep a file of one of these names, the public ones first."""
        kept = Q(file__in=names) | Q(night_file__in=names)
        return self.filter(kept).order_by(F("public_from").asc(nulls_last=True))


class Picture(CleanColumns):
    """A picture with its words in both languages. The file's name is the hash of its content.

    ``night_file`` is the same drawing for the dark theme; only drawn covers have one. ``public_from``
    is when an article first shows it, as ``workflow`` knows; until then only staff can fetch the file.
    ``renditions`` says which smaller copies there are, in the words of ``articles.renditions.plan``; only
    ``picture_files`` writes it. While it is empty, pages show the file itself.
    """

    file = models.FileField(_("file"), upload_to="")
    night_file = models.FileField(_("file for the dark theme"), upload_to="", blank=True)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    alt = models.CharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        null=True,
        help_text=_("What the picture shows, for those who don’t see it."),
    )
    caption = models.CharField(_("caption"), max_length=300, blank=True, null=True)
    credit = models.CharField(_("credit"), max_length=120, blank=True)
    focus_x = models.PositiveSmallIntegerField(
        # xgettext:no-python-format
        _("focal point, % from the left"),
        default=50,
        validators=PER_CENT,
    )
    focus_y = models.PositiveSmallIntegerField(
        # xgettext:no-python-format
        _("focal point, % from the top"),
        default=50,
        validators=PER_CENT,
    )
    renditions = models.JSONField(default=dict, editable=False)
    public_from = models.DateTimeField(_("public from"), null=True, editable=False)
    is_demo = models.BooleanField(_("demonstration record"), default=False, editable=False)
    made_at = models.DateTimeField(_("added"), auto_now_add=True)

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        indexes = [
            models.Index(fields=["file"], name="picture_by_file"),
            models.Index(fields=["night_file"], name="picture_by_night_file"),
        ]

    def __str__(self):
        return self.alt or self.alt_ar or self.alt_en or self.caption or self.file.name

    @property
    def focus(self):
        return self.focus_x, self.focus_y

    @property
    def file_names(self):
        """The file, and the one for the dark theme where there is another."""
        return list(dict.fromkeys(file.name for file in (self.file, self.night_file) if file))

    @property
    def planned_renditions(self):
        return plan(self.width, self.height, self.focus)

    @property
    def rendition_names(self):
        """Every file of the renditions that there are."""
        return {name for file in self.file_names for name in file_names(file, self.renditions)}

    @property
    def is_public(self):
        return self.public_from is not None and self.public_from <= timezone.now()

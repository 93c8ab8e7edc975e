from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from organizations.partnerships.dates import PartialDate
from organizations.partnerships.enums import Precision, SourceKind
from portal.bilingual.clean_columns import CleanColumns

from .partnership import Partnership


class Source(CleanColumns):
    """A text that states the entry. Our own articles point to sources and are none."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="sources")
    kind = models.CharField(_("kind"), max_length=20, choices=SourceKind)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True, null=True)
    title = models.CharField(_("title"), max_length=300, blank=True, null=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    published_on = models.DateField(pgettext_lazy("date", "published"), null=True, blank=True)
    published_precision = models.CharField(_("known to the"), max_length=5, choices=Precision, blank=True)
    read_on = models.DateField(_("read on"), null=True, blank=True)
    origin = models.CharField(
        _("origin"),
        max_length=200,
        blank=True,
        help_text=_("Sources that repeat the same text carry the same word here and count once."),
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.CheckConstraint(
                condition=Q(title_ar__isnull=False) | Q(title_en__isnull=False),
                name="source_has_a_title",
                violation_error_message=_("Write a title in at least one language."),
            ),
        ]

    def __str__(self):
        return self.title or self.title_ar or self.title_en

    @property
    def published(self):
        return PartialDate.of(self.published_on, self.published_precision)

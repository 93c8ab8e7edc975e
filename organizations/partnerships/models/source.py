from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from organizations.partnerships.dates import PartialDate
from organizations.partnerships.enums import Precision, SourceKind
from organizations.partnerships.querysets import SourceQuerySet

from .partial_dates import PartialDates
from .partnership import Partnership
from .row import LedgerRow


class Source(LedgerRow, PartialDates):
    """A text that states the entry. Our own articles point to sources and are none."""

    TEXT = ("publisher", "title", "archived_title", "url", "origin")

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="sources")
    kind = models.CharField(_("kind"), max_length=20, choices=SourceKind)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True, null=True)
    title = models.CharField(_("title"), max_length=300, blank=True, null=True)
    archived_title = models.CharField(
        _("title as it was read"),
        max_length=300,
        blank=True,
        help_text=_("Word for word and in its own language, should the page change or disappear."),
    )
    language = models.CharField(
        _("language of the source"), max_length=2, choices=settings.LANGUAGES, blank=True
    )
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
    is_conflicting = models.BooleanField(
        _("contradicts other sources"),
        default=False,
        help_text=_("Then readers see that the sources conflict."),
    )
    for_item_only = models.BooleanField(
        _("about one announced item only"),
        default=False,
        help_text=_("Then it says nothing about the entry as a whole."),
    )
    #: Such a source supports what its update says and nothing before; readers see it with the update.
    came_with_update = models.BooleanField(default=False, editable=False)

    objects = SourceQuerySet.as_manager()

    class Meta(LedgerRow.Meta):
        ordering = ["pk"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.CheckConstraint(
                condition=Q(title_ar__isnull=False) | Q(title_en__isnull=False) | Q(redaction__isnull=False),
                name="source_has_a_title",
                violation_error_message=_("Write a title in at least one language."),
            ),
        ]

    def __str__(self):
        return self.title or self.title_ar or self.title_en or ""

    @property
    def published(self):
        return PartialDate.of(self.published_on, self.published_precision)

    @property
    def confirms(self):
        """Whether it can support anything: an opinion column can't, nor what was redacted."""
        return self.kind != SourceKind.OPINION_COLUMN and not self.is_redacted

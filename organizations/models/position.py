from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.bilingual.clean_columns import CleanColumns

from .dated import Dated
from .organization import Organization
from .person import Person


class PositionQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by(F("stated_year").desc(nulls_last=True), "pk")


class Position(Dated, CleanColumns):
    """An office that a person held. Without dates it is true only as of the text that states it."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="positions", verbose_name=_("person")
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="positions", verbose_name=_("organisation")
    )
    title = models.CharField(pgettext_lazy("of an office", "title"), max_length=200, blank=True, null=True)
    started_on = models.DateField(_("from"), null=True, blank=True)
    ended_on = models.DateField(_("until"), null=True, blank=True)
    stated_year = models.PositiveSmallIntegerField(
        _("as of the year"),
        null=True,
        blank=True,
        help_text=_("The year of the text that states it. Leave it empty where the text has no date."),
    )

    objects = PositionQuerySet.as_manager()

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        constraints = [
            models.CheckConstraint(
                condition=Q(started_on=None) | Q(ended_on=None) | Q(started_on__lte=F("ended_on")),
                name="position_starts_before_it_ends",
                violation_error_message=_("The office ends before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(title_ar__isnull=False) | Q(title_en__isnull=False),
                name="position_has_a_title",
                violation_error_message=_("Write a title in at least one language."),
            ),
        ]

    def __str__(self):
        return f"{self.person} · {self.title or self.title_ar or self.title_en}"

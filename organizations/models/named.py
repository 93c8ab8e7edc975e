"""What organisations and people share: a name in each language and a place in the directory."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organizations.querysets import NamedQuerySet
from portal.bilingual.alternates import InLanguages
from portal.bilingual.arabic import sort_key
from portal.bilingual.clean_columns import CleanColumns
from portal.bilingual.languages import LANGUAGES
from portal.bilingual.slugs import validate_ascii_slug

from .dated import Dated


def _sort_keys_follow_names():
    for language in LANGUAGES:
        name, key = f"name_{language}__isnull", f"sort_key_{language}__isnull"
        yield models.CheckConstraint(
            condition=Q(**{name: True, key: True}) | Q(**{name: False, key: False}),
            name=f"%(class)s_sort_key_follows_name_{language}",
        )


def _merged_once_and_elsewhere():
    yield models.CheckConstraint(
        condition=Q(merged_into=None, merged_at=None)
        | Q(merged_into__isnull=False, merged_at__isnull=False) & ~Q(merged_into=F("pk")),
        name="%(class)s_is_merged_elsewhere_at_a_time",
    )


class Named(InLanguages, Dated, CleanColumns):
    """A record of the directory: one ASCII slug for both languages, a name in each.

    The concrete model declares ``name`` itself, because modeltranslation registers concrete models.
    """

    slug = models.SlugField(
        _("address"),
        max_length=80,
        unique=True,
        validators=[validate_ascii_slug],
        help_text=_(
            "Latin letters and hyphens; one for both languages. It doesn’t change once it is public."
        ),
    )
    sort_key_ar = models.BinaryField(max_length=255, null=True, editable=False)
    sort_key_en = models.BinaryField(max_length=255, null=True, editable=False)
    is_demo = models.BooleanField(_("demonstration record"), default=False, editable=False)

    #: The record that this one turned out to be: only ``merging`` writes it. It is never merged itself.
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="merged",
        verbose_name=_("merged into"),
    )
    merged_at = models.DateTimeField(_("merged"), null=True, editable=False)
    #: Of these an editor has said that they are somebody else, however alike the names: see ``duplicates``.
    different_from = models.ManyToManyField("self", editable=False, verbose_name=_("different from"))

    objects = NamedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(name_ar__isnull=False) | Q(name_en__isnull=False),
                name="%(class)s_has_a_name",
                violation_error_message=_("Write a name in at least one language."),
            ),
            *_sort_keys_follow_names(),
            *_merged_once_and_elsewhere(),
        ]

    def __str__(self):
        return self.name or self.name_ar or self.name_en or self.slug

    def is_live_in(self, language):
        """A record that was merged into another has no page of its own any more."""
        return self.merged_into_id is None and super().is_live_in(language)

    def save(self, *args, **kwargs):
        self.clean_columns()
        for language in LANGUAGES:
            name = self.name_in(language)
            setattr(self, f"sort_key_{language}", sort_key(name) if name else None)
        super().save(*args, **kwargs)

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization, Person
from organizations.partnerships.enums import PartyRole
from organizations.partnerships.querysets import PARTY_COLUMNS, PartyQuerySet, SignatoryQuerySet
from portal.bilingual.clean_columns import CleanColumns
from portal.rows import row_of

from .partnership import Partnership
from .row import LedgerRow


class Party(LedgerRow):
    """An organisation's role in an entry: a party, or who leads, proposed, was consulted or is mentioned."""

    NAMES = ("organization",)

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="parties")
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        related_name="roles",
        verbose_name=_("organisation"),
    )
    role = models.CharField(_("role"), max_length=24, choices=PartyRole, default=PartyRole.PARTY)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = PartyQuerySet.as_manager()

    class Meta(LedgerRow.Meta):
        ordering = ["position", "pk"]
        verbose_name = _("organisation and its role")
        verbose_name_plural = _("organisations and their roles")
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "organization", "role"], name="party_once_per_role"
            ),
            models.CheckConstraint(
                condition=Q(organization__isnull=False) | Q(redaction__isnull=False), name="party_is_somebody"
            ),
        ]

    def __str__(self):
        return f"{self.organization} · {self.get_role_display()}"

    @classmethod
    def read(cls, rows):
        """Those who take part in an entry, in their order, out of what ``of_outer_entry`` brought."""
        return [cls._read(*row) for row in sorted(rows or [])]

    @classmethod
    def _read(cls, position, pk, role, key, *values):
        party = row_of(cls, id=pk, role=role, position=position, organization_id=key)
        names = (name.removeprefix("organization__") for name in PARTY_COLUMNS[4:])
        party.organization = row_of(Organization, id=key, **dict(zip(names, values, strict=True)))
        return party


class Signatory(LedgerRow, CleanColumns):
    """Who signed, for whom, and the office held at that time."""

    TEXT = ("office",)
    NAMES = ("person", "organization")

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="signatories")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="signatures", verbose_name=_("person")
    )
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        related_name="signatures",
        verbose_name=_("organisation"),
    )
    office = models.CharField(_("office held then"), max_length=200, blank=True, null=True)

    objects = SignatoryQuerySet.as_manager()

    class Meta(LedgerRow.Meta):
        ordering = ["pk"]
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")
        constraints = [
            models.UniqueConstraint(fields=["partnership", "person"], name="signatory_once_per_partnership"),
            models.CheckConstraint(
                condition=Q(person__isnull=False, organization__isnull=False) | Q(redaction__isnull=False),
                name="signatory_is_somebody",
            ),
        ]

    def __str__(self):
        return str(self.person)

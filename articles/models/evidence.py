from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.evidence_querysets import EvidenceQuerySet
from organizations.partnerships.models import Commitment, CommitmentUpdate

from .article import Article
from .live_link import LiveLink


class Evidence(LiveLink):
    """An article of ours that reports on an announced item; with ``update``, what it reported was recorded.

    It says where to read about an item and supports nothing: only the ledger's own sources do. What stands
    in the ledger is never deleted, so it is protected from here.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="evidence")
    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, related_name="evidence_links", verbose_name=_("announced item")
    )
    update = models.ForeignKey(
        CommitmentUpdate,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="evidence_links",
        verbose_name=_("update"),
    )

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("evidence for an announced item")
        verbose_name_plural = _("evidence for announced items")
        constraints = [
            models.UniqueConstraint(fields=["article", "commitment", "update"], name="evidence_once"),
            # Two NULLs differ in the constraint above.
            models.UniqueConstraint(
                fields=["article", "commitment"],
                condition=Q(update=None),
                name="evidence_without_update_once",
            ),
        ]

    def __str__(self):
        return f"{self.article_id} · {self.commitment_id}"

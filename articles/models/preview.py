from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .revision import Revision


class Preview(models.Model):
    """Leave to read one unpublished revision for a while, given to whoever has the link.

    The row holds no secret: a link is the ``key`` with our signature (``articles.previews``), so a copy of
    the database opens nothing, and the link can be shown again to those who may share it.
    """

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    revision = models.ForeignKey(
        Revision, on_delete=models.CASCADE, related_name="previews", verbose_name=_("revision")
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    expires_at = models.DateTimeField(_("works until"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")

    def __str__(self):
        return f"{self.revision_id} → {self.expires_at:%Y-%m-%d %H:%M}"

    @property
    def is_open(self):
        """Whether it was neither revoked nor outlived, and who made it still works here."""
        works_here = self.made_by is None or self.made_by.is_active
        return works_here and self.revoked_at is None and timezone.now() < self.expires_at

from email.utils import formatdate
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OutgoingMailQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(given_up_at=None)

    def due(self):
        return self.waiting().filter(next_try_at__lte=timezone.now()).order_by("next_try_at", "posted_at")

    def given_up(self):
        return self.exclude(given_up_at=None)

    def try_again(self):
        """Have sent anew, with as many tries as at first; returns how many."""
        return self.given_up().update(given_up_at=None, attempts=0, next_try_at=timezone.now())


class OutgoingMail(models.Model):
    """A mail to be sent: the outbox, written with what it tells of.

    Its row goes once a server has taken it: the portal keeps no copy. Its key is in its Message-ID, so that a
    mail that was sent twice, because a worker died in between, is one to whoever reads it.
    """

    key = models.UUIDField(default=uuid4, editable=False)
    to = models.EmailField(_("to"), max_length=254)
    subject = models.TextField(pgettext_lazy("mail", "subject"))
    text = models.TextField(pgettext_lazy("mail", "text"))
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    posted_at = models.DateTimeField(_("posted"), auto_now_add=True)
    next_try_at = models.DateTimeField(_("next try"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    failure = models.TextField(_("why it failed"), blank=True)
    given_up_at = models.DateTimeField(_("given up"), null=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mails")
        default_permissions = ("view",)
        permissions = [("resend_outgoingmail", _("Can have mail sent again"))]
        indexes = [
            models.Index(
                fields=["next_try_at", "posted_at"],
                condition=models.Q(given_up_at=None),
                name="mail_to_be_sent",
            )
        ]

    def __str__(self):
        return self.subject

    def message(self) -> EmailMultiAlternatives:
        own = {
            "Message-ID": f"<{self.key}@{urlsplit(settings.SITE_URL).hostname}>",
            "Date": formatdate((self.posted_at or timezone.now()).timestamp()),
            "Auto-Submitted": "auto-generated",
        }
        message = EmailMultiAlternatives(self.subject, self.text, to=[self.to], headers=own | self.headers)
        if self.html:
            message.attach_alternative(self.html, "text/html")
        return message

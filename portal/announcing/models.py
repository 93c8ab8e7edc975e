from base64 import b64decode, b64encode
from secrets import token_bytes
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models import Article
from organizations.partnerships.models import Partnership

from .enums import Channel, Event, Failure, State

SECRET_PREFIX = "whsec_"  # noqa: S105 -- what secrets begin with, by Standard Webhooks


def new_secret() -> str:
    return SECRET_PREFIX + b64encode(token_bytes(32)).decode()


class Webhook(models.Model):
    """Somebody's address that is told of events. Its secret is shown once, to whoever made it."""

    name = models.CharField(_("name"), max_length=100)
    url = models.URLField(_("address"), max_length=500, help_text=_("Begins with https://."))
    events = models.JSONField(pgettext_lazy("webhook", "events"), default=list)
    secret = models.CharField(max_length=100, default=new_secret, editable=False)
    is_active = models.BooleanField(pgettext_lazy("webhook", "in use"), default=True)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["name", "pk"]  # not translated: Webhook

    def __str__(self):
        return self.name

    @property
    def key(self) -> bytes:
        return b64decode(self.secret.removeprefix(SECRET_PREFIX))


class AnnouncementQuerySet(models.QuerySet):
    def due(self):
        """To be told now. A publication that is scheduled waits for its second."""
        return self.filter(told_at=None, due_at__lte=timezone.now())


class Announcement(models.Model):
    """Something happened, or will at ``due_at``: the outbox, written with what happened.

    Its key is what receivers know it by. ``language`` is empty for an entry, which is one in both.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    event = models.CharField(pgettext_lazy("webhook", "event"), max_length=24, choices=Event)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, null=True, related_name="+")
    entry = models.ForeignKey(Partnership, on_delete=models.CASCADE, null=True, related_name="+")
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, blank=True)
    due_at = models.DateTimeField(_("at"))
    made_at = models.DateTimeField(auto_now_add=True)
    told_at = models.DateTimeField(null=True)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("webhook", "message")
        verbose_name_plural = pgettext_lazy("webhook", "messages")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(article__isnull=False, entry=None) | Q(article=None, entry__isnull=False),
                name="announcement_is_about_one_thing",
            ),
            # A schedule that is taken back and made again for the same second is one publication.
            models.UniqueConstraint(
                fields=["article", "language", "event", "due_at"],
                condition=Q(article__isnull=False),
                name="announcement_of_article_once",
            ),
            models.UniqueConstraint(
                fields=["entry", "event", "due_at"],
                condition=Q(entry__isnull=False),
                name="announcement_of_entry_once",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(told_at=None), name="announcement_to_be_told"),
            models.Index(fields=["told_at"], name="announcement_told"),
        ]

    def __str__(self):
        return f"{self.get_event_display()} · {self.article or self.entry}"

    @property
    def was_scheduled(self):
        return self.due_at > self.made_at


class DeliveryQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=State.WAITING)

    def due(self):
        return self.waiting().filter(next_try_at__lte=timezone.now()).order_by("next_try_at", "pk")

    def try_again(self):
        """Have delivered anew, with as many tries as at first; returns how many."""
        return self.exclude(state=State.WAITING).update(
            state=State.WAITING, attempts=0, next_try_at=timezone.now()
        )


class Delivery(models.Model):
    """One announcement for one receiver: to be delivered, or how that went."""

    announcement = models.ForeignKey(
        Announcement,
        on_delete=models.CASCADE,
        related_name="deliveries",
        verbose_name=pgettext_lazy("webhook", "message"),
    )
    channel = models.CharField(_("channel"), max_length=8, choices=Channel)
    webhook = models.ForeignKey(
        Webhook, on_delete=models.CASCADE, null=True, related_name="deliveries", verbose_name=_("webhook")
    )
    state = models.CharField(
        pgettext_lazy("delivery", "state"), max_length=9, choices=State, default=State.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_try_at = models.DateTimeField(_("next try"), default=timezone.now)
    tried_at = models.DateTimeField(_("last try"), null=True)
    #: What the receiver answered last, as HTTP counts; empty where there was no answer.
    status = models.PositiveSmallIntegerField(_("answer"), null=True)
    failure = models.CharField(_("without answer"), max_length=11, choices=Failure, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        default_permissions = ("view",)
        permissions = [("retry_delivery", _("Can have messages delivered again"))]
        constraints = [
            models.UniqueConstraint(
                fields=["announcement", "webhook"],
                condition=Q(webhook__isnull=False),
                name="delivery_once_per_webhook",
            ),
            models.UniqueConstraint(
                fields=["announcement", "channel"],
                condition=Q(webhook=None),
                name="delivery_once_per_channel",
            ),
            models.CheckConstraint(
                condition=Q(channel=Channel.WEBHOOK, webhook__isnull=False)
                | ~Q(channel=Channel.WEBHOOK) & Q(webhook=None),
                name="delivery_to_a_webhook_names_it",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"], condition=Q(state=State.WAITING), name="delivery_to_be_tried"
            )
        ]

    def __str__(self):
        return f"{self.announcement} · {self.webhook or self.get_channel_display()}"

    @property
    def is_waiting(self):
        return self.state == State.WAITING

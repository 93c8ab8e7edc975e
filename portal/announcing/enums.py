from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Event(models.TextChoices):
    """What is told. The names are a contract with receivers (``docs/webhooks.md``)."""

    ARTICLE_PUBLISHED = "article.published", _("article published")
    ARTICLE_UPDATED = "article.updated", _("article updated")
    ARTICLE_CORRECTED = "article.corrected", _("article corrected")
    ARTICLE_WITHDRAWN = "article.withdrawn", _("article withdrawn")
    ENTRY_RECORDED = "partnership.recorded", _("entry recorded")
    ENTRY_UPDATED = "partnership.updated", _("entry updated")
    ENTRY_CORRECTED = "partnership.corrected", _("entry corrected")
    ENTRY_REDACTED = "partnership.redacted", _("entry redacted")


class Channel(models.TextChoices):
    WEBHOOK = "webhook", _("webhook")
    INDEXNOW = "indexnow", "IndexNow"
    WEBSUB = "websub", "WebSub"


class State(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("delivery", "to be delivered")
    DELIVERED = "delivered", pgettext_lazy("delivery", "delivered")
    GIVEN_UP = "given_up", pgettext_lazy("delivery", "given up")
    OVERTAKEN = "overtaken", pgettext_lazy("delivery", "no longer true")


class Failure(models.TextChoices):
    """Why there was no answer."""

    REFUSED = "refused", _("the portal does not go to this address")
    UNREACHABLE = "unreachable", _("not reached, or too slow")
    TOO_LARGE = "too_large", _("the answer was too long")

"""Webhooks, for administrators, and the log of what was delivered to whom."""

from django.contrib import admin, messages
from django.urls import reverse
from django.utils.formats import localize
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from portal.bilingual.admin import BilingualAdmin
from portal.careful_list import KeysFirst

from .forms import WebhookForm
from .models import Delivery, Webhook, new_secret


@admin.register(Webhook)
class WebhookAdmin(BilingualAdmin):
    form = WebhookForm
    fields = ["name", "url", "events", "is_active"]
    list_display = ["name", "address", "is_active", "made_at"]
    list_filter = ["is_active"]
    actions = ["change_secret"]

    @admin.display(description=gettext_lazy("address"), ordering="url")
    def address(self, webhook):
        return format_html('<bdi dir="ltr">{}</bdi>', webhook.url)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if not change:
            _show_secret(request, obj)

    def get_deleted_objects(self, objs, request):
        """The log of a webhook goes with it, though by itself nobody deletes that; it is long, so counted."""
        deliveries = Delivery.objects.filter(webhook__in=[webhook.pk for webhook in objs]).count()
        models = ((Webhook, len(objs)), (Delivery, deliveries))
        counts = {model._meta.verbose_name_plural: count for model, count in models}
        return [str(webhook) for webhook in objs], counts, set(), []

    @admin.action(description=gettext_lazy("Make a new secret"), permissions=["change"])
    def change_secret(self, request, webhooks):
        for webhook in webhooks:
            webhook.secret = new_secret()
            webhook.save(update_fields=["secret"])
            _show_secret(request, webhook)


@admin.register(Delivery)
class DeliveryAdmin(BilingualAdmin):
    list_display = [
        "event",
        "about",
        "language",
        "receiver",
        "state",
        "attempts",
        "tried_at",
        "answer",
        "next",
    ]
    list_filter = ["state", "channel", "webhook", "announcement__event"]
    list_select_related = ["announcement__article", "announcement__entry", "webhook"]
    ordering = ["-pk"]
    actions = ["try_again"]
    fields = ["event", "about", "language", "receiver", "state", "attempts", "tried_at", "answer", "next"]
    readonly_fields = fields

    def get_queryset(self, request):
        """Without the texts of the articles."""
        return super().get_queryset(request).only(*ROW, *(f"announcement__{name}" for name in ANNOUNCEMENT))

    def get_changelist(self, request, **kwargs):
        return KeysFirst

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_retry_permission(self, request):
        return request.user.has_perm("announcing.retry_delivery")

    @admin.action(description=gettext_lazy("Deliver again"), permissions=["retry"])
    def try_again(self, request, deliveries):
        count = Delivery.objects.filter(pk__in=deliveries.values("pk")).try_again()
        told = ngettext(
            "%(count)d delivery will be tried again.", "%(count)d deliveries will be tried again.", count
        )
        messages.success(request, told % {"count": count})

    @admin.display(description=pgettext_lazy("webhook", "event"))
    def event(self, delivery):
        return delivery.announcement.get_event_display()

    @admin.display(description=pgettext_lazy("of a change", "about"))
    def about(self, delivery):
        thing = delivery.announcement.article or delivery.announcement.entry
        name = f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change"
        return format_html('<a href="{}"><bdi>{}</bdi></a>', reverse(name, args=[thing.pk]), thing)

    @admin.display(description=gettext_lazy("language"))
    def language(self, delivery):
        return delivery.announcement.get_language_display() or "–"

    @admin.display(description=pgettext_lazy("delivery", "to"))
    def receiver(self, delivery):
        return delivery.webhook or delivery.get_channel_display()

    @admin.display(description=gettext_lazy("answer"))
    def answer(self, delivery):
        return delivery.status or delivery.get_failure_display() or "–"

    @admin.display(description=gettext_lazy("next try"))
    def next(self, delivery):
        # Django words the time of a column, though not that of a page.
        return localize(localtime(delivery.next_try_at)) if delivery.is_waiting else None


ROW = ["channel", "webhook__name", "state", "attempts", "next_try_at", "tried_at", "status", "failure"]
ANNOUNCEMENT = ["event", "language"]
ANNOUNCEMENT += [f"article__headline{column}" for column in ("", "_ar", "_en")]
ANNOUNCEMENT += ["entry__number", *(f"entry__title{column}" for column in ("", "_ar", "_en"))]


def _show_secret(request, webhook):
    """The only time that anybody sees it."""
    told = _(
        "The secret of “%(name)s” is shown only now. Keep it where the receiver checks signatures: %(secret)s"
    )
    messages.warning(request, told % {"name": webhook.name, "secret": webhook.secret})

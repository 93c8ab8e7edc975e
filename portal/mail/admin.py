"""What could not be sent yet. What it says isn't shown: a link in it may be meant for one reader alone."""

from django.contrib import admin, messages
from django.utils.translation import gettext_lazy, ngettext

from portal.bilingual.admin import BilingualAdmin

from .models import OutgoingMail


@admin.register(OutgoingMail)
class OutgoingMailAdmin(BilingualAdmin):
    list_display = ["subject", "to", "posted_at", "attempts", "next_try_at", "given_up_at"]
    fields = [*list_display, "failure"]
    readonly_fields = fields
    ordering = ["-posted_at"]
    actions = ["try_again"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_resend_permission(self, request):
        return request.user.has_perm("mail.resend_outgoingmail")

    @admin.action(description=gettext_lazy("Send again"), permissions=["resend"])
    def try_again(self, request, mails):
        count = OutgoingMail.objects.filter(pk__in=mails.values("pk")).try_again()
        told = ngettext("%(count)d mail is sent again.", "%(count)d mails are sent again.", count)
        messages.success(request, told % {"count": count})

"""A new password by e-mail. Whoever asks learns nothing of who has an account, and waits as long for any."""

from datetime import timedelta
from math import ceil

from django import forms
from django.conf import settings
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext, gettext_lazy
from django_tasks import task

from portal.mail.posting import post

from .models import Event, User
from .record import address_of, note

WINDOW = timedelta(hours=1)
#: So often in the window from one address, and for one account.
MOST_ASKED = 10
MOST_SENT = 3


class ResetForm(PasswordResetForm):
    """Finds the accounts of an address; the worker writes to them."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address of your account"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True, "dir": "ltr"}),
    )

    @transaction.atomic
    def save(self, *, request, **options):
        accounts = list(self.get_users(self.cleaned_data["email"]))
        note(Event.Kind.RESET_ASKED, accounts[0] if accounts else None, request=request)
        send_links.enqueue([account.pk for account in accounts], translation.get_language())


def seconds_to_wait(request) -> int:
    """Until links may be asked for from this address again."""
    since = timezone.now() - WINDOW
    asked = Event.objects.filter(kind=Event.Kind.RESET_ASKED, address=address_of(request), at__gt=since)
    decisive = asked.order_by("-at").values_list("at", flat=True)[MOST_ASKED - 1 : MOST_ASKED].first()
    return ceil((decisive - since).total_seconds()) if decisive else 0


@task()
def send_links(keys, language):
    """Of an account to which enough was sent in this hour nothing more goes out: its owner isn't flooded."""
    for key in keys:
        with transaction.atomic(), translation.override(language):
            # Two workers with the same account come one after the other, or both would count too few.
            account = User.objects.select_for_update().filter(pk=key, is_active=True).first()
            if account and _may_be_sent(account):
                _send_link(account)


def _may_be_sent(account):
    sent = account.events.filter(kind=Event.Kind.RESET_SENT, at__gt=timezone.now() - WINDOW)
    return sent.count() < MOST_SENT


def _send_link(account):
    names = {"site": settings.SITE_NAME[translation.get_language()], "name": account.get_username()}
    note(Event.Kind.RESET_SENT, account)
    post(
        to=account.email,
        subject=gettext("A new password for %(site)s") % names,
        text="\n\n".join(
            [
                gettext("Somebody asked for a new password for your account “%(name)s” at %(site)s.") % names,
                gettext("If that was you, choose it here within an hour:"),
                _link(account),
                gettext("If it wasn’t, you need do nothing: your password stays as it is."),
            ]
        ),
    )


def _link(account):
    """Never from the Host header: a forged one would send the token elsewhere."""
    key = urlsafe_base64_encode(force_bytes(account.pk))
    address = reverse("password_reset_confirm", args=[key, default_token_generator.make_token(account)])
    return f"{settings.SITE_URL}{address}"

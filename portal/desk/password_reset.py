"""Pages on which somebody who has forgotten the password gets a new one."""

from django.contrib import admin
from django.contrib.auth import views
from django.db import transaction
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from portal.accounts.brakes import forgive
from portal.accounts.models import Event
from portal.accounts.record import note
from portal.accounts.resetting import ResetForm, seconds_to_wait

from .refusing import closed


class InChrome:
    @method_decorator(never_cache)
    def dispatch(self, *args, **kwargs):
        return super().dispatch(*args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**admin.site.each_context(self.request) | kwargs)


class Ask(InChrome, views.PasswordResetView):
    form_class = ResetForm

    def post(self, request, *args, **kwargs):
        seconds = seconds_to_wait(request)
        if seconds:
            told = gettext("Links for a new password were asked for very often from here.")
            return closed(request, seconds, gettext("No more links for a while"), told)
        return super().post(request, *args, **kwargs)


class Asked(InChrome, views.PasswordResetDoneView):
    pass


class Choose(InChrome, views.PasswordResetConfirmView):
    """All other sessions of the account end: each carries a hash of the password it began with."""

    @transaction.atomic
    def form_valid(self, form):
        note(Event.Kind.PASSWORD_RESET, self.user, self.user, self.request)
        forgive(self.user)
        return super().form_valid(form)


class Chosen(InChrome, views.PasswordResetCompleteView):
    extra_context = {"login_url": reverse_lazy("admin:login")}

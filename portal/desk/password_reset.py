"""Pages on which somebody who has forgotten the password gets a new one."""

from django.contrib import admin
from django.contrib.auth import views
from django.db import transaction
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.cache import never_cache

from portal.accounts.brakes import forgive
from portal.accounts.models import Event
from portal.accounts.record import note
from portal.accounts.resetting import ResetForm, seconds_to_wait

from .refusing import closed


class InChrome:
    """Pages of their own: what Django says on these is long, and leads nowhere."""

    @method_decorator(never_cache)
    def dispatch(self, *args, **kwargs):
        return super().dispatch(*args, **kwargs)

    def get_context_data(self, **kwargs):
        own = {"is_login": not admin.site.has_permission(self.request)}
        return super().get_context_data(**admin.site.each_context(self.request) | own | kwargs)


class Ask(InChrome, views.PasswordResetView):
    form_class = ResetForm
    template_name = "admin/accounts/password_ask.html"
    title = gettext_lazy("A new password")

    def post(self, request, *args, **kwargs):
        seconds = seconds_to_wait(request)
        if seconds:
            told = gettext("Links for a new password were asked for very often from here.")
            return closed(request, seconds, gettext("No more links for a while"), told)
        return super().post(request, *args, **kwargs)


class Asked(InChrome, views.PasswordResetDoneView):
    template_name = "admin/accounts/password_asked.html"
    title = gettext_lazy("Look into your mail")


class Choose(InChrome, views.PasswordResetConfirmView):
    """All other sessions of the account end: each carries a hash of the password it began with."""

    template_name = "admin/accounts/password_choose.html"
    title = gettext_lazy("Choose a new password")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context if self.validlink else context | {"title": gettext("This link works no longer")}

    @transaction.atomic
    def form_valid(self, form):
        note(Event.Kind.PASSWORD_RESET, self.user, self.user, self.request)
        forgive(self.user)
        return super().form_valid(form)


class Chosen(InChrome, views.PasswordResetCompleteView):
    template_name = "admin/accounts/password_chosen.html"
    title = gettext_lazy("The new password is set")
    extra_context = {"login_url": reverse_lazy("admin:login")}

"""Choosing another password for oneself."""

from django.contrib import admin
from django.contrib.admin.forms import AdminPasswordChangeForm
from django.contrib.auth.views import PasswordChangeView
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy

from portal.accounts.record import noting_password

from .forms import is_password


class OwnPasswordForm(AdminPasswordChangeForm):
    """Whoever guesses the old password in a browser that was left open is slowed down as at a login."""

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_old_password(self):
        if not is_password(self.request, self.cleaned_data["old_password"]):
            raise ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        return ""


class OwnPasswordView(PasswordChangeView):
    form_class = OwnPasswordForm
    success_url = reverse_lazy("admin:password_change_done")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"request": self.request}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**admin.site.each_context(self.request) | kwargs)

    def form_valid(self, form):
        """The guess is counted by now: in this transaction, others at the same moment would not see it."""
        with noting_password(self.request.user.pk, self.request.user, self.request):
            return super().form_valid(form)

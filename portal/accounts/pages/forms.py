from datetime import timedelta

from django import forms
from django.contrib.auth import authenticate
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts import second_step
from portal.accounts.brakes import take_back
from portal.accounts.second_step import Refused

ONE_MINUTE = timedelta(minutes=1)
#: Longer than any code with spaces between its letters.
LONGEST = 64
CODE = {"autocomplete": "one-time-code", "dir": "ltr", "autocapitalize": "off", "spellcheck": "false"}


class CodeField(forms.CharField):
    """What an app shows; with ``may_be_recovery``, a recovery code as well."""

    def __init__(self, *, may_be_recovery=False, **kwargs):
        attrs = CODE if may_be_recovery else CODE | {"inputmode": "numeric"}
        widget = forms.TextInput(attrs=attrs)
        super().__init__(max_length=LONGEST, widget=widget, **kwargs)


class PasswordField(forms.CharField):
    def __init__(self, **kwargs):
        widget = forms.PasswordInput(attrs={"autocomplete": "current-password", "dir": "ltr"})
        super().__init__(label=gettext_lazy("Your password"), strip=False, widget=widget, **kwargs)


class CodeForm(forms.Form):
    """The second step of a login; ``device`` is what accepted the code."""

    code = CodeField(label=gettext_lazy("Code that the app shows"))
    must_wait = False

    def __init__(self, data=None, *, user, request, **kwargs):
        super().__init__(data, **kwargs)
        self.user = user
        self.request = request

    def clean_code(self):
        try:
            self.device = second_step.verify(self.user, self.cleaned_data["code"], self.request)
        except Refused as refused:
            self.must_wait = refused.until is not None
            raise forms.ValidationError(_explain(refused), code="refused") from refused
        return self.cleaned_data["code"]


class RecoveryForm(CodeForm):
    """The same question on the same page; which of the two codes it is, the code itself says."""

    code = CodeField(label=gettext_lazy("Recovery code"), may_be_recovery=True)


class ChangeForm(CodeForm):
    """Changes what is set up: an open browser alone must not be enough, nor a password that was seen.

    The code comes first. Who has none learns nothing about the password.
    """

    code = CodeField(label=gettext_lazy("Code from the app, or a recovery code"), may_be_recovery=True)
    password = PasswordField()

    def clean_password(self):
        if "code" in self.cleaned_data and not is_password(self.request, self.cleaned_data["password"]):
            raise forms.ValidationError(_("This is not your password."))
        return ""


class SetUpForm(forms.Form):
    """The first code that the app shows; ``device`` and ``codes`` are what was set up."""

    field_order = ["password", "code"]
    code = CodeField(label=gettext_lazy("Code that the app shows"))

    def __init__(self, data=None, *, user, request, key):
        super().__init__(data)
        self.user = user
        self.request = request
        self.key = key

    def clean(self):
        if self.errors:
            return
        keep = self.request.session.session_key or ""
        try:
            code = self.cleaned_data["code"]
            made = second_step.set_up(self.user, self.key, code, keep=keep, request=self.request)
        except Refused:
            self.add_error("code", _("This is not the code that the app shows now. Wait for the next one."))
        else:
            self.device, self.codes = made


class OwnSetUpForm(SetUpForm):
    """For somebody who logged in a while ago, or left the browser to somebody else."""

    password = PasswordField()

    def clean_password(self):
        if not is_password(self.request, self.cleaned_data["password"]):
            raise forms.ValidationError(_("This is not your password."))
        return ""


def is_password(request, password) -> bool:
    """Asked as a login asks, so that guesses here count as guesses there."""
    username = request.user.get_username()
    is_right = authenticate(request, username=username, password=password) == request.user
    if is_right:
        take_back(request, request.user)
    return is_right


def _explain(refused):
    if refused.until is None:
        return _("This code is wrong, or it was used before.")
    if refused.until - timezone.now() < ONE_MINUTE:
        return _("This was too soon after a wrong code. Wait a minute, then try again.")
    until = date_format(timezone.localtime(refused.until), "H:i")
    return _("Too many wrong codes. No code is looked at before %(time)s.") % {"time": until}

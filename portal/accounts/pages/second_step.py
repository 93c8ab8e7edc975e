"""One's own second step: set it up, make new recovery codes, switch it off."""

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from django_otp import login as pass_second_step

from portal.accounts import second_step
from portal.accounts.qr import qr_code
from portal.accounts.recovery_codes import in_groups

from .forms import ChangeForm, OwnSetUpForm

KEY = "key_of_second_step"
TEMPLATES = "admin/accounts/"


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def second_step_view(request):
    return _change(request) if second_step.is_set_up(request.user) else _set_up(request)


def key_of(request) -> str:
    """The key that this session alone is shown, and no account has before a code has confirmed it.

    So nobody who had another session of the account knows the key that its owner sets up.
    """
    return request.session.setdefault(KEY, second_step.new_key())


def forget_key(request):
    request.session.pop(KEY, None)


def context_of_set_up(user, key, form) -> dict:
    device = second_step.device_to_show(user, key)
    return {
        "title": _("Second step at login"),
        "form": form,
        "qr_code": qr_code(device.config_url),
        # No app minds a space in a key; some mind any other sign.
        "key": in_groups(second_step.key_to_type(device), between=" "),
    }


def context_of_codes(codes, leads_to) -> dict:
    return {"title": _("Your recovery codes"), "codes": codes, "leads_to": leads_to}


def _set_up(request):
    key = key_of(request)
    data = request.POST if request.method == "POST" else None
    form = OwnSetUpForm(data, user=request.user, request=request, key=key)
    if not form.is_valid():
        return _answer(request, "second_step_set_up", context_of_set_up(request.user, key, form))
    forget_key(request)
    pass_second_step(request, form.device)
    request.session.cycle_key()
    return _show_codes(request, form.codes)


def _change(request):
    form = ChangeForm(request.POST if request.method == "POST" else None, user=request.user, request=request)
    is_required = second_step.is_required_of(request.user)
    if form.is_valid():
        if "switch_off" not in request.POST:
            return _renew(request)
        if not is_required:
            return _switch_off(request)
    context = {
        "title": _("Second step at login"),
        "form": form,
        "is_required": is_required,
        "codes_left": second_step.codes_left(request.user),
    }
    return _answer(request, "second_step", context)


def _renew(request):
    codes = second_step.renew_codes(request.user, keep=request.session.session_key, request=request)
    request.session.cycle_key()
    return _show_codes(request, codes)


def _switch_off(request):
    second_step.switch_off(request.user, keep=request.session.session_key, request=request)
    request.session.cycle_key()
    messages.success(request, _("The second step is switched off. The password alone logs you in."))
    return redirect("admin:second_step")


def _show_codes(request, codes):
    return _answer(request, "second_step_codes", context_of_codes(codes, reverse("admin:second_step")))


def _answer(request, template, context):
    context = admin.site.each_context(request) | context
    return TemplateResponse(request, f"{TEMPLATES}{template}.html", context)

"""Logging in: the password, then the second step where there is one, or where there has to be one."""

from http import HTTPStatus

from django.contrib import admin
from django.contrib.auth.views import LoginView
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from portal.accounts import second_step
from portal.accounts.brakes import take_back
from portal.accounts.sign_ins import SignInForm
from portal.accounts.waiting import admit, wait, who_waits

from .forms import CodeForm, RecoveryForm, SetUpForm
from .second_step import context_of_codes, context_of_set_up, forget_key, key_of


class PasswordView(LoginView):
    """The login of the admin. Nobody is logged in here of whom a second step is asked."""

    authentication_form = SignInForm
    template_name = "admin/login.html"
    next_page = "admin:index"

    def get(self, request, *args, **kwargs):
        if admin.site.has_permission(request):
            return redirect("admin:index")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        request = self.request
        who = {"app_path": request.get_full_path(), "username": request.user.get_username()}
        context = {"title": _("Log in"), "subtitle": None, **who}
        return super().get_context_data(**kwargs, **admin.site.each_context(request), **context)

    def form_valid(self, form):
        user = form.get_user()
        if second_step.is_set_up(user):
            page = "admin:login_code"
        elif second_step.is_required_of(user):
            page = "admin:login_set_up"
        else:
            return super().form_valid(form)
        take_back(self.request, user)
        wait(self.request, user, self.get_success_url())
        return redirect(page)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def code_view(request):
    user = who_waits(request)
    if user is None or not second_step.is_set_up(user):
        return redirect("admin:login")
    data = request.POST if request.method == "POST" else None
    is_recovery = "recovery" in request.POST
    code_form = CodeForm(None if is_recovery else data, user=user, request=request)
    recovery_form = RecoveryForm(
        data if is_recovery else None, user=user, request=request, auto_id="id_recovery_%s"
    )
    form = recovery_form if is_recovery else code_form
    form.fields["code"].widget.attrs["autofocus"] = True
    if form.is_valid():
        return HttpResponseRedirect(admit(request, user, form.device))
    context = admin.site.each_context(request) | {
        "title": _("Second step"),
        "is_login": True,
        "form": form,
        "code_form": code_form,
        "recovery_form": recovery_form,
    }
    status = HTTPStatus.TOO_MANY_REQUESTS if form.must_wait else HTTPStatus.OK
    return TemplateResponse(request, "admin/accounts/login_code.html", context, status=status)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def set_up_view(request):
    """Whoever must use a second step and has none goes no further than here."""
    user = who_waits(request)
    if user is None or second_step.is_set_up(user):
        return redirect("admin:login")
    key = key_of(request)
    form = SetUpForm(request.POST if request.method == "POST" else None, user=user, request=request, key=key)
    context = admin.site.each_context(request) | {"is_login": True}
    if not form.is_valid():
        context |= context_of_set_up(user, key, form)
        return TemplateResponse(request, "admin/accounts/second_step_set_up.html", context)
    forget_key(request)
    leads_to = admit(request, user, form.device)
    context |= context_of_codes(form.codes, leads_to)
    return TemplateResponse(request, "admin/accounts/second_step_codes.html", context)

"""What an administrator can do about how somebody logs in; each act is asked about once more."""

from dataclasses import dataclass

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from portal.accounts import second_step
from portal.accounts.models import User
from portal.accounts.session_ending import end_sessions


@dataclass(frozen=True)
class Act:
    name: str
    title: str
    explanation: str
    done: str


RESET = Act(
    "reset_second_step",
    gettext_lazy("Reset the second step"),
    gettext_lazy(
        "For somebody who has lost both the app and the recovery codes. Make sure that it is really them. "
        "Their app and codes stop working and they are logged out everywhere. If they must use a second "
        "step, they set it up with the next login."
    ),
    gettext_lazy("The second step was reset."),
)
LOG_OUT = Act(
    "log_out_everywhere",
    gettext_lazy("Log out everywhere"),
    gettext_lazy("All sessions of this account end with their next page. Its password stays as it is."),
    gettext_lazy("This account is logged out everywhere."),
)


def account_act_urls(staff_only):
    return [
        path("<id:pk>/reset-second-step/", staff_only(reset_view), name=f"accounts_user_{RESET.name}"),
        path("<id:pk>/log-out-everywhere/", staff_only(log_out_view), name=f"accounts_user_{LOG_OUT.name}"),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def reset_view(request, pk):
    if pk == request.user.pk:  # one's own is switched off with password and code
        raise PermissionDenied
    return _act(request, pk, RESET, lambda user: second_step.reset(user, by=request.user, request=request))


@require_http_methods(["GET", "HEAD", "POST"])
def log_out_view(request, pk):
    return _act(request, pk, LOG_OUT, lambda user: end_sessions(user, by=request.user, request=request))


def _act(request, pk, act, do):
    user = get_object_or_404(User, pk=pk)
    if not admin.site.get_model_admin(User).has_change_permission(request, user):
        raise PermissionDenied
    if request.method == "POST":
        do(user)
        messages.success(request, str(act.done))
        return redirect("admin:accounts_user_change", user.pk)
    context = admin.site.each_context(request) | {
        "title": act.title,
        "act": act,
        "account": user,
        "is_set_up": second_step.is_set_up(user),
        "session_count": user.sessions.living().count(),
    }
    return TemplateResponse(request, "admin/accounts/act.html", context)

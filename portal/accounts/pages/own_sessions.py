"""Where one is logged in, and ending it there."""

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from portal.accounts.session_ending import end_session, end_sessions
from portal.accounts.sessions import row_key


@require_http_methods(["GET", "HEAD", "POST"])
def sessions_view(request):
    if request.method == "POST":
        return _end(request)
    own = row_key(request.session.session_key)
    sessions = sorted(request.user.sessions.living().order_by("-used_at"), key=lambda row: row.pk != own)
    context = admin.site.each_context(request) | {
        "title": _("Where you are logged in"),
        "sessions": sessions,
        "own": own,
    }
    return TemplateResponse(request, "admin/accounts/sessions.html", context)


def _end(request):
    if row := request.POST.get("session"):
        count = end_session(request.user, row, request)
    else:
        keep = request.session.session_key
        count = end_sessions(request.user, by=request.user, keep=keep, request=request)
    told = ngettext("%(count)d session ended.", "%(count)d sessions ended.", count)
    messages.success(request, told % {"count": count})
    return redirect("admin:sessions")

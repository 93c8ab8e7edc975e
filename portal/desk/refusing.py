"""The page for whoever tried to sign in too often; it is the same whether there is such an account."""

from http import HTTPStatus
from math import ceil

from django.utils.translation import gettext, ngettext

from portal.accounts.brakes import seconds_to_wait
from portal.errors import error_response


def refuse(request, response=None, credentials=None):
    """What django-axes answers to a try that isn't allowed."""
    typed = credentials or {"username": request.POST.get("username")}
    return closed(request, max(1, seconds_to_wait(request, typed)))


def closed(request, seconds, title="", message=""):
    """``message`` replaces what is said of passwords; it is followed by when to try again."""
    told = message or gettext(
        "There were too many wrong tries. For now no password is accepted from here, not even the right one."
    )
    response = error_response(
        request,
        HTTPStatus.TOO_MANY_REQUESTS,
        title=title or gettext("Logging in is closed for a while"),
        message=f"{told} {_again_in(ceil(seconds / 60))}",
    )
    response["Retry-After"] = str(seconds)
    return response


def _again_in(minutes):
    return ngettext("Try again in %(minutes)d minute.", "Try again in %(minutes)d minutes.", minutes) % {
        "minutes": minutes
    }

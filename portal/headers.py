"""What browsers are told that an answer may do: the only file that says so, beside the settings.

First of all middleware but one: what the others answer by themselves, errors too, goes through here.
"""

from http import HTTPStatus

from csp.middleware import CSPMiddleware
from django.conf import settings

PAGE = "text/html"
#: Neither our pages nor what they are built of belongs into pages of other sites; pictures and feeds do.
OF_OUR_PAGES = (PAGE, "text/css", "text/javascript", "application/javascript", "font/")
#: Nothing here asks for these, and nothing that somebody smuggles in may.
DENIED = (
    *("camera", "display-capture", "geolocation", "hid", "microphone", "midi"),
    *("payment", "serial", "usb"),
)
PERMISSIONS = ", ".join(f"{feature}=()" for feature in DENIED)
#: The admin's own scripts write markup as text.
WITHOUT_TRUSTED_TYPES = {"require-trusted-types-for": None, "trusted-types": None}


class HeadersMiddleware(CSPMiddleware):
    """Django's SecurityMiddleware, below this one, adds its own."""

    def process_response(self, request, response):
        response = super().process_response(request, response)
        # A 304 leaves what the reader holds as it is.
        if response.status_code != HTTPStatus.NOT_MODIFIED:
            response["Cross-Origin-Resource-Policy"] = _usable_from(response)
            if _type_of(response) == PAGE:
                response["Permissions-Policy"] = PERMISSIONS
                response["Origin-Agent-Cluster"] = "?1"
        return response

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith(f"/{settings.ADMIN_PATH}"):
            parts.replace = WITHOUT_TRUSTED_TYPES | (parts.replace or {})
        return parts


def _usable_from(response):
    """Whose pages may show this answer. A redirect to a picture is asked as the picture is."""
    if 300 <= response.status_code < 400:
        return "cross-origin"
    is_public = "public" in response.get("Cache-Control", "")
    return "cross-origin" if is_public and not _type_of(response).startswith(OF_OUR_PAGES) else "same-origin"


def _type_of(response):
    return response.get("Content-Type", "").partition(";")[0].strip().lower()

"""``/.well-known/security.txt`` (RFC 9116): to whom a weakness of the portal is reported."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.addresses import absolute
from portal.bilingual.languages import LANGUAGES
from portal.open_data import keep

ADDRESS = "/.well-known/security.txt"
#: Less than the year that the RFC recommends; told anew each day for as long as the portal is kept running.
VALID = timedelta(days=180)


@require_safe
def security_contact(request):
    if not settings.SECURITY_CONTACT:
        raise Http404("nobody is named in the settings")
    content = "".join(f"{name}: {value}\n" for name, value in _fields())
    return keep(HttpResponse(content, content_type="text/plain; charset=utf-8"), is_indexed=False)


def _fields():
    for contact in settings.SECURITY_CONTACT:
        yield "Contact", contact if ":" in contact else f"mailto:{contact}"
    midnight = datetime.combine(timezone.now().astimezone(UTC).date(), time(), UTC)
    yield "Expires", f"{midnight + VALID:%Y-%m-%dT%H:%M:%SZ}"
    yield "Preferred-Languages", ", ".join(LANGUAGES)
    yield "Canonical", absolute(ADDRESS)
    if settings.SECURITY_POLICY:
        yield "Policy", settings.SECURITY_POLICY

"""What programs that read by themselves are asked to leave alone.

Pages that say ``noindex`` are open to them: who may not read a page can't read that. Closed are the rooms of
editors, drafts, and searches, of which there is no end. An admin that was given another address isn't named:
this file would tell everybody where it is.
"""

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from portal.addresses import absolute
from portal.bilingual.languages import LANGUAGES
from portal.open_data import keep

CLOSED = (
    *("/preview/", "/i18n/"),
    *(f"/{language}/{path}" for language in LANGUAGES for path in ("search/?", "search/suggestions/")),
)


@require_safe
def robots(request):
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in (*_usual_admin(), *CLOSED)),
        "",
        f"Sitemap: {absolute('/sitemap.xml')}",
    ]
    return keep(
        HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8"), is_indexed=False
    )


def _usual_admin():
    return ["/admin/"] if settings.ADMIN_PATH == "admin/" else []

"""Every address of the portal: those with a language, then those of machines and editors."""

import re

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.templatetags.static import static
from django.urls import include, path, re_path, register_converter
from django.utils.functional import lazy
from django.views.generic import RedirectView

from articles.media import picture_file
from articles.preview_page import preview, preview_picture
from portal.announcing.views import indexnow_key
from portal.api.views import data
from portal.bilingual.slugs import AsciiSlugConverter, IdConverter, UnicodeSlugConverter
from portal.converters import MonthConverter, YearConverter
from portal.health import live, ready
from portal.home.views import choose_language
from portal.oembed import oembed
from portal.robots import robots
from portal.security_contact import security_contact
from portal.sitemaps import FileConverter, index, sitemap_file
from portal.status.metrics import metrics

register_converter(AsciiSlugConverter, "ascii_slug")
register_converter(IdConverter, "id")
register_converter(FileConverter, "sitemap_file")
register_converter(MonthConverter, "month")
register_converter(UnicodeSlugConverter, "unicode_slug")
register_converter(YearConverter, "year")

MACHINES = (
    rf"^(?P<path>(?:api/|health/|media/|{re.escape(settings.ADMIN_PATH)}|i18n/|\.well-known/"
    r"|favicon\.ico$|robots\.txt$|sitemap[^/]*\.xml$).*)$"
)

urlpatterns = [
    path("", choose_language, name="choose_language"),
    path(settings.ADMIN_PATH, include("portal.desk.urls")),
    path(settings.ADMIN_PATH, admin.site.urls),
    path("api/oembed", oembed, name="oembed"),
    path("api/", include("portal.api.urls")),
    path("i18n/", include("portal.bilingual.urls")),
    path("media/<path:name>", picture_file, name="picture_file"),
    # Not even a redirect to a preview may be kept, so these neither append a slash nor move permanently.
    path("preview/<str:token>/", preview, name="preview"),
    path("preview/<str:token>", RedirectView.as_view(pattern_name="preview")),
    path("preview/<str:token>/media/<str:name>", preview_picture, name="preview_picture"),
    path("health/live/", live, name="health_live"),
    path("health/ready/", ready, name="health_ready"),
    path("metrics", metrics, name="metrics"),
    path(".well-known/security.txt", security_contact, name="security_contact"),
    path("favicon.ico", RedirectView.as_view(url=lazy(static, str)("img/favicon.svg")), name="favicon"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", index, name="sitemap_index"),
    path("sitemap-<sitemap_file:file>.xml", sitemap_file, name="sitemap"),
    re_path(r"(?P<key>[A-Za-z0-9-]{8,128})\.txt$", indexnow_key, name="indexnow_key"),
    *i18n_patterns(
        re_path(MACHINES, RedirectView.as_view(url="/%(path)s", permanent=True, query_string=True)),
        path("preview/<path:rest>", RedirectView.as_view(url="/preview/%(rest)s")),
        path("", include("portal.home.urls")),
        path("", include("articles.urls")),
        path("", include("organizations.urls")),
        path("", include("organizations.partnerships.urls")),
        path("data/", data, name="data"),
        path("", include("portal.search.urls")),
        path("", include("portal.offline.urls")),
        path("", include("portal.pages.urls")),
    ),
]

handler400 = "portal.errors.bad_request"
handler403 = "portal.errors.permission_denied"
handler404 = "portal.errors.not_found"
handler500 = "portal.errors.server_error"

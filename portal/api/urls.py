from django.urls import path, re_path
from django.views.generic import RedirectView

from .version_1 import api
from .views import docs, openapi

#: What exists without its last slash; anything else would be led back and forth between both spellings.
LISTS = "articles|topics|authors|organizations|people|partnerships|commitments"
WITH_SLASH = rf"^(?P<path>v1/(?:changes|search|(?:{LISTS})(?:/[^/]+)?))/$"

urlpatterns = [
    path("v1/openapi.json", openapi, name="openapi"),
    path("v1/docs", docs, name="api_docs"),
    # One address for each document: without a slash at its end.
    re_path(WITH_SLASH, RedirectView.as_view(url="/api/%(path)s", permanent=True, query_string=True)),
    path("v1", RedirectView.as_view(url="/api/v1/docs")),
    path("v1/", RedirectView.as_view(url="/api/v1/docs")),
    path("v1/", api.urls),
]

"""The yardstick: Django that does nothing but return a constant, behind two middlewares of its own.

``HEADERS``, as JSON, are sent along: a cache in front keeps what names what it shows.
"""

import json
import os

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import re_path

settings.configure(
    SECRET_KEY="of no use",  # noqa: S106 -- nothing is signed
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.common.CommonMiddleware",
    ],
)
django.setup()

BODY = os.urandom(int(os.environ.get("BODY_BYTES", "10000")))
HEADERS = json.loads(os.environ.get("HEADERS", "{}"))
urlpatterns = [re_path("", lambda request: HttpResponse(BODY, headers=HEADERS))]
application = get_wsgi_application()

"""The yardstick: Django that does nothing but return a constant, behind two middlewares of its own."""

import os

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

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
urlpatterns = [path("", lambda request: HttpResponse(BODY))]
application = get_wsgi_application()

"""The WSGI entry point that gunicorn serves: Django, behind what is kept of its pages."""

import os

import django
from django.conf import settings
from django.urls import get_resolver

from portal.production import refuse_unsafe_start
from portal.utf8_requests import Utf8Handler

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

django.setup(set_prefix=False)
refuse_unsafe_start()
application = Utf8Handler()
# The views too: once for all workers, and not while the first reader waits.
get_resolver().url_patterns  # noqa: B018 -- read for what it loads

if settings.PAGE_CACHE:
    from portal.page_cache.application import PageCache  # needs the apps, which are ready only now

    application = PageCache(application)

"""The WSGI entry point that gunicorn serves: Django, behind what is kept of its pages."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

application = get_wsgi_application()

if settings.PAGE_CACHE:
    from portal.page_cache.application import PageCache  # needs the apps, which are ready only now

    application = PageCache(application)

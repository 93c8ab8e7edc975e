"""The portal without pages in the process: each is read from the store that all workers share."""

from portal.page_cache.stores import HotPages
from portal.wsgi import application

application.hot = HotPages(most_bytes=0)

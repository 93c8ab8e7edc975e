"""The portal's own settings, with what only costs time taken out."""

from portal.settings import *  # noqa: F403 -- the settings under test are the real ones
from portal.settings import CACHES, DATABASES, STORAGES, VAR_DIR

# Names without a hash need no collectstatic; tests/browser serves the hashed ones.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
CACHES["cards"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "cards"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# A file, as in use: an in-memory database is one connection shared by all threads.
DATABASES["default"].setdefault("TEST", {})
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
# What a worker would do is done at once, where the test lets the transaction end.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
# Nobody keeps pages but the tests of that, so nobody needs to hear of changes.
PAGE_CACHE = False
# Who tests asks more often than anybody may; the tests of the limit set one.
API_REQUESTS_PER_MINUTE = 0

# Of a machine with much to do, nothing is said that a test would take for its own.
SLOW_QUERY_SECONDS = 0

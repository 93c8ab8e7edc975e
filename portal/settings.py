"""The one settings file. Every value that differs between machines comes from the environment.

``.env.example`` names each variable. An installation that is given no secret makes its own, kept under
``VAR_DIR``; what isn't safe where others can reach it doesn't start (``portal/production.py``).
"""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from portal.secret_key import read_or_make_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var"))).resolve()
SECRET_KEY = env("SECRET_KEY", default="") or read_or_make_secret_key(VAR_DIR / "secret_key")

# Addresses. Absolute links are built from SITE_URL and never from the Host header.
SITE_URL_IS_GIVEN = bool(env("SITE_URL", default=""))
SITE_URL = (env("SITE_URL", default="") or "http://127.0.0.1:8000").rstrip("/")
_site = urlsplit(SITE_URL)
IS_HTTPS = _site.scheme == "https"
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[_site.hostname, "127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = [SITE_URL] if IS_HTTPS else []

# Where editors work; deploy/nginx.conf and deploy/varnish.vcl name it too.
ADMIN_PATH = env("ADMIN_PATH", default="admin").strip("/") + "/"

# Who names entries of feeds, and since when (RFC 4151): never changed again, not even with SITE_URL.
TAG_AUTHORITY = env("TAG_AUTHORITY", default="portal.invalid,2026")

# Masthead
SITE_NAME = {"ar": env("SITE_NAME_AR", default="سِجِلّ"), "en": env("SITE_NAME_EN", default="Sijil")}
SITE_TAGLINE = {
    "ar": env("SITE_TAGLINE_AR", default="السياسات الرقمية في الكويت والخليج: من أعلن ماذا، ومع من"),
    "en": env("SITE_TAGLINE_EN", default="Digital policy in the Gulf: who announced what, with whom"),
}
SITE_OWNER = env("SITE_OWNER", default="")
SITE_RESPONSIBLE_MANAGER = env("SITE_RESPONSIBLE_MANAGER", default="")
SITE_EDITOR_IN_CHIEF = env("SITE_EDITOR_IN_CHIEF", default="")
SITE_CONTENT_LICENCE = env("SITE_CONTENT_LICENCE", default="")
SITE_CONTACT_EMAIL = env("SITE_CONTACT_EMAIL", default="")

INSTALLED_APPS = [
    "modeltranslation",  # before admin, so that it can patch the model admin
    "portal.desk.apps.DeskConfig",  # django.contrib.admin with a front page of our own
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_prose_editor",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django_tasks",
    "django_tasks_db",
    "portal.apps.PortalConfig",
    "portal.accounts.apps.AccountsConfig",
    "portal.bilingual.apps.BilingualConfig",
    "portal.feeds.apps.FeedsConfig",
    "portal.index.apps.IndexConfig",
    "portal.mail.apps.MailConfig",
    "portal.pages.apps.PagesConfig",
    "organizations.apps.OrganizationsConfig",
    "organizations.partnerships.apps.PartnershipsConfig",
    "articles.apps.ArticlesConfig",
    "portal.search.apps.SearchConfig",
    "portal.announcing.apps.AnnouncingConfig",
    "portal.page_cache.apps.PageCacheConfig",
    "portal.watching.apps.WatchingConfig",
    "portal.status.apps.StatusConfig",
]

MIDDLEWARE = [
    "portal.watching.request_names.RequestNameMiddleware",
    "portal.watching.timing.TimingMiddleware",
    "portal.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "portal.api.middleware.OpenDataMiddleware",
    "portal.input_guard.InputGuardMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.caching.PublicPageMiddleware",
    "portal.bilingual.middleware.LanguageMiddleware",
    "portal.errors.DatabaseAwayMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "portal.accounts.second_step_middleware.SecondStepMiddleware",
    "portal.accounts.unattended.UnattendedMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "portal.bilingual.templatetags.bilingual",
                "portal.templatetags.cached_include",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context_processors.site",
            ],
        },
    },
]

# Database
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
_database = DATABASES["default"]
# Why kept, and for how long: docs/decisions/0043-connections-are-kept.md.
_database["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
# Only those who serve pages have it (gunicorn.conf.py says so): commands may wait for long queries.
DATABASE_PATIENCE = 0
if env.bool("SERVES_PAGES", default=False):
    DATABASE_PATIENCE = env.float("DATABASE_PATIENCE", default=3.5)
if _database["ENGINE"] == "django.db.backends.sqlite3":
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        # Who serves readers (gunicorn.conf.py) does not hold them up for a writer.
        "timeout": DATABASE_PATIENCE or 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;",
    }
    # SQLite makes its file, but not the folder that holds it.
    Path(_database["NAME"]).parent.mkdir(parents=True, exist_ok=True)
else:
    _database["CONN_HEALTH_CHECKS"] = True
    # How long a statement may take is set where pages are served (gunicorn.conf.py): migrations take longer.
    _database.setdefault("OPTIONS", {}).update(connect_timeout=2, tcp_user_timeout=3000)
    # The server keeps the plans of prepared queries. It can't behind a pooler that lends it by transaction.
    _database["OPTIONS"]["prepare_threshold"] = 2 if env.bool("DATABASE_KEEPS_PLANS", default=True) else None
    # Where pages are served (gunicorn.conf.py), nobody waits longer for a database that is silent.
    if DATABASE_PATIENCE:
        _database["ENGINE"] = "portal.patience"
    if env.bool("DATABASE_POOL", default=False):
        # A database that was away is asked anew by whoever comes next, not at ever longer intervals.
        _database["OPTIONS"]["pool"] = {
            "min_size": 1,
            "max_size": 4,
            "timeout": 2,
            "reconnect_timeout": 2,
            "num_workers": 1,
        }
        _database["CONN_MAX_AGE"] = 0  # the pool says how old they get
# A replica that PostgreSQL streams to: public pages are read from it (portal/page_cache/replica.py).
if env("DATABASE_REPLICA_URL", default=""):
    if _database["ENGINE"] == "django.db.backends.sqlite3":
        raise ImproperlyConfigured("DATABASE_REPLICA_URL follows a PostgreSQL; DATABASE_URL names SQLite.")
    _replica = env.db("DATABASE_REPLICA_URL")
    _options = _database["OPTIONS"] | _replica.get("OPTIONS", {})
    DATABASES["replica"] = _database | _replica | {"ENGINE": _database["ENGINE"], "OPTIONS": _options}
    DATABASES["replica"]["TEST"] = {"MIRROR": "default"}
    DATABASE_ROUTERS = ["portal.page_cache.replica.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Who keeps the search index: empty is the database itself, an address another engine.
SEARCH_URL = env("SEARCH_URL", default="")

# Share cards are drawn once and kept as files that every process finds; some make room for new ones.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "cards": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "cards",
        "TIMEOUT": 90 * 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
    # Public pages, for all processes: files of this machine, or Redis for several (CACHE_URL=redis://…).
    "pages": {
        "BACKEND": "portal.page_cache.page_files.PageFiles",
        "LOCATION": VAR_DIR / "pages",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}
if env("CACHE_URL", default=""):
    # A Redis that hangs must not hold up what can be made without it.
    patience = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5}
    CACHES["pages"] = {"OPTIONS": patience} | env.cache_url("CACHE_URL")

# Caches in front that are purged when anything has changed (portal/page_cache/edges.py): http://127.0.0.1:6081/
# for Varnish and others that understand PURGE, fastly://token@service, cloudflare://token@zone.
EDGES = env.list("EDGES", default=[])

# Whether pages are answered before Django is asked (portal/page_cache); whoever changes templates wants not.
PAGE_CACHE = env.bool("PAGE_CACHE", default=not DEBUG)

# So many searches an address may ask of each worker in a minute; 0 counts none (portal/search/limits.py).
SEARCHES_PER_MINUTE = env.int("SEARCHES_PER_MINUTE", default=300)

# So many documents of the open data, likewise (portal/api/middleware.py).
API_REQUESTS_PER_MINUTE = env.int("API_REQUESTS_PER_MINUTE", default=120)

# Browsers keep what was read for when there is no connection; false takes that back from all of them.
OFFLINE_READING = env.bool("OFFLINE_READING", default=True)

# Accounts
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "admin:login"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first: it refuses before a password is looked at
    "django.contrib.auth.backends.ModelBackend",
]
# Whoever guesses is slowed down (portal/accounts/brakes.py).
AXES_HANDLER = "portal.accounts.brakes.Brakes"
AXES_LOCKOUT_CALLABLE = "portal.desk.refusing.refuse"
AXES_CLIENT_IP_CALLABLE = "portal.accounts.record.address_of"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_ENABLE_ADMIN = AXES_VERBOSE = False
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    # Kept until its owner signs in; then it is hashed anew.
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
PASSWORD_RESET_TIMEOUT = 3600
# After so many days without a sign-in an account is closed until an administrator opens it; 0 closes none.
ACCOUNT_IDLE_DAYS = env.int("ACCOUNT_IDLE_DAYS", default=45)
# So long the log of accounts keeps network addresses (manage.py forget_addresses).
AUDIT_ADDRESSES_DAYS = env.int("AUDIT_ADDRESSES_DAYS", default=30)
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# Who must use a second step at login; others may, and an administrator can ask it of single accounts.
_whom = ("none", "administrators", "staff")
SECOND_FACTOR_REQUIRED = env.str("SECOND_FACTOR_REQUIRED", default="none", choices=_whom)
OTP_TOTP_ISSUER = SITE_NAME["en"]
# Sessions end when nobody has used them for so long, and so long after the login in any case.
SESSION_ENGINE = "portal.accounts.sessions"
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", default=180)
SESSION_HOURS = env.int("SESSION_HOURS", default=12)
SESSION_COOKIE_AGE = SESSION_HOURS * 3600

# Mail: without a server it is written to standard output, as in the demo.
globals().update(env.email("EMAIL_URL", default="consolemail://"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("MAIL_FROM", default=SITE_CONTACT_EMAIL or "portal@localhost")

# Languages: Arabic first; no language ever stands in for the other (design guarantee 1).
LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", _("Arabic")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "portal_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = IS_HTTPS
LOCALE_PATHS = [BASE_DIR / "portal" / "locale"]
FORMAT_MODULE_PATH = ["portal.bilingual.formats"]
USE_TZ = True
TIME_ZONE = "Asia/Kuwait"
MODELTRANSLATION_DEFAULT_LANGUAGE = "ar"
MODELTRANSLATION_FALLBACK_LANGUAGES = {"default": ()}

# Files
STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(VAR_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "portal" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
# Pictures are kept in this folder, or in a bucket: s3+https://key:secret@host/bucket (portal/object_storage).
MEDIA_STORAGE = env("MEDIA_STORAGE", default="")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "portal.static_files.PortalStaticFiles"},
}
if MEDIA_STORAGE:
    STORAGES["default"] = {
        "BACKEND": "portal.object_storage.storage.ObjectStorage",
        "OPTIONS": {"address": MEDIA_STORAGE},
    }
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (
    "jpg",
    "jpeg",
    "png",
    "gif",
    "webp",
    "avif",
    "woff2",
    "gz",
    "br",
    "map",
)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# What nobody waits for is done by the worker, ``manage.py work``; what there is to do is in the database.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Who is told of what is published, beside webhooks; each is off while it is empty (portal/announcing).
INDEXNOW_KEY = env("INDEXNOW_KEY", default="")
INDEXNOW_URL = env("INDEXNOW_URL", default="https://api.indexnow.org/indexnow")
WEBSUB_HUB = env("WEBSUB_HUB", default="")

# Who is told of a weakness in the portal: mailto: or https: addresses (portal/security_contact.py).
SECURITY_CONTACT = env.list("SECURITY_CONTACT", default=[])
SECURITY_POLICY = env("SECURITY_POLICY", default="")

# Other machines are asked only on the public internet (portal/outside), but for those named here, host:port.
OUTSIDE_ALLOWED = env.list("OUTSIDE_ALLOWED", default=[])

# Security. Secure cookies, HSTS and redirects follow the scheme of SITE_URL.
SESSION_COOKIE_NAME = "__Host-session" if IS_HTTPS else "session"
SESSION_COOKIE_SECURE = IS_HTTPS
# Not Strict: links in mails, to set a password or to what waits for somebody, would find nobody signed in.
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrf" if IS_HTTPS else "csrf"
CSRF_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "portal.errors.csrf_failure"
SECURE_SSL_REDIRECT = IS_HTTPS
# Not to the host that the request names.
SECURE_SSL_HOST = _site.netloc
# Who watches asks on the machine itself: Varnish, containers, a monitor.
SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_HTTPS and env.bool("HSTS_SUBDOMAINS", default=True)
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    # Only where a proxy in front overwrites the header; a client could forge it otherwise.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        # Text becomes markup or the address of a script nowhere but in these two places of portal/static/js.
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["kept-pages", "worker"],
    },
}

# Who is told of faults: by mail, or Sentry (portal/watching).
ADMINS = [("", address) for address in env.list("ADMINS", default=[])]
SENTRY_DSN = env("SENTRY_DSN", default="")
EMAIL_SUBJECT_PREFIX = f"[{SITE_NAME['en']}] "

# Who reads /metrics shows it; empty, nobody does (portal/status/metrics.py).
METRICS_TOKEN = env("METRICS_TOKEN", default="")

# Logging: errors with their cause to standard error, where the process manager keeps them.
LOG_FORMAT = env.str("LOG_FORMAT", default="plain", choices=("plain", "json"))
# Queries that take so long are logged (portal/watching/slow_queries.py).
SLOW_QUERY_SECONDS = env.float("SLOW_QUERY_SECONDS", default=1)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request": {"()": "portal.watching.logs.NameRequest"}},
    "formatters": {
        "plain": {
            "()": "portal.watching.logs.PlainLines",
            "fmt": "%(asctime)s %(levelname)s %(name)s [%(request_name)s] %(message)s",
        },
        "json": {"()": "portal.watching.logs.JsonLines"},
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT, "filters": ["request"]},
        "mail": {"class": "portal.watching.error_mail.ErrorMail", "level": "ERROR", "filters": ["request"]},
    },
    "root": {
        "handlers": ["stderr", "mail"] if ADMINS else ["stderr"],
        "level": env("LOG_LEVEL", default="WARNING"),
    },
    # At DEBUG the client of OpenSearch logs what it sends and gets: drafts, and what readers look for.
    "loggers": {
        "opensearch": {"level": "WARNING"},
        "opensearchpy.trace": {"level": "WARNING"},
        # Without Django's own mails to ADMINS: these hold cookies and addresses.
        "django": {"handlers": []},
    },
}

"""How a portal that others reach must not be set: ``check --deploy`` says so, and the server does not start.

In production is whoever has a SITE_URL that isn't of this machine: nothing of this is asked of ``make run``.
"""

import re
import sys
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.db import DEFAULT_DB_ALIAS
from django.http.request import validate_host

from portal.bilingual.languages import LANGUAGES

START = "start"
OF_THIS_MACHINE = re.compile(r"localhost|127(\.\d{1,3}){3}|::1")
#: As Django's own check of keys has it (security.W009).
SHORTEST_KEY, FEWEST_CHARACTERS = 50, 5
KEY_OF_AN_EXAMPLE = re.compile(r"django-insecure-|change.?me|your.?secret|example", re.IGNORECASE)
CONSOLE = "django.core.mail.backends.console.EmailBackend"
ADMIN_PATH = re.compile(r"[a-z0-9][a-z0-9_-]*(?:/[a-z0-9][a-z0-9_-]*)*/")
#: Beginnings of addresses that are taken.
TAKEN = {*LANGUAGES, "api", "health", "i18n", "media", "preview", "static"}


def refuse_unsafe_start():
    """End this process, with what is wrong and how it is put right, where it mustn't serve."""
    found = checks.run_checks(tags=[START], include_deployment_checks=True)
    errors = [message for message in found if message.is_serious()]
    if errors:
        lines = [f"  {message.id}: {message.msg}\n    {message.hint}" for message in errors]
        sys.exit("\n".join(["The portal doesn’t start like this:", *lines]))


def is_in_production() -> bool:
    return not OF_THIS_MACHINE.fullmatch(_host())


@checks.register(checks.Tags.security, START, deploy=True)
def site_url_is_given(app_configs, **kwargs):
    if settings.SITE_URL_IS_GIVEN or settings.DEBUG:
        return []
    return [
        checks.Error(
            "SITE_URL is missing.",
            hint="Set SITE_URL=https://your.domain, the address readers type. To try the portal: make run.",
            id="portal.E010",
        )
    ]


@checks.register(checks.Tags.security, START, deploy=True)
def site_url_is_the_address_of_a_site(app_configs, **kwargs):
    parts = urlsplit(settings.SITE_URL)
    rest = parts.path or parts.query or parts.fragment or parts.username
    if parts.scheme in {"http", "https"} and parts.hostname and not rest:
        return []
    return [
        checks.Error(
            f"SITE_URL is not the address of a site: {settings.SITE_URL}",
            hint="It is a scheme and a host, and a port if need be: SITE_URL=https://your.domain",
            id="portal.E011",
        )
    ]


@checks.register(checks.Tags.security, START, deploy=True)
def nobody_debugs_in_production(app_configs, **kwargs):
    if not (settings.DEBUG and (is_in_production() or settings.BEHIND_PROXY)):
        return []
    return [
        checks.Error(
            "DEBUG is on where others can reach the portal: its error pages show code and settings.",
            hint="Set DEBUG=false, or SITE_URL=http://127.0.0.1:8000 on a machine of your own.",
            id="portal.E012",
        )
    ]


@checks.register(checks.Tags.security, START, deploy=True)
def secret_key_is_secret(app_configs, **kwargs):
    key = settings.SECRET_KEY
    is_weak = len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_CHARACTERS or KEY_OF_AN_EXAMPLE.search(key)
    if not (is_in_production() and is_weak):
        return []
    return [
        checks.Error(
            "SECRET_KEY can be guessed: it is short, monotonous or taken from an example.",
            hint="Leave SECRET_KEY out, and the portal makes one; or take what this prints: "
            'python3 -c "import secrets; print(secrets.token_urlsafe(50))"',
            id="portal.E013",
        )
    ]


@checks.register(checks.Tags.security, START, deploy=True)
def hosts_are_named(app_configs, **kwargs):
    if "*" not in settings.ALLOWED_HOSTS and validate_host(_host(), settings.ALLOWED_HOSTS):
        return []
    return [
        checks.Error(
            "ALLOWED_HOSTS allows every host, or not the one of SITE_URL.",
            hint="Leave ALLOWED_HOSTS out: it is the host of SITE_URL then. Never set it to *.",
            id="portal.E014",
        )
    ]


@checks.register(checks.Tags.security, START, deploy=True)
def https_comes_through_a_proxy(app_configs, **kwargs):
    if not settings.IS_HTTPS or settings.BEHIND_PROXY:
        return []
    return [
        checks.Error(
            "SITE_URL is https, but BEHIND_PROXY is not set: every page would lead to itself for ever.",
            hint="Let a proxy end TLS and overwrite X-Forwarded-Proto, as deploy/nginx.conf does, "
            "and set BEHIND_PROXY=true.",
            id="portal.E015",
        )
    ]


@checks.register(checks.Tags.security, START, deploy=True)
def admin_path_is_free(app_configs, **kwargs):
    path = settings.ADMIN_PATH
    if ADMIN_PATH.fullmatch(path) and path.partition("/")[0] not in TAKEN:
        return []
    return [
        checks.Error(
            f"ADMIN_PATH can’t be the address of the admin: {path}",
            hint="Small letters, digits, - and _; not the beginning of another address. ADMIN_PATH=newsroom/",
            id="portal.E016",
        )
    ]


@checks.register(checks.Tags.security, deploy=True)
def several_machines_share_a_server(app_configs, **kwargs):
    """Pages are kept in Redis by those who run several machines."""
    is_file = settings.DATABASES[DEFAULT_DB_ALIAS]["ENGINE"] == "django.db.backends.sqlite3"
    if not (is_file and "redis" in settings.CACHES["pages"]["BACKEND"].lower()):
        return []
    return [
        checks.Warning(
            "CACHE_URL is shared by machines, but SQLite is a file of one machine.",
            hint="Set DATABASE_URL=postgres://… and the same SECRET_KEY on all of them.",
            id="portal.W006",
        )
    ]


@checks.register(checks.Tags.security, deploy=True)
def mail_has_a_server(app_configs, **kwargs):
    if not (is_in_production() and settings.EMAIL_BACKEND == CONSOLE):
        return []
    return [
        checks.Warning(
            "EMAIL_URL is missing: mail goes to standard output, and links that set passwords into the log.",
            hint="Set EMAIL_URL=smtp+tls://user:password@mail.your.domain:587",
            id="portal.W007",
        )
    ]


@checks.register(checks.Tags.security, deploy=True)
def second_step_is_required(app_configs, **kwargs):
    if not (is_in_production() and settings.SECOND_FACTOR_REQUIRED == "none"):
        return []
    return [
        checks.Warning(
            "SECOND_FACTOR_REQUIRED is none: who learns a password can publish.",
            hint="Set SECOND_FACTOR_REQUIRED=staff, or administrators.",
            id="portal.W008",
        )
    ]


def _host():
    return urlsplit(settings.SITE_URL).hostname or ""

import os
import subprocess
import sys

import pytest
from django.core.checks import run_checks

from portal.production import (
    CONSOLE,
    START,
    mail_has_a_server,
    refuse_unsafe_start,
    second_step_is_required,
    several_machines_share_a_server,
)
from tests.serving import ROOT

KEY = "kS9wQ2vX7bN4mZ8pL1cR6tY3uH5jD0fGaEoIqWxCsVnBzMlK42"
GOOD = {
    "SITE_URL": "https://portal.example",
    "SITE_URL_IS_GIVEN": True,
    "IS_HTTPS": True,
    "BEHIND_PROXY": True,
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": ["portal.example", "127.0.0.1"],
    "ADMIN_PATH": "newsroom/",
    "DEBUG": False,
}
LOCAL = GOOD | {
    "SITE_URL": "http://127.0.0.1:8001",
    "IS_HTTPS": False,
    "BEHIND_PROXY": False,
    "ALLOWED_HOSTS": ["127.0.0.1"],
}
WITHOUT_ADDRESS = LOCAL | {"SITE_URL_IS_GIVEN": False}
INTRANET = LOCAL | {"SITE_URL": "http://10.0.0.1", "ALLOWED_HOSTS": ["10.0.0.1"]}


@pytest.fixture
def found(settings):
    """The ids of what keeps a server with these settings from starting."""

    def ask(values):
        for name, value in values.items():
            setattr(settings, name, value)
        return [message.id for message in run_checks(tags=[START], include_deployment_checks=True)]

    return ask


@pytest.mark.parametrize(
    "values",
    [
        GOOD,
        GOOD | {"SITE_URL": "https://portal.example:8443"},
        LOCAL,
        LOCAL | {"SECRET_KEY": "short"},
        LOCAL | {"DEBUG": True},
        LOCAL | {"SITE_URL": "http://[::1]:8000", "ALLOWED_HOSTS": ["::1", "[::1]"]},
        LOCAL | {"BEHIND_PROXY": True},
        WITHOUT_ADDRESS | {"DEBUG": True},
        INTRANET,
    ],
)
def test_nothing_is_found_where_nothing_is_unsafe(found, values):
    assert found(values) == []


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (WITHOUT_ADDRESS, "portal.E010"),
        (WITHOUT_ADDRESS | {"BEHIND_PROXY": True}, "portal.E010"),
        (GOOD | {"SITE_URL": "https://portal.example/news"}, "portal.E011"),
        (GOOD | {"SITE_URL": "https://user@portal.example"}, "portal.E011"),
        (GOOD | {"SITE_URL": "ftp://portal.example"}, "portal.E011"),
        (GOOD | {"DEBUG": True}, "portal.E012"),
        (INTRANET | {"DEBUG": True}, "portal.E012"),
        (LOCAL | {"DEBUG": True, "BEHIND_PROXY": True}, "portal.E012"),
        (GOOD | {"SECRET_KEY": "given"}, "portal.E013"),
        (GOOD | {"SECRET_KEY": "a" * 60}, "portal.E013"),
        (GOOD | {"SECRET_KEY": f"django-insecure-{KEY}"}, "portal.E013"),
        (GOOD | {"ALLOWED_HOSTS": ["*"]}, "portal.E014"),
        (GOOD | {"ALLOWED_HOSTS": ["other.example"]}, "portal.E014"),
        (GOOD | {"BEHIND_PROXY": False}, "portal.E015"),
        (GOOD | {"ADMIN_PATH": "/"}, "portal.E016"),
        (GOOD | {"ADMIN_PATH": "en/desk/"}, "portal.E016"),
        (GOOD | {"ADMIN_PATH": "api/"}, "portal.E016"),
        (GOOD | {"ADMIN_PATH": "(a+)+/"}, "portal.E016"),
    ],
)
def test_each_unsafe_setting_is_found_by_its_id(found, values, expected):
    assert found(values) == [expected]


@pytest.mark.parametrize("name", ["127.0.0.1.example", "localhost.example", "1270.0.0.1"])
def test_name_that_begins_like_this_machine_is_another(found, name):
    values = INTRANET | {"SITE_URL": f"http://{name}", "ALLOWED_HOSTS": [name], "DEBUG": True}

    assert found(values) == ["portal.E012"]


def test_what_is_wrong_is_said_with_its_remedy_and_without_the_secret(found):
    found(GOOD | {"SECRET_KEY": "qsecret", "DEBUG": True})

    with pytest.raises(SystemExit) as ended:
        refuse_unsafe_start()

    first, *told = ended.value.code.splitlines()
    assert first == "The portal doesn’t start like this:"
    assert sorted(line.split()[0] for line in told[::2]) == ["portal.E012:", "portal.E013:"]
    assert all(line.startswith("    ") for line in told[1::2])
    assert "qsecret" not in ended.value.code


def test_other_commands_are_not_refused(found):
    found(GOOD | {"DEBUG": True})

    assert run_checks(tags=[START]) == []


def test_gunicorn_ends_at_once_where_the_environment_is_unsafe(tmp_path):
    surroundings = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), "PORT": "0"}
    surroundings |= {"SITE_URL": "https://portal.example", "BEHIND_PROXY": "true", "SECRET_KEY": "given"}
    command = [sys.executable, "-m", "gunicorn", "portal.wsgi"]

    ended = subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, timeout=60)

    assert ended.returncode == 1
    assert "portal.E013: SECRET_KEY can be guessed" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_several_machines_need_a_database_server(settings, monkeypatch):
    engine, redis = settings.DATABASES["default"], "django.core.cache.backends.redis.RedisCache"
    monkeypatch.setitem(settings.CACHES["pages"], "BACKEND", redis)
    monkeypatch.setitem(engine, "ENGINE", "django.db.backends.sqlite3")
    assert [message.id for message in several_machines_share_a_server(None)] == ["portal.W006"]

    monkeypatch.setitem(engine, "ENGINE", "django.db.backends.postgresql")
    assert several_machines_share_a_server(None) == []


@pytest.mark.parametrize(
    ("check", "setting", "risky", "safe"),
    [
        (mail_has_a_server, "EMAIL_BACKEND", CONSOLE, "django.core.mail.backends.smtp.EmailBackend"),
        (second_step_is_required, "SECOND_FACTOR_REQUIRED", "none", "administrators"),
    ],
)
def test_what_is_risky_in_production_is_warned_of(settings, check, setting, risky, safe):
    def warned(site_url, value):
        settings.SITE_URL = site_url
        setattr(settings, setting, value)
        return bool(check(None))

    assert warned("https://portal.example", risky)
    assert not warned("https://portal.example", safe)
    assert not warned("http://127.0.0.1:8000", risky)


def test_default_of_mail_is_what_the_check_looks_for(tmp_path):
    surroundings = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), "SECRET_KEY": "given"}
    command = [sys.executable, "-c", "from portal import settings; print(settings.EMAIL_BACKEND)"]

    assert subprocess.check_output(command, cwd=ROOT, env=surroundings, text=True).strip() == CONSOLE

"""How pytest starts here: ``--db`` chooses the database, the order is random, the environment is plain.

Loaded with ``-p tests.plugin`` (``pyproject.toml``): Django reads its settings before any conftest.
"""

import atexit
import os
import random
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests import pg

# What a developer's shell may hold and the suite must not depend on.
FOREIGN = (
    *("ADMIN_PATH", "ALLOWED_HOSTS", "BEHIND_PROXY", "CONN_MAX_AGE", "DATABASE_PATIENCE", "DATABASE_POOL"),
    *("DATABASE_REPLICA_URL", "MEDIA_STORAGE", "SERVES_PAGES"),
    *("DEBUG", "LOG_LEVEL", "PORT"),
)
FOREIGN_PREFIXES = ("SITE_",)
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


def pytest_addoption(parser):
    group = parser.getgroup("portal")
    group.addoption("--db", choices=("sqlite", "pg"), default="sqlite", help="Database to run the suite on.")
    group.addoption("--tally", type=Path, help="Append one line with the counts of this run to this file.")


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config):
    """Prepare the environment; a wrapper, so that it comes before pytest-django reads the settings."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        _prepare(early_config.known_args_namespace.db)
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(config, items):
    """Shuffle files, and tests inside each; a wrapper, so that pytest-django's own order stands.

    What asks no database says the same on both: it runs once, on SQLite, and counts as deselected here.
    """
    if config.getoption("db") == "pg":
        config.hook.pytest_deselected(items=[item for item in items if not _asks_database(item)])
        items[:] = filter(_asks_database, items)
    shuffle = random.Random(os.environ["TEST_SEED"])
    by_file = {}
    for item in items:
        by_file.setdefault(item.path, []).append(item)
    files = list(by_file.values())
    shuffle.shuffle(files)
    for tests in files:
        shuffle.shuffle(tests)
    items[:] = [item for tests in files for item in tests]
    return (yield)


def _asks_database(item):
    return bool(item.get_closest_marker("django_db") or DATABASE_FIXTURES & {*item.fixturenames})


def pytest_report_header(config):
    return f"database: {config.getoption('db')}, order: TEST_SEED={os.environ['TEST_SEED']}"


def pytest_terminal_summary(terminalreporter, config):
    """Leave the counts where ``make test`` shows them together at the end."""
    tally = config.getoption("tally")
    if tally is None or hasattr(config, "workerinput"):
        return
    counts = {
        name: len(terminalreporter.getreports(name)) for name in ("passed", "failed", "error", "skipped")
    }
    told = ", ".join(
        f"{count} {name}" for name, count in counts.items() if count or name in ("passed", "failed")
    )
    with tally.open("a") as file:
        file.write(f"{_run_name(config)}: {told}\n")


def _run_name(config):
    """The run as a person would call it: the browser tests bring a database of their own."""
    paths = {Path(argument).name for argument in config.args}
    return (
        "Chromium"
        if paths == {"browser"}
        else {"sqlite": "SQLite", "pg": "PostgreSQL"}[config.getoption("db")]
    )


def _prepare(database):
    stack = ExitStack()
    atexit.register(stack.close)
    for name in [name for name in os.environ if name in FOREIGN or name.startswith(FOREIGN_PREFIXES)]:
        del os.environ[name]
    var = Path(tempfile.mkdtemp(prefix="portal-tests-"))
    stack.callback(shutil.rmtree, var)
    (var / "static").mkdir()
    os.environ |= {"VAR_DIR": str(var), "SECRET_KEY": "only-for-tests" * 4, "SITE_URL": "http://testserver"}
    os.environ.setdefault("TEST_SEED", str(random.randrange(10_000)))
    os.environ["DATABASE_URL"] = (
        stack.enter_context(pg.running_server()) if database == "pg" else f"sqlite:///{var / 'db.sqlite3'}"
    )

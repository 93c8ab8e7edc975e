"""Archives that pages are measured on: what a database holds, and new ones of any size on PostgreSQL."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import psycopg

from tests.pg import running_server
from tests.serving import ROOT


@dataclass(frozen=True)
class ColdPage:
    name: str
    path: str
    queries: int


@dataclass(frozen=True)
class Archive:
    """``database`` is its address, empty for that of the environment; ``postmaster`` is the process of the
    database's server, 0 where there is none on this machine."""

    database: str
    vendor: str
    articles: int
    postmaster: int
    pages: dict[str, ColdPage]

    @classmethod
    def at(cls, database: str = "") -> "Archive":
        """What this database holds, or that of the environment."""
        found = json.loads(_run(database, "-m", "benchmarks.cold_pages"))
        pages = {page["name"]: ColdPage(**page) for page in found.pop("pages")}
        return cls(database=database, pages=pages, **found)

    @property
    def environment(self) -> dict[str, str]:
        return {"DATABASE_URL": self.database} if self.database else {}


@contextmanager
def made_archives(sizes: list[int]) -> Iterator[list[str]]:
    """Databases of a server of their own, in order of their sizes; each holds the one before, copied."""
    with running_server() as url:
        made = []
        for size in sorted(sizes):
            address = urlsplit(url)._replace(path=f"/archive_{size}").geturl()
            if made:
                _create(url, address, template=made[-1])
                _run(address, "-m", "benchmarks.multiplied", "--articles", str(size))
            else:
                _create(url, address, template="/template1")
                _run(address, "manage.py", "migrate", "--verbosity", "0")
                _run(address, "manage.py", "make_load", "--articles", str(size), "--verbosity", "0")
            _settle(address)
            made.append(address)
        yield made


def _create(url, address, template):
    name, template = (urlsplit(one).path.lstrip("/") for one in (address, template))
    server = urlsplit(url)._replace(path="/postgres").geturl()
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")


def _settle(address):
    """As PostgreSQL does by itself in a while: without it, nothing is answered from an index alone."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def _run(database, *command):
    surroundings = os.environ | ({"DATABASE_URL": database} if database else {})
    done = subprocess.run(  # noqa: S603 -- our own programs
        [sys.executable, *command], cwd=ROOT, env=surroundings, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout

from types import ModuleType

from django.db import connections

from . import postgresql, sqlite

ENGINES = {"sqlite": sqlite, "postgresql": postgresql}


def engine_of(using: str) -> ModuleType:
    """What has ``FILE``, ``dump`` and ``load`` for the kind of database."""
    return ENGINES[connections[using].vendor]

"""How much room there is."""

import shutil
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import connection


class Room(NamedTuple):
    total: int
    used: int
    free: int


def room_for_pictures() -> Room:
    """Of the nearest folder that is there: the one for pictures comes with the first."""
    folders = [settings.MEDIA_ROOT, *Path(settings.MEDIA_ROOT).parents]
    return Room(*shutil.disk_usage(next(found for found in folders if Path(found).is_dir())))


def size_of_database() -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
        else:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return cursor.fetchone()[0]

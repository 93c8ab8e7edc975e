"""Pages as files, found by every process of one machine."""

import os
import pickle
import random
import tempfile
import zlib
from pathlib import Path

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache

#: Two letters of a name's hash: each folder holds a 256th of all.
FOLDER_LETTERS = 2


class PageFiles(FileBasedCache):
    """Django's cache on files, for many: it makes room in one folder at a time, and ``add`` is exclusive.

    A file is written whole before it gets its name, so that nobody reads half of one.
    """

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        self._write(key, value, timeout, version, os.replace)

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        """Whether it wasn't there before. Of several processes that ask at once, one is told so."""
        if self.has_key(key, version):
            return False
        try:
            self._write(key, value, timeout, version, os.link)
        except FileExistsError:
            return False
        return True

    def _write(self, key, value, timeout, version, give_name):
        name = Path(self._key_to_file(key, version))
        name.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._make_room(name.parent)
        handle, temporary = tempfile.mkstemp(dir=name.parent)
        try:
            with open(handle, "wb") as file:
                self._write_content(file, timeout, value)
            give_name(temporary, name)
        finally:
            Path(temporary).unlink(missing_ok=True)

    def _write_content(self, file, timeout, value):
        """As Django reads it, but not packed: pages are already."""
        file.write(pickle.dumps(self.get_backend_timeout(timeout), self.pickle_protocol))
        file.write(zlib.compress(pickle.dumps(value, self.pickle_protocol), zlib.Z_NO_COMPRESSION))

    def _key_to_file(self, key, version=None):
        folder, name = os.path.split(super()._key_to_file(key, version))
        return f"{folder}/{name[:FOLDER_LETTERS]}/{name}"

    def validate_key(self, key):
        """Any will do: files are named by its hash."""

    def _list_cache_files(self):
        return [str(name) for name in Path(self._dir).glob(f"*/*{self.cache_suffix}")]

    def _make_room(self, folder):
        """Any third of a full folder goes: which were asked for last, nobody has written down."""
        names = [entry.path for entry in os.scandir(folder) if entry.name.endswith(self.cache_suffix)]
        if len(names) > self._max_entries // 16**FOLDER_LETTERS:
            for name in random.sample(names, len(names) // self._cull_frequency):
                self._delete(name)

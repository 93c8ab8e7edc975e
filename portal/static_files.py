"""Static files as they are served: the stylesheets joined into one, so that a page waits for one request.

While developing (``runserver``) browsers follow the imports of ``css/main.css`` themselves.
"""

import posixpath
import re
from collections.abc import Callable

from lightningcss import process_stylesheet
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "css/main.css"
IMPORT = re.compile(r'@import url\("(?P<address>[^"]+)"\) layer\((?P<layer>\w+)\);')
ADDRESS = re.compile(r'url\("(?P<address>[^":#][^":]*)"\)')


class PortalStaticFiles(CompressedManifestStaticFilesStorage):
    """WhiteNoise's hashed and compressed files, with ``css/main.css`` holding what it imports."""

    def post_process(self, paths, dry_run=False, **options):
        if SHEET in paths and not dry_run:
            paths = self._with_joined_sheet(paths)
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _with_joined_sheet(self, paths):
        """The admin uses some of the sheets by themselves: all are kept."""

        def read(name):
            storage, path = paths[name]
            with storage.open(path) as file:
                return file.read().decode()

        joined = process_stylesheet(joined_sheet(SHEET, read), minify=True)
        with open(self.path(SHEET), "w", encoding="utf-8") as file:
            file.write(joined)
        return {**paths, SHEET: (self, SHEET)}


def joined_sheet(name: str, read: Callable[[str], str]) -> str:
    """Return a stylesheet with every imported one in its place and layer; ``read`` gives a sheet's text.

    Imports have the one form that ``main.css`` uses, ``@import url("…") layer(…);``. Addresses in an
    imported sheet are relative to it and are written anew, relative to ``name``.
    """
    folder = posixpath.dirname(name)

    def sheet_in_layer(match):
        imported = posixpath.normpath(posixpath.join(folder, match["address"]))
        text = ADDRESS.sub(lambda address: _moved(address, imported, folder), read(imported))
        return f"@layer {match['layer']} {{\n{text}\n}}"

    return IMPORT.sub(sheet_in_layer, read(name))


def _moved(match, sheet, folder):
    target = posixpath.join(posixpath.dirname(sheet), match["address"])
    return f'url("{posixpath.relpath(target, folder)}")'

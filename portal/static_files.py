"""Static files as they are served: the stylesheets joined into a few, so that a page waits for two at most.

While developing (``runserver``) browsers follow the imports of ``SHEETS`` themselves.
"""

import posixpath
import re
from collections.abc import Callable

from django.conf import settings
from lightningcss import process_stylesheet
from whitenoise.storage import CompressedManifestStaticFilesStorage

#: What every page links, then what some pages link beside it.
SHEETS = ("css/main.css", "css/front.css", "css/article.css", "css/ledger.css", "css/search.css")
IMPORT = re.compile(r'@import url\("(?P<address>[^"]+)"\) layer\((?P<layer>\w+)\);')
ADDRESS = re.compile(r'url\("(?P<address>[^":#][^":]*)"\)')


class PortalStaticFiles(CompressedManifestStaticFilesStorage):
    """WhiteNoise's hashed and compressed files, with each of ``SHEETS`` holding what it imports."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self._urls = {}

    def url(self, name, force=False):
        """A page names some twenty files, which stay what they are for as long as the process lives."""
        if force or settings.DEBUG:
            return super().url(name, force)
        if name not in self._urls:
            self._urls[name] = super().url(name)
        return self._urls[name]

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            paths = {**paths, **{name: self._joined(name, paths) for name in SHEETS if name in paths}}
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _joined(self, sheet, paths):
        """Where the joined sheet is kept. The admin uses some of those it imports by themselves: all stay."""

        def read(name):
            storage, path = paths[name]
            with storage.open(path) as file:
                return file.read().decode()

        joined = process_stylesheet(joined_sheet(sheet, read), minify=True)
        with open(self.path(sheet), "w", encoding="utf-8") as file:
            file.write(joined)
        return self, sheet


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

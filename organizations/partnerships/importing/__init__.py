"""Bring the open data back in: what the export writes, or a table or document made by hand.

Files inside may import downwards only: importer → entries, items → rows → references, agreement; reading →
files → problems.
"""

from .importer import CREATED, REFUSED, UNCHANGED, Outcome, import_files

__all__ = ["CREATED", "REFUSED", "UNCHANGED", "Outcome", "import_files"]

"""Who is shown in the directory, per language, and what a page needs to load."""

from django.db import models


class NamedQuerySet(models.QuerySet):
    """Things that exist in a language when they have a name in it (design guarantee 1)."""

    def named_in(self, language):
        return self.filter(**{f"name_{language}__isnull": False})

    def in_directory_order(self, language):
        """Sort by the stored key: letter by letter, without «ال», the same on both databases."""
        return self.order_by(f"sort_key_{language}", "pk")

"""Who is shown in the directory, per language, and what a page needs to load."""

from django.db import models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from organizations.names import Families
from portal.rows import Rows, Values


class NamedQuerySet(models.QuerySet):
    """Things that exist in a language when they have a name in it (design guarantee 1)."""

    def named_in(self, language):
        return self.unmerged().filter(**{f"name_{language}__isnull": False})

    def unmerged(self):
        """Those that stand for themselves: what is listed, offered, compared or exported."""
        return self.filter(merged_into=None)

    def at(self, slug):
        """The record that this address leads to, if any: where it was merged, the one that it became.

        ``get_object_or_404(Organization.objects.at(slug))``; its own ``slug`` is then another.
        """
        addressed = models.QuerySet(self.model).filter(slug=slug).order_by()
        return self.filter(pk=Subquery(addressed.values(found=Coalesce("merged_into", "pk"))))

    def with_other_names(self):
        """Load with each record how it is also written: ``other_names``, pairs of language and name, or None.

        One column instead of a query more: the page of an organisation needs all ten that it may take.
        """
        aliases = self.model._meta.get_field("aliases")
        record = aliases.field.name
        of_record = aliases.related_model.objects.filter(**{record: OuterRef("pk")}).order_by().values(record)
        names = of_record.annotate(names=Rows(Values("language", "name")))  # not translated: Alias.name
        return self.annotate(other_names=Subquery(names.values("names")))

    def in_directory_order(self, language):
        """Sort by the stored key: letter by letter, without «ال», the same on both databases."""
        return self.order_by(f"sort_key_{language}", "pk")


class WordFamilyQuerySet(models.QuerySet):
    def compiled(self) -> Families:
        """These families, ready to say which words count as one. One query.

        A search asks those of its language: ``WordFamily.objects.filter(language="ar").compiled()``.
        """
        return Families(family.members for family in self)

    def for_names(self) -> Families:
        """Those whose words are one word spelt differently: a name means the same in each of them."""
        return self.filter(is_spelling=True).compiled()

"""How editors find a piece in the lists of the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.models import Revision
from portal.careful_list import is_id
from portal.index import Kind, editors


class HeadlineSearch(admin.ModelAdmin):
    """Finds a piece by its words in either language, as readers do, drafts included; or by its number.

    Where the index knows none, or too many, the pieces with these letters in any headline they have had are
    found as well: a word that is not finished yet, or a headline of long ago. A picker always asks both, for
    what is typed there is seldom finished. Only pieces of the list count as known: what somebody finds must
    not tell that a word stands in a draft that they may not read.

    The revisions alone are looked through for that: what is live is a copy of one of them, and their
    headlines stand together in an index. Joined to the articles, as the admin would do it, it takes seconds.
    """

    #: A column of the revisions.
    search_fields = ["headline__spelled"]
    search_help_text = _("Search the texts in both languages, or type the number of an article")
    #: What names the piece in a row of the list.
    article_column = "article"

    def get_search_results(self, request, queryset, search_term):
        if not search_term:
            return queryset, False
        known = editors.find(Kind.ARTICLE, search_term)
        number = search_term.strip()
        pks = known.pks | ({int(number)} if is_id(number) else set())
        articles = pks
        if "term" in request.GET or not known.are_all or not self._of_these(queryset, pks).exists():
            found, _may_repeat = super().get_search_results(request, Revision.objects.all(), search_term)
            articles = (found | Revision.objects.filter(article__in=pks)).values("article")
        return self._of_these(queryset, articles), False

    def _of_these(self, queryset, articles):
        return queryset.filter(**{f"{self.article_column}__in": articles})

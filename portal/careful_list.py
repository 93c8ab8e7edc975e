"""Lists of the admin that answer damaged input with a word or a refusal, and a large archive in good time."""

import re

from django.contrib.admin import ModelAdmin, ShowFacets
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.utils.text import capfirst

#: What the filters beside a list ask. Patterns, parts of dates and lists of keys are asked by nobody else.
LOOKUPS = {"exact", "gte", "isempty", "isnull", "lt"}
_ID = re.compile(r"[1-9][0-9]{0,17}")


def is_id(text: str) -> bool:
    """Whether ``text`` is a primary key that both databases can hold."""
    return _ID.fullmatch(text) is not None


class CarefulList(ModelAdmin):
    #: Counting the rows behind every choice of every filter would take seconds.
    show_facets = ShowFacets.NEVER

    def lookup_allowed(self, lookup, value, request):
        asked = lookup.rpartition("__")
        return (not asked[0] or asked[2] in LOOKUPS) and super().lookup_allowed(lookup, value, request)

    def changelist_view(self, request, extra_context=None):
        """Called by what it lists: Django's sentence around the name has no Arabic grammar."""
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title} | (extra_context or {}))

    def get_changelist_instance(self, request):
        """Also refuse the values that Django finds too large or too early only when it counts the rows."""
        try:
            return super().get_changelist_instance(request)
        except (OverflowError, ValueError) as error:
            if not request.GET:
                raise
            raise IncorrectLookupParameters from error

    def response_action(self, request, queryset):
        """Do it to the rows that can exist; where none is left, Django says that nothing was chosen."""
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        request.POST = request.POST.copy()
        request.POST.setlist(ACTION_CHECKBOX_NAME, filter(is_id, chosen))
        return super().response_action(request, queryset)


class KeysFirst(ChangeList):
    """Finds which rows a page has by their keys, then loads those and no others.

    Filters, order and offset are so answered by narrow indexes, on the last page as on the first; long texts
    and what is joined or computed for a row are read for the rows shown alone. One query more.
    """

    def get_results(self, request):
        super().get_results(request)
        keys = list(self.result_list.values_list("pk", flat=True))
        rows = self.root_queryset.filter(pk__in=keys).order_by(*self.queryset.query.order_by)
        self.result_list = self.apply_select_related(rows)

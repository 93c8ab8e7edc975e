"""Lists of the admin that answer damaged input with a word or a refusal, and a large archive in good time."""

import re
from itertools import islice

from django.contrib import messages
from django.contrib.admin import ModelAdmin, ShowFacets, SimpleListFilter
from django.contrib.admin.exceptions import DisallowedModelAdminToField
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import SEARCH_VAR, ChangeList
from django.utils.text import capfirst, smart_split
from django.utils.translation import gettext as _

#: What the filters beside a list ask. Patterns, parts of dates and lists of keys are asked by nobody else.
LOOKUPS = {"exact", "gte", "isempty", "isnull", "lt"}
#: Each word of a search is a condition more, and SQLite refuses a question of a thousand.
MOST_WORDS = 20
_ID = re.compile(r"[1-9][0-9]{0,17}")


def is_id(text: str) -> bool:
    """Whether ``text`` is a primary key that both databases can hold."""
    return _ID.fullmatch(text) is not None


class CarefulList(ModelAdmin):
    #: Counting the rows behind every choice of every filter would take seconds.
    show_facets = ShowFacets.NEVER

    def lookup_allowed(self, lookup, value, request):
        """Only what a filter beside the list asks.

        Django lets every relation through, also those that lead back from others: whoever reads this list
        could then ask which of its rows stand in a text that they may not read.
        """
        return lookup in set(self._lookups(request)) and super().lookup_allowed(lookup, value, request)

    def _lookups(self, request):
        for asked in self.get_list_filter(request):
            if isinstance(asked, type) and issubclass(asked, SimpleListFilter):
                yield asked.parameter_name
                continue
            name = asked if isinstance(asked, str) else asked[0]
            yield from (f"{path}__{lookup}" for path in (name, f"{name}__id") for lookup in LOOKUPS)

    def get_object(self, request, object_id, from_field=None):
        """The row; Django checks the name of a field that finds it, but not an empty one."""
        if from_field == "":
            raise DisallowedModelAdminToField("no name of a field")
        return super().get_object(request, object_id, from_field)

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, " ".join(_words(search_term, MOST_WORDS)))

    def changelist_view(self, request, extra_context=None):
        """Called by what it lists: Django's sentence around the name has no Arabic grammar."""
        title = capfirst(self.opts.verbose_name_plural)
        if len(_words(request.GET.get(SEARCH_VAR, ""), MOST_WORDS + 1)) > MOST_WORDS:
            told = _("Only the first %(most)d words were searched for.") % {"most": MOST_WORDS}
            messages.warning(request, told)
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


def _words(search_term, most):
    """The first words and quoted phrases of a search, as Django takes it apart."""
    return list(islice(smart_split(search_term), most))


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

"""The work list of announced items: what somebody should look at again, and all the others."""

from django.contrib import admin
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organizations.partnerships.enums import ByStatedDate
from organizations.partnerships.models import Commitment
from organizations.partnerships.rights import Right, may
from portal.bilingual.admin import BilingualAdmin
from portal.bilingual.templatetags.bilingual import day as written
from portal.careful_list import KeysFirst, is_id
from portal.index import Kind, editors

from .addresses import act_address, address_of
from .drafts import may_work
from .words import both


class CheckFilter(admin.SimpleListFilter):
    """What is to be checked stands there at first: the longest past its stated date before the rest."""

    title = gettext_lazy("to check")
    parameter_name = "check"
    ALL = "all"

    def lookups(self, request, model_admin):
        return [(self.ALL, gettext_lazy("All items on the record"))]

    def choices(self, changelist):
        first, *rest = super().choices(changelist)
        return [first | {"display": _("To check")}, *rest]

    def queryset(self, request, items):
        if self.value() == self.ALL:
            return items.filter(partnership__recorded_at__isnull=False)
        due = Commitment.objects.to_check(timezone.localdate())
        return items.filter(pk__in=due.order_by().values("pk"))


class DateFilter(admin.SimpleListFilter):
    title = gettext_lazy("by the stated date")
    parameter_name = "date"

    def lookups(self, request, model_admin):
        return [(line, line.label_of_many) for line in (ByStatedDate.PASSED, ByStatedDate.NO_DATE)]

    def queryset(self, request, items):
        if self.value() == ByStatedDate.PASSED:
            return items.passed(timezone.localdate())
        if self.value() == ByStatedDate.NO_DATE:
            return items.undated()
        return items


@admin.register(Commitment)
class CommitmentAdmin(BilingualAdmin):
    """Read here; an item is written with its entry, and from its screen."""

    list_display = ["headlines", "entry_of_it", "due", "checked", "acts"]
    list_display_links = None
    list_filter = [CheckFilter, DateFilter, "nature", "status"]
    list_select_related = ["partnership", "superseded_by"]
    search_fields = ["statement_ar__spelled", "statement_en"]
    ordering = ["due_latest", "pk"]

    class Media:
        css = {"all": ["admin/portal/ledger.css"]}

    def get_search_results(self, request, queryset, search_term):
        """By its own words, or with all others by the name of its entry."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        if not search_term:
            return found, may_repeat
        entries = editors.find_named(Kind.PARTNERSHIP, search_term)
        return found | queryset.filter(partnership__in=entries), may_repeat

    def get_changelist(self, request, **kwargs):
        return KeysFirst

    def changelist_view(self, request, extra_context=None):
        self.may_check = may(request.user, Right.PROPOSE)
        title = _("Items to check") if CheckFilter.parameter_name not in request.GET else None
        return super().changelist_view(request, ({"title": title} if title else {}) | (extra_context or {}))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The place of the item on the screen of its entry."""
        item = self.get_object(request, object_id) if is_id(object_id) else None
        if item is None or not self.has_view_permission(request, item):
            raise Http404("no such item")
        return HttpResponseRedirect(address_of(item))

    def has_view_permission(self, request, obj=None):
        return may_work(request.user)

    def has_module_permission(self, request):
        return may_work(request.user)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=gettext_lazy("what was announced"))
    def headlines(self, item):
        return format_html('<a href="{}">{}</a>', address_of(item), both(item, "statement"))

    @admin.display(description=gettext_lazy("entry"))
    def entry_of_it(self, item):
        return format_html('<bdi class="code">{}</bdi>', item.code)

    @admin.display(description=gettext_lazy("by the stated date"))
    def due(self, item):
        line = item.by_stated_date_on(timezone.localdate()).label
        return f"{line} · {written(item.due_latest)}" if item.due_latest else line

    @admin.display(description=gettext_lazy("last checked"))
    def checked(self, item):
        return written(item.last_checked_on) if item.last_checked_on else _("not re-checked since recorded")

    @admin.display(description=gettext_lazy("what to do"))
    def acts(self, item):
        if not self.may_check or not item.is_current:
            return ""
        return format_html(
            '<span class="acts"><button class="act" type="submit" formaction="{}">{}</button>'
            '<a class="act" href="{}">{}</a></span>',
            f"{act_address('check', item)}?next={reverse('admin:partnerships_commitment_changelist')}",
            _("Checked, nothing new"),
            act_address("update", item),
            _("Record an update"),
        )

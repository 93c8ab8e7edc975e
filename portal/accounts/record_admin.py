"""What happened to accounts, for administrators: to be read, never to be changed."""

from django.contrib import admin
from django.utils.html import format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.careful_list import CarefulList, KeysFirst

from .models import Event, Role, User

#: What the years, months and days above the list ask.
DATES = {"at__year", "at__month", "at__day"}


@admin.register(Event)
class EventAdmin(CarefulList):
    """The log of accounts."""

    list_display = ["at", "kind", "account", "by", "address", "changes_in_words"]
    list_display_links = None
    list_filter = ["kind", ("account", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["account", "by"]
    search_fields = ["account__username", "by__username"]
    search_help_text = _("By the username of an account.")
    date_hierarchy = "at"
    list_per_page = 50
    show_full_result_count = False
    ordering = ["-pk"]

    @admin.display(description=_("changes"))
    def changes_in_words(self, event):
        lines = [(_label(name), *map(_said, pair)) for name, pair in event.changes.items()]
        told = _("{}: before <bdi>{}</bdi>, after <bdi>{}</bdi>")
        return format_html_join("", f"<div>{told}</div>", lines)

    def lookup_allowed(self, lookup, value, request):
        return lookup in DATES or super().lookup_allowed(lookup, value, request)

    def get_changelist(self, request, **kwargs):
        return KeysFirst

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


def _label(name):
    """``permissions`` and ``name`` are a role's."""
    own = {"groups": _("roles"), "permissions": _("rights"), "name": _("name")}
    return capfirst(own.get(name) or User._meta.get_field(name).verbose_name)


def _said(value):
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, str):
        return _role_in_words(value)
    return gettext(", ").join(map(_role_in_words, value)) or "—"


def _role_in_words(name):
    """The roles that the portal brings are named in the language of the admin."""
    return str(Role.Key(name).label) if name in Role.Key else name

from copy import copy

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission
from django.forms import CheckboxSelectMultiple
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from portal.careful_list import CarefulList, is_id

from .forms import UNUSED_APPS, PasswordOfAnotherForm, RightsField, RoleForm, RolesField, role_name
from .models import Event, User
from .pages.of_others import account_act_urls
from .record import differences, note, noting_password, rights_of, standing
from .record_admin import EventAdmin
from .sign_ins import readmit

__all__ = ["AccountAdmin", "EventAdmin", "RoleAdmin"]

WORK = {
    "fields": ["is_active", "is_staff", "must_use_second_step", "groups", "holds_ar", "holds_en"],
    "description": _("Roles say what somebody may do, the languages held in which language."),
}
WORDS = {
    "is_active": {
        "help_text": _(
            "Take away the tick when somebody leaves. No account is deleted: who did what stays known."
        )
    },
    "is_staff": {"label": _("May open the admin"), "help_text": ""},
}


#: Of a role that isn't there yet, or no longer.
NO_RIGHTS = {"name": "", "permissions": []}


class WithReadableRights:
    """Roles and rights to tick: the two lists of Django's admin have buttons in English only."""

    filter_horizontal = ()

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        if db_field.name in {"permissions", "user_permissions"}:
            rights = Permission.objects.select_related("content_type").exclude(
                content_type__app_label__in=UNUSED_APPS
            )
            kwargs |= {"form_class": RightsField, "widget": CheckboxSelectMultiple, "queryset": rights}
        if db_field.name == "groups":
            kwargs |= {"form_class": RolesField, "widget": CheckboxSelectMultiple, "label": _("Roles")}
            kwargs |= {"queryset": Group.objects.select_related("role"), "help_text": ""}
        return super().formfield_for_manytomany(db_field, request, **kwargs)


@admin.register(User)
class AccountAdmin(WithReadableRights, CarefulList, UserAdmin):
    """Django's own, with the languages held. Nobody but a superuser makes or changes a superuser."""

    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Personal info"), {"fields": ["first_name", "last_name", "email"]}),
        (_("Work"), WORK),
        (_("Further rights"), {"classes": ["collapse"], "fields": ["is_superuser", "user_permissions"]}),
        (_("Important dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [*UserAdmin.add_fieldsets, (_("Work"), WORK)]
    list_display = [
        "username",
        "first_name",
        "last_name",
        "roles",
        "holds_ar",
        "holds_en",
        "is_active",
        "is_unused",
    ]
    actions = ["let_in_again"]
    change_password_form = PasswordOfAnotherForm
    list_filter = ["is_active", "is_staff", "holds_ar", "holds_en"]

    def get_urls(self):
        return account_act_urls(self.admin_site.admin_view) + super().get_urls()

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups__role")

    @admin.display(description=_("roles"))
    def roles(self, user):
        return _listed(map(role_name, user.groups.all()))

    @admin.display(description=_("unused for too long"), boolean=True)
    def is_unused(self, user):
        return user.is_idle

    @admin.action(description=_("Let in again"), permissions=["change"])
    def let_in_again(self, request, users):
        """Like a change: of superusers only by their like."""
        accounts = [user for user in users if user.is_idle and self.has_change_permission(request, user)]
        for account in accounts:
            readmit(account, request.user, request)
        count = len(accounts)
        told = ngettext("%(count)d account is open again.", "%(count)d accounts are open again.", count)
        messages.success(request, told % {"count": count})

    def get_readonly_fields(self, request, obj=None):
        dates = ["last_login", "date_joined"]
        return dates if request.user.is_superuser else [*dates, "is_superuser", "user_permissions"]

    def get_changeform_initial_data(self, request):
        """Whoever is given an account works here: readers have none."""
        return {"is_staff": True} | super().get_changeform_initial_data(request)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        return super().formfield_for_dbfield(db_field, request, **WORDS.get(db_field.name, {}) | kwargs)

    def has_change_permission(self, request, obj=None):
        is_open = request.user.is_superuser or obj is None or not obj.is_superuser
        return is_open and super().has_change_permission(request, obj)

    def user_change_password(self, request, id, form_url=""):
        if self.get_object(request, unquote(id)) == request.user:
            return redirect("admin:password_change")
        with noting_password(id if is_id(id) else None, request.user, request):
            return super().user_change_password(request, id, form_url)

    def has_delete_permission(self, request, obj=None):
        """Nobody: revisions, articles and the log would forget who made them."""
        return False

    def save_model(self, request, obj, form, change):
        form.stood = standing(User.objects.get(pk=obj.pk)) if change else {}
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        account = User.objects.get(pk=form.instance.pk)
        _note_change(request, account, form.stood)
        missing = what_is_missing(account)
        if missing:
            messages.warning(request, missing)


admin.site.unregister(Group)


@admin.register(Group)
class RoleAdmin(WithReadableRights, CarefulList, GroupAdmin):
    """The roles that the portal brings and groups of one's own."""

    form = RoleForm
    list_display = ["name_of_role"]
    list_select_related = ["role"]

    def save_model(self, request, obj, form, change):
        form.stood = rights_of(Group.objects.get(pk=obj.pk)) if change else NO_RIGHTS
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        _note_rights(request, form.stood, rights_of(form.instance))

    def delete_model(self, request, obj):
        _note_rights(request, rights_of(obj), NO_RIGHTS)
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        for group in queryset:
            _note_rights(request, rights_of(group), NO_RIGHTS)
        super().delete_queryset(request, queryset)

    @admin.display(description=_("role"), ordering="name")
    def name_of_role(self, group):
        return role_name(group)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            context |= {"original": _as_shown(obj), "subtitle": role_name(obj)}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def response_change(self, request, obj):
        return super().response_change(request, _as_shown(obj))


def what_is_missing(user) -> str:
    """Why somebody could not work with this account yet; nothing where they can, or shall not."""
    if not user.is_active or user.is_superuser:
        return ""
    if not user.is_staff:
        return gettext("This account may not open the admin, so nobody can log in with it.")
    if not user.get_all_permissions():
        return gettext("This account has no role yet: whoever logs in with it finds nothing to do.")
    if not any(user.holds(language) for language, _name in settings.LANGUAGES):
        return gettext("This account works in no language yet: whoever logs in with it can write nothing.")
    return ""


def _note_change(request, account, stood):
    """One event for a new account, or for what somebody else may do from now on."""
    changes = differences(stood, standing(account)) if stood else {}
    if changes or not stood:
        kind = Event.Kind.CHANGED if stood else Event.Kind.MADE
        note(kind, account, request.user, request, changes)


def _note_rights(request, before, after):
    changes = differences(before, after)
    if changes:
        # Which role it is stays readable where only its rights have changed.
        changes = {"name": [before["name"], after["name"]]} | changes
        note(Event.Kind.ROLE_CHANGED, None, request.user, request, changes)


def _as_shown(group):
    """A copy to be named on pages and never saved."""
    shown = copy(group)
    shown.name = role_name(group)
    return shown


def _listed(words):
    return gettext(", ").join(words)

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group
from django.forms import CheckboxSelectMultiple, ModelMultipleChoiceField
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from portal.careful_list import CarefulList

from .models import User

#: What Django calls the four rights it makes for every model, in English only.
ACTS = {
    "add": pgettext_lazy("right", "add"),
    "change": pgettext_lazy("right", "change"),
    "delete": pgettext_lazy("right", "delete"),
    "view": pgettext_lazy("right", "view"),
}


class RightsField(ModelMultipleChoiceField):
    """Permissions by names that an editor reads, in the language of the admin."""

    def label_from_instance(self, permission):
        content = permission.content_type
        act = permission.codename.removesuffix(f"_{content.model}")
        name = ACTS.get(act) or gettext(permission.name)
        return f"{content.name} · {name}"


class RolesField(ModelMultipleChoiceField):
    """Groups, those that stand for a role by its name in the language of the admin."""

    def label_from_instance(self, group):
        return role_name(group)


class WithReadableRights:
    """Roles and rights to tick: the two lists of Django's admin have buttons in English only."""

    filter_horizontal = ()

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        if db_field.name in {"permissions", "user_permissions"}:
            kwargs |= {"form_class": RightsField, "widget": CheckboxSelectMultiple}
        if db_field.name == "groups":
            kwargs |= {"form_class": RolesField, "widget": CheckboxSelectMultiple}
            kwargs |= {"queryset": Group.objects.select_related("role"), "help_text": ""}
        return super().formfield_for_manytomany(db_field, request, **kwargs)


@admin.register(User)
class AccountAdmin(WithReadableRights, CarefulList, UserAdmin):
    """Django's own, with the languages held. Nobody but a superuser makes or changes a superuser."""

    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Personal info"), {"fields": ["first_name", "last_name", "email"]}),
        (
            _("Work"),
            {
                "fields": ["is_active", "is_staff", "groups", "holds_ar", "holds_en"],
                "description": _("Roles say what somebody may do, the languages held in which language."),
            },
        ),
        (_("Further rights"), {"classes": ["collapse"], "fields": ["is_superuser", "user_permissions"]}),
        (_("Important dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    list_display = ["username", "first_name", "last_name", "roles", "holds_ar", "holds_en", "is_active"]
    list_filter = ["is_active", "is_staff", "holds_ar", "holds_en"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups__role")

    @admin.display(description=_("roles"))
    def roles(self, user):
        return _listed(map(role_name, user.groups.all()))

    def get_readonly_fields(self, request, obj=None):
        dates = ["last_login", "date_joined"]
        return dates if request.user.is_superuser else [*dates, "is_superuser", "user_permissions"]

    def has_change_permission(self, request, obj=None):
        return self._may_touch(request, obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self._may_touch(request, obj) and super().has_delete_permission(request, obj)

    def _may_touch(self, request, user):
        return request.user.is_superuser or user is None or not user.is_superuser


admin.site.unregister(Group)


@admin.register(Group)
class RoleAdmin(WithReadableRights, CarefulList, GroupAdmin):
    """The roles that the portal brings and groups of one's own."""

    list_display = ["name_of_role"]
    list_select_related = ["role"]

    @admin.display(description=_("role"), ordering="name")
    def name_of_role(self, group):
        return role_name(group)


def role_name(group):
    """A role that nobody has renamed is called by its name in the active language."""
    role = getattr(group, "role", None)
    return role.get_key_display() if role and group.name == role.key else group.name


def _listed(words):
    return gettext(", ").join(words)

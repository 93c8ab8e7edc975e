"""Roles and rights by names that an administrator can tell apart, in the language of the admin."""

from django import forms
from django.apps import apps
from django.contrib.admin import site
from django.contrib.auth.forms import AdminPasswordChangeForm, SetUnusablePasswordMixin
from django.utils.text import format_lazy
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

#: What Django calls the four rights that it makes for every model, in English only.
ACTS = {
    "add": pgettext_lazy("right", "add"),
    "change": pgettext_lazy("right", "change"),
    "delete": pgettext_lazy("right", "delete"),
    "view": pgettext_lazy("right", "view"),
}
#: Django's own machinery: no page of the portal asks for these rights.
UNUSED_APPS = (
    *("admin", "axes", "contenttypes", "sessions", "django_tasks_database"),
    *("otp_static", "otp_totp"),
)


class PasswordOfAnotherForm(AdminPasswordChangeForm):
    """Django puts its help together once for all requests, in one language, with an end that has no other."""

    usable_password_help_text = format_lazy(
        '{}<ul id="id_unusable_warning" class="messagelist"><li class="warning">{}</li></ul>',
        SetUnusablePasswordMixin.usable_password_help_text,
        gettext_lazy("If disabled, the current password for this user will be lost."),
    )


class RightsField(forms.ModelMultipleChoiceField):
    """Permissions, each by its app, what it is about, and what it lets one do."""

    def label_from_instance(self, permission):
        content = permission.content_type
        act = permission.codename.removesuffix(f"_{content.model}")
        app = apps.get_app_config(content.app_label).verbose_name
        return f"{app} · {_thing(content)} · {ACTS.get(act) or gettext(permission.name)}"


class RolesField(forms.ModelMultipleChoiceField):
    """Groups, those that stand for a role by its name in the language of the admin."""

    def label_from_instance(self, group):
        return role_name(group)


class RoleForm(forms.ModelForm):
    """Shows a role's name in the language of the admin; only another name than that renames its group."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["name"] = role_name(self.instance)

    def clean_name(self):
        name = self.cleaned_data["name"]
        return self.instance.name if name == role_name(self.instance) else name


def role_name(group) -> str:
    """A role that nobody has renamed is called by its name in the active language."""
    role = getattr(group, "role", None)
    return role.get_key_display() if role and group.name == role.key else group.name


def _thing(content):
    """Rows that belong to a record have no page of their own and are named with it."""
    model = content.model_class()
    if model is None or site.is_registered(model):
        return content.name
    owners = [field.related_model._meta.verbose_name for field in model._meta.fields if field.many_to_one]
    return f"{content.name} ({owners[0]})" if owners else content.name

"""The page that says how the portal is, in the place of the list of its signs of life."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from .lines import lines
from .models import Sign


@admin.register(Sign)
class SignAdmin(admin.ModelAdmin):
    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @method_decorator(require_safe)
    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = list(lines())
        context = {
            **self.admin_site.each_context(request),
            "opts": Sign._meta,
            "title": Sign._meta.verbose_name_plural,
            "lines": found,
            "failing": [line for line in found if line.remedy],
        }
        return TemplateResponse(request, "admin/status/sign/change_list.html", context)

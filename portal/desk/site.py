from django.conf import settings
from django.contrib.admin import AdminSite
from django.http import HttpResponseRedirect
from django.urls import reverse

from .chrome import Chrome


class Desk(AdminSite):
    """Django's admin with a front page that says what waits, and a menu of our own beside every page."""

    enable_nav_sidebar = False

    def each_context(self, request):
        """``masthead`` are the portal's names by language; where one logs in, ``site`` is Django's."""
        context = super().each_context(request) | {"masthead": settings.SITE_NAME}
        if not context["has_permission"]:
            return context
        return context | {"chrome": Chrome(request, context["available_apps"])}

    def get_urls(self):
        from portal.accounts.pages.urls import account_urls  # noqa: PLC0415 -- needs the models

        return account_urls(self.admin_view) + super().get_urls()

    def login(self, request, extra_context=None):
        from portal.accounts.pages.sign_in import PasswordView  # noqa: PLC0415 -- needs the models

        return PasswordView.as_view(extra_context=extra_context)(request)

    def password_change(self, request, extra_context=None):
        from portal.accounts.pages.own_password import OwnPasswordView  # noqa: PLC0415 -- needs the models

        return OwnPasswordView.as_view(extra_context=extra_context)(request)

    def index(self, request, extra_context=None):
        from .front import front  # noqa: PLC0415 -- the panels need the admins, which register here

        return super().index(request, front(request.user) | (extra_context or {}))

    def app_index(self, request, app_label, extra_context=None):
        """The menu shows all of an app; Django's page of it would be our front page without its content."""
        return HttpResponseRedirect(reverse("admin:index"))

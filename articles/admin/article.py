from django.contrib import admin, messages
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.forms import ArticleForm
from articles.models import Article
from articles.workflow import EditConflict
from portal.bilingual.admin import BilingualAdmin, language_name

from .article_list import ArticleListAdmin
from .history import history_urls
from .links import LINK_INLINES, may_change_shared
from .presence import presence_urls
from .preview import preview_urls
from .publication import publish_or_say_why, unschedule_or_say_why
from .visit import VisitAdmin
from .withdrawal import withdraw_view


@admin.register(Article)
class ArticleAdmin(VisitAdmin, ArticleListAdmin, BilingualAdmin):
    """The newsroom's desk. Saving inserts revisions; what readers see is changed by ``workflow`` alone."""

    form = ArticleForm
    fieldsets = [(gettext_lazy("In both languages"), {"fields": ["kind", "topic", "picture"]})]
    autocomplete_fields = ["topic", "picture"]
    inlines = LINK_INLINES
    #: The form has a link for each language in which readers see the piece.
    view_on_site = False

    def get_urls(self):
        view = self.admin_site.admin_view(withdraw_view)
        return [
            path("withdraw/<str:language>/", view, name="articles_article_withdraw"),
            *history_urls(self.admin_site.admin_view),
            *presence_urls(self.admin_site.admin_view),
            *preview_urls(self.admin_site.admin_view),
            *super().get_urls(),
        ]

    def has_delete_permission(self, request, obj=None):
        """Nobody: an article is withdrawn, with its date and reason; its revisions stay."""
        return False

    def get_readonly_fields(self, request, obj=None):
        return [] if may_change_shared(request.user, obj) else ["kind", "topic", "picture"]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        may_write = self.has_change_permission(request, obj) if change else self.has_add_permission(request)
        form.is_read_only = not may_write
        form.has_shared_conflict = getattr(request, "has_shared_conflict", False)
        return form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Show or save the form. A conflict found while saving undoes everything and shows the form again.

        The conflict of a text is then found by the form itself; that of the shared part is told to it.
        """
        context = {"is_nav_sidebar_enabled": False, **self._rights(request), **(extra_context or {})}
        try:
            return super().changeform_view(request, object_id, form_url, context)
        except EditConflict:
            request.has_shared_conflict = getattr(request, "is_claiming_shared", False)
            return super().changeform_view(request, object_id, form_url, context)

    def save_model(self, request, obj, form, change):
        """Write the shared fields that were changed, and none of the live text's columns."""
        if not change:
            super().save_model(request, obj, form, change)
        elif form.changed_shared:
            self._claim_shared(request, form)
            obj.save(update_fields=form.changed_shared)

    def save_related(self, request, form, formsets, change):
        if change and any(formset.has_changed() for formset in formsets):
            self._claim_shared(request, form)
        super().save_related(request, form, formsets, change)
        form.save_texts(form.instance, by=request.user)
        self._follow_button(request, form)

    def response_add(self, request, obj, post_url_continue=None):
        """Back to the form; who may only add articles can't open it again and goes to the start."""
        if self.has_view_or_change_permission(request, obj):
            return super().response_add(self._staying(request), obj, post_url_continue)
        return super().response_add(self._leaving(request), obj, post_url_continue)

    def response_change(self, request, obj):
        return super().response_change(self._staying(request), obj)

    def _claim_shared(self, request, form):
        request.is_claiming_shared = True
        form.claim_shared(by=request.user)
        request.is_claiming_shared = False

    def _follow_button(self, request, form):
        """Publish exactly what the editor saw or has just saved, or take its schedule back."""
        for language, text in form.texts.items():
            if text.is_publishing:
                at = text.cleaned_data.get("publish_at")
                if publish_or_say_why(request, form.instance, language, form.revisions[language], at):
                    _say(request, _("Saved and published in %(language)s."), language)
            if text.is_unscheduling and unschedule_or_say_why(request, form.instance, language):
                _say(request, _("No longer scheduled in %(language)s."), language)

    def _staying(self, request):
        """Writing goes on after saving, so every button leads back to the form."""
        if "_continue" not in request.POST:
            request.POST = request.POST.copy()
            request.POST["_continue"] = "1"
        return request

    def _leaving(self, request):
        request.POST = request.POST.copy()
        request.POST.pop("_continue", None)
        return request

    def _rights(self, request):
        return {
            "may_publish": self.has_publish_permission(request),
            "may_withdraw": self.has_withdraw_permission(request),
        }


def _say(request, message, language):
    messages.success(request, message % {"language": language_name(language)})

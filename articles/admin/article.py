from django.contrib import admin, messages
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from articles.forms import ArticleForm
from articles.models import Article
from articles.rights import may_begin, may_read, may_read_any, may_touch, readable
from articles.transitions import WorkflowError
from portal.bilingual.admin import BilingualAdmin

from .article_list import ArticleListAdmin
from .autosave import autosave_urls
from .calendar import calendar_urls
from .coverage import coverage_urls
from .embeds import embed_urls
from .entities import entity_urls
from .evidence import evidence_urls, with_evidence
from .found import save_found, with_offers
from .front_page import front_page_urls
from .history import history_urls
from .links import LINK_INLINES, may_share
from .presence import presence_urls
from .preview import preview_urls
from .publication import do, kept_for_form, saved_words
from .visit import VisitAdmin
from .withdrawal import withdraw_view


@admin.register(Article)
class ArticleAdmin(VisitAdmin, ArticleListAdmin, BilingualAdmin):
    """The newsroom's desk. Saving inserts revisions; what readers see is changed by ``workflow`` alone."""

    form = ArticleForm
    fieldsets = [(None, {"fields": ["picture", "topic", "kind"]})]
    autocomplete_fields = ["topic", "picture"]
    inlines = LINK_INLINES
    #: The form has a link for each language in which readers see the piece.
    view_on_site = False

    def get_urls(self):
        view = self.admin_site.admin_view(withdraw_view)
        return [
            path("withdraw/<str:language>/", view, name="articles_article_withdraw"),
            *autosave_urls(self.admin_site.admin_view),
            *calendar_urls(self.admin_site.admin_view),
            *embed_urls(self.admin_site.admin_view),
            *entity_urls(self.admin_site.admin_view),
            *evidence_urls(self.admin_site.admin_view),
            *front_page_urls(self.admin_site.admin_view),
            *coverage_urls(self.admin_site.admin_view),
            *history_urls(self.admin_site.admin_view),
            *presence_urls(self.admin_site.admin_view),
            *preview_urls(self.admin_site.admin_view),
            *super().get_urls(),
        ]

    def has_delete_permission(self, request, obj=None):
        """Nobody: an article is withdrawn, with its date and reason; its revisions stay."""
        return False

    def has_view_permission(self, request, obj=None):
        return may_read(request.user, obj) if obj else may_read_any(request.user)

    def has_add_permission(self, request):
        return may_begin(request.user)

    def has_change_permission(self, request, obj=None):
        """Whether the form is more than a page to read: each part of it asks for its own right then."""
        if not obj:
            return may_read_any(request.user)
        # What was typed is shown once more to whoever lost the right to it while it was being saved.
        return may_touch(request.user, obj) or (_refusals(request) and may_read(request.user, obj))

    def get_queryset(self, request):
        return readable(request.user, super().get_queryset(request))

    def get_readonly_fields(self, request, obj=None):
        return [] if may_share(request, obj) else ["kind", "topic", "picture"]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.user = request.user
        form.refusals = _refusals(request)
        form.has_shared_conflict = getattr(request, "has_shared_conflict", False)
        return form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Show or save the form. What is refused while saving undoes everything and shows the form again.

        Why a text was refused is then found by the form, or told to it as is a conflict over the shared part.
        """
        context = {"is_nav_sidebar_enabled": False, **(extra_context or {})}
        try:
            return super().changeform_view(request, object_id, form_url, context)
        except WorkflowError:
            request.has_shared_conflict = getattr(request, "is_claiming_shared", False)
            return super().changeform_view(request, object_id, form_url, context)

    def save_model(self, request, obj, form, change):
        """Write the shared fields that were changed, and none of the live text's columns."""
        if not change:
            obj.made_by = request.user
            super().save_model(request, obj, form, change)
        elif form.changed_shared:
            with kept_for_form(request):
                self._claim_shared(request, form)
            obj.save(update_fields=form.changed_shared)

    def save_related(self, request, form, formsets, change):
        with kept_for_form(request):
            if change and any(part.has_changed() for part in (*formsets, form.found)):
                self._claim_shared(request, form)
            super().save_related(request, form, formsets, change)
            save_found(form)
            form.evidence.save(by=request.user)
            form.save_texts(form.instance, by=request.user)
        self._follow_button(request, form)
        request.saved_words = saved_words(form)

    def render_change_form(self, request, context, *args, **kwargs):
        return super().render_change_form(
            request, with_evidence(request, with_offers(request, context)), *args, **kwargs
        )

    def response_add(self, request, obj, post_url_continue=None):
        return self._back_to_form(request, obj)

    def response_change(self, request, obj):
        return self._back_to_form(request, obj)

    def _claim_shared(self, request, form):
        request.is_claiming_shared = True
        form.claim_shared(by=request.user)
        request.is_claiming_shared = False

    def _follow_button(self, request, form):
        """Do what the button says to exactly the text that the editor saw or has just saved."""
        for language, text in form.texts.items():
            act, more = text.asked
            if act:
                with kept_for_form(request, language):
                    do(act, form.instance, language, form.revisions[language], by=request.user, **more)

    def _back_to_form(self, request, obj):
        """Writing goes on after saving, so every button leads back to the form, which says what was done."""
        if request.saved_words:
            messages.success(request, " ".join(request.saved_words))
        else:
            messages.info(request, _("Nothing was changed."))
        filters = {"preserved_filters": self.get_preserved_filters(request), "opts": self.opts}
        url = reverse("admin:articles_article_change", args=[obj.pk])
        return HttpResponseRedirect(add_preserved_filters(filters, url))


def _refusals(request):
    return getattr(request, "refusals", {})

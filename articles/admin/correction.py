"""The public record as the desk reads it, and where an edition answers to a correction of the other one."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import correcting
from articles.enums import Act, OtherEdition
from articles.forms import AnswerForm
from articles.models import Correction, Revision
from articles.rights import may_read_any
from articles.transitions import WorkflowError, is_open
from portal.bilingual.admin import language_name
from portal.bilingual.languages import direction, other
from portal.careful_list import is_id

from .journal import ReadOnlyAdmin


@admin.register(Correction)
class CorrectionAdmin(ReadOnlyAdmin):
    """Publishing makes them; nobody adds, changes or deletes one. An open one is answered on its page."""

    list_display = ["own_text", "kind", "language", "other_edition", "article", "at", "by"]
    list_filter = ["other_edition", "kind", "language"]
    list_select_related = ["article", "by"]

    def has_view_permission(self, request, obj=None):
        """Whoever reads the articles: the rows themselves are those of articles that they may read."""
        return may_read_any(request.user)

    def has_module_permission(self, request):
        return may_read_any(request.user)

    @admin.display(description=gettext_lazy("text for readers"))
    def own_text(self, correction):
        words = Truncator(correction.text).chars(80)
        language = correction.language
        return format_html('<bdi lang="{}" dir="{}">{}</bdi>', language, direction(language), words)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = self.get_queryset(request).select_related(
            "article", "by", "revision", "answered_by", "twin__by"
        )
        correction = rows.filter(pk=object_id).first() if is_id(object_id) else None
        if correction is None:
            raise Http404("no such correction")
        return _answer(request, correction)


def _answer(request, correction):
    """The correction with what it changed; for those who may answer to it, the question."""
    may_answer = _may_answer(request.user, correction)
    if request.method == "POST" and not may_answer:
        raise PermissionDenied
    form = AnswerForm(request.POST or None, correction=correction) if may_answer else None
    if request.method == "POST" and form.is_valid():
        try:
            correcting.answer(correction, by=request.user, **form.answer)
        except WorkflowError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The answer was saved. The notice above the text is gone."))
            return HttpResponseRedirect(request.path)
    context = _context(request, correction, form)
    return TemplateResponse(request, "admin/articles/correction/change_form.html", context)


def _may_answer(user, correction):
    if correction.other_edition != OtherEdition.OPEN:
        return False
    language = other(correction.language)
    newest = Revision.objects.newest(correction.article_id, language)
    return is_open(Act.ANSWERED, correction.article, language, newest, user)


def _context(request, correction, form):
    language = other(correction.language)
    return {
        **admin.site.each_context(request),
        "title": correction.get_kind_display(),
        "opts": Correction._meta,
        "correction": correction,
        "article_url": reverse("admin:articles_article_change", args=[correction.article_id]),
        "compare_url": _compare_url(correction),
        "edition": language_name(language),
        "language": correction.language,
        "is_waiting": correction.other_edition == OtherEdition.OPEN,
        "form": form,
    }


def _compare_url(correction):
    """What the correction changed; nothing where the text stayed as it was."""
    shown = correction.revision
    if shown is None:
        return ""
    texts = Revision.objects.filter(article=correction.article_id, language=correction.language)
    before = texts.filter(published_at__lt=shown.published_at)
    earlier = before.order_by("-published_at").first()  # not translated: Revision.published_at
    if earlier is None:
        return ""
    url = reverse("admin:articles_article_compare", args=[correction.article_id, correction.language])
    return f"{url}?from={earlier.number}&to={shown.number}"

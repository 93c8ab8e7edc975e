"""What is typed into an open form is kept for its writer every few seconds, against the loss of a machine.

It becomes a revision only by being saved. Whoever opens the form again, here or elsewhere, is offered it by
the scripts that keep texts in the browser (``kept-drafts.js``): there it is one more kept text.
"""

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from articles.dates import clock
from articles.enums import Act
from articles.forms import AutosaveForm
from articles.models import Article, Autosave, Revision
from articles.rights import may_read
from articles.transitions import WorkflowError, require


def autosave_urls(staff_only):
    """The address under the list of articles; ``staff_only`` is the admin's own wrapper for its views."""
    return [path("<id:pk>/autosave/", staff_only(autosave_view), name="articles_article_autosave")]


def kept_for(user, form) -> list[dict]:
    """What ``user`` typed into this article without saving it, of the texts that they may write now."""
    rows = Autosave.objects.of(user, form.instance)
    return [_record(row) for row in rows if _is_missing(row, form.texts[row.language])]


@require_POST
def autosave_view(request, pk):
    """Keep the text, or let it go where it says what its revision says. 409: it can't be written now."""
    article = get_object_or_404(Article, pk=pk)
    if not may_read(request.user, article):
        raise PermissionDenied
    form = AutosaveForm(request.POST)
    if not form.is_valid():
        raise BadRequest("no text of ours")
    sent = form.cleaned_data
    language = sent["language"]
    newest = Revision.objects.newest(article, language)
    try:
        require(Act.SAVED, article, language, newest, request.user)
    except WorkflowError:
        return JsonResponse({}, status=409)
    Autosave.objects.forget_old()
    typed = {} if sent["is_dropped"] else _typed(form.text, article, language, sent["started_from"])
    if typed:
        numbers = {"visit": sent["visit"], "started_from": sent["started_from"]}
        Autosave.objects.keep(article, language, request.user, text=typed, **numbers)
    else:
        # What was typed elsewhere waits for an answer there.
        own = Autosave.objects.of(request.user, article)
        own.filter(language=language, visit=sent["visit"]).delete()
    return JsonResponse({"saved_at": clock(timezone.now()), "is_kept": bool(typed)})


def _typed(text, article, language, number):
    """The columns that say something else than the revision that the writer began from."""
    begun = Revision.objects.filter(article=article, language=language, number=number).first()
    return {name: value for name, value in text.items() if value != (getattr(begun, name) if begun else "")}


def _is_missing(row, text):
    """Whether it was typed into a text that can be written, and is not what stands there already."""
    newest = text.newest.text if text.newest else {}
    return not text.why_closed and any(value != newest.get(name, "") for name, value in row.text.items())


def _record(row):
    fields = {f"{row.language}-{name}": value for name, value in row.text.items()}
    at = int(row.saved_at.timestamp() * 1000)
    return {
        "language": row.language,
        "visit": str(row.visit),
        "startedFrom": row.started_from,
        "at": at,
        "fields": fields,
    }

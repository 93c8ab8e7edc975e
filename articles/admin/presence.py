"""Who else has an article open, and who has saved a newer text of it: asked by the form and by its page.

The page (``presence.js``) reports every half minute while somebody looks at it and shows what is answered;
on closing it says goodbye. Presence is no act of the newsroom, so nothing of it is logged.
"""

from django.contrib import admin
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.http import require_POST

from articles.dates import clock
from articles.forms import PresenceForm
from articles.models import Article, Presence, Revision
from portal.accounts.unattended import unattended
from portal.bilingual.admin import language_name

#: The names of a person, and when a text was saved.
NEWER_COLUMNS = ("language", "made_at", "author__username", "author__first_name", "author__last_name")


def presence_urls(staff_only):
    """The address under the list of articles; ``staff_only`` is the admin's own wrapper for its views."""
    return [path("<id:pk>/presence/", staff_only(presence_view), name="articles_article_presence")]


def note_opening(article, user, visit):
    """The form was opened: note the person, and return who else has it open. Three queries."""
    Presence.objects.forget_silent()
    Presence.objects.note(article, user, visit)
    return _others(article, user)


@unattended
@require_POST
def presence_view(request, pk):
    """Answer a page that is still open, or being left, with the notice that is to stand on it."""
    article = get_object_or_404(Article.objects.only("made_by"), pk=pk)
    if not admin.site.get_model_admin(Article).has_view_permission(request, article):
        raise PermissionDenied
    form = PresenceForm(request.POST)
    if not form.is_valid():
        raise BadRequest("no page of ours")
    visit = form.cleaned_data["visit"]
    if form.cleaned_data["is_leaving"]:
        Presence.objects.leave(article, request.user, visit)
        return HttpResponse(status=204)
    Presence.objects.note(article, request.user, visit)
    context = {
        "others": _others(article, request.user),
        "newer": _newer(article, request.user, form.seen_numbers),
    }
    return TemplateResponse(request, "admin/articles/article/_presence.html", context)


def _others(article, user):
    present = Presence.objects.others(article, user)
    return [{"name": _name(other.user), "since": clock(other.opened_at)} for other in present]


def _newer(article, user, seen_numbers):
    revisions = Revision.objects.newer_than(article, seen_numbers).select_related("author")
    return [
        {
            "language": language_name(revision.language),
            "name": _name(revision.author) if revision.author else "",
            "is_own": revision.author == user,
            "at": clock(revision.made_at),
        }
        for revision in revisions.only(*NEWER_COLUMNS)
    ]


def _name(user):
    return user.get_full_name() or user.get_username()

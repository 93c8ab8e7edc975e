"""The ledger's part of an article: what it is evidence for, and the update that it brings.

The panel stands in the article's form; an update has a page of its own, since it can't be taken back.
"""

from django.contrib import admin, messages
from django.contrib.admin.helpers import AdminForm
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Prefetch, Q
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles.evidence import may_link
from articles.forms import ArticleUpdateForm, OtherEntryForm
from articles.models import Article
from articles.rights import may_read
from articles.workflow import relink
from organizations.partnerships import rights as ledger_rights
from organizations.partnerships.enums import UpdateState
from organizations.partnerships.models import Commitment, Partnership
from portal.careful_list import is_id

from .links import may_share


def evidence_urls(staff_only):
    """The addresses under the list of articles; ``staff_only`` is the admin's own wrapper for its views."""
    return [path("<id:pk>/update/", staff_only(update_view), name="articles_article_update")]


def with_evidence(request, context):
    """Add ``evidence``, the panel's entries with their items, and whether they may be ticked."""
    article, form = context.get("original"), context["adminform"].form
    if article is None:
        return context
    may_propose = ledger_rights.may(request.user, ledger_rights.Right.PROPOSE)
    may_tick = may_propose and may_share(request, article)
    return context | {"evidence": form.evidence.entries(), "may_tick_evidence": may_tick}


@require_http_methods(["GET", "HEAD", "POST"])
def update_view(request, pk):
    """Record what the article reports: of what is asked first, and answered by ``?entry=`` or ``?item=``."""
    article = get_object_or_404(Article.objects.with_newest_headlines(), pk=pk)
    if not (may_read(request.user, article) and may_link(request.user, article)):
        raise PermissionDenied
    if "entry" in request.GET:
        return _record(request, article, _found(_entries(), request.GET["entry"]))
    if "item" in request.GET:
        items = Commitment.objects.current().filter(partnership__in=_entries())
        return _record(request, article, _found(items.select_related("partnership"), request.GET["item"]))
    return _ask_which(request, article)


def _entries():
    return Partnership.objects.filter(recorded_at__isnull=False, redaction=None)


def _found(things, key):
    if not is_id(key):
        raise Http404(key[:80])
    return get_object_or_404(things, pk=key)


def _ask_which(request, article):
    """The entries that the article is linked to, and one that is looked for, each with its items."""
    form = OtherEntryForm(request.GET if "find" in request.GET else None)
    other = form.cleaned_data["find"] if form.is_valid() else None
    linked = Q(pk__in=article.partnership_mentions.filter(is_proposed=False).values("partnership"))
    of_other = Q(pk=other.pk) if other else Q()
    current = Prefetch("commitments", Commitment.objects.current(), to_attr="current_items")
    entries = _entries().filter(of_other or linked).order_by("number").prefetch_related(current)
    context = {"entries": entries, "form": form, "media": form.media}
    return _page(request, article, "update_of.html", context)


def _record(request, article, thing):
    entry = thing if isinstance(thing, Partnership) else thing.partnership
    form = ArticleUpdateForm(request.POST or None, article=article, thing=thing, user=request.user)
    if request.method == "POST":
        if update := _saved(request, form, entry):
            relink(article)
            messages.success(request, _told(update))
            return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
        entry.refresh_from_db(fields=["touched_at"])
    parts = [AdminForm(form, form.fieldsets, {})]
    if form.new_source:
        parts.append(AdminForm(form.new_source, form.new_source_fieldsets, {}))
    context = {"thing": thing, "entry": entry, "parts": parts, "form": form, "media": form.media}
    return _page(request, article, "update.html", context)


@transaction.atomic
def _saved(request, form, entry):
    """The update, unless something is wrong or was done to the entry since the page was opened.

    What is on the record can't be taken back: the same form sent twice must not stand there twice.
    """
    if not form.is_valid():
        return None
    stored = Partnership.objects.select_for_update().get(pk=entry.pk)
    if request.POST.get("seen") != stored.touched_at.isoformat():
        words = _("Meanwhile something was done to this entry: perhaps this very act. Look, then send again.")
        form.add_error(None, words)
        return None
    return form.save()


def _told(update):
    if update.state == UpdateState.PENDING:
        return _("The update waits: readers see it once somebody other than you has confirmed it.")
    return _("The update is on the record. Readers see it now.")


def _page(request, article, template, context):
    shared = {
        **admin.site.each_context(request),
        "title": _("Record an update"),
        "subtitle": str(article),
        "opts": Article._meta,
        "article": article,
    }
    return TemplateResponse(request, f"admin/articles/article/{template}", shared | context)

"""The page on which a record is merged: which one stays, then both side by side, then it is done."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from organizations import merging
from organizations.duplicates import duplicates_of
from organizations.forms import SurvivorForm
from organizations.merging import MergeError, links_of, may_merge
from portal.bilingual.admin import label_in_language
from portal.bilingual.languages import LANGUAGES, direction
from portal.bilingual.loaded_choice import LoadedAutocomplete
from portal.careful_list import is_id

CHOOSE, CONFIRM = "admin/organizations/merge_choose.html", "admin/organizations/merge_confirm.html"
#: The columns that are shown, in this order, where the model has them.
SHOWN = (
    "name",
    "short_name",
    "slug",
    "kind",
    "country",
    "parent",
    "seat",
    "website",
    "wikidata",
    "description",
)
SHOWN = (*SHOWN, "biography")


def merge_urls(model_admin):
    """The address under the records of one kind."""

    def view(request, object_id):
        return _merge_view(model_admin, request, unquote(object_id))

    name = f"{model_admin.opts.app_label}_{model_admin.opts.model_name}_merge"
    return [path("<path:object_id>/merge/", model_admin.admin_site.admin_view(view), name=name)]


def _merge_view(model_admin, request, object_id):
    """Ask which record stays, show both once it is known by ``?into=``, and merge them."""
    if not may_merge(request.user):
        raise PermissionDenied
    duplicate = _record(model_admin, object_id)
    widget = LoadedAutocomplete(model_admin.model._meta.get_field("merged_into"), model_admin.admin_site)
    sent = request.GET if "into" in request.GET else None
    form = SurvivorForm(sent, duplicate=duplicate, widget=widget)
    context = _context(model_admin, request, duplicate)
    if not form.is_valid():
        similar = duplicates_of(duplicate)
        return TemplateResponse(
            request, CHOOSE, {**context, "form": form, "similar": similar, "media": form.media}
        )
    into = form.cleaned_data["into"]
    if request.method == "POST":
        return _merge(model_admin, request, duplicate, into)
    context |= {"into": into, "rows": _rows(duplicate, into), "links": links_of(duplicate)}
    return TemplateResponse(request, CONFIRM, {**context, "the_other_way_round": _address(into, duplicate)})


def _record(model_admin, object_id):
    record = model_admin.model.objects.unmerged().filter(pk=object_id).first() if is_id(object_id) else None
    if record is None:
        raise Http404
    return record


def _context(model_admin, request, duplicate):
    return {
        **model_admin.admin_site.each_context(request),
        "title": _("Merge a record"),
        "opts": model_admin.opts,
        "duplicate": duplicate,
        "way_back": _change_page(duplicate),
    }


def _merge(model_admin, request, duplicate, into):
    try:
        outcome = merging.merge(duplicate, into, by=request.user)
    except MergeError as error:
        messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(_change_page(duplicate))
    told = _("Merged “%(duplicate)s” into “%(into)s”.") % {"duplicate": duplicate, "into": into}
    for record in (duplicate, into):
        model_admin.log_change(request, record, told)
    messages.success(request, format_html("<bdi>{}</bdi> {}", told, _what_moved(outcome)))
    return HttpResponseRedirect(_change_page(into))


def _what_moved(outcome):
    moved = [_("%(what)s: %(count)d") % {"what": what, "count": n} for what, n in outcome.moved.most_common()]
    return _("Moved: %(what)s.") % {"what": _(", ").join(moved)} if moved else _("Nothing led to it.")


def _rows(duplicate, into):
    """What the two say, field by field, and what of the duplicate's is taken over."""
    rows = []
    fields = {field.name for field in duplicate._meta.concrete_fields}
    for name in (name for name in SHOWN if name in fields):
        field = duplicate._meta.get_field(name)
        columns = [
            (f"{name}_{language}", language) for language in LANGUAGES if f"{name}_{language}" in fields
        ]
        for column, language in columns or [(name, "")]:
            label = (
                label_in_language(field.verbose_name, language) if language else capfirst(field.verbose_name)
            )
            theirs, ours = _shown(duplicate, column), _shown(into, column)
            if theirs == str(into) and name == "parent":
                theirs = ""  # nothing is a part of itself
            if theirs or ours:
                rows.append(_row(label, language, theirs, ours))
    return rows


def _row(label, language, theirs, ours):
    return {
        "label": label,
        "language": language,
        "direction": direction(language) if language else "",
        "theirs": theirs,
        "stays": ours or theirs,
        "is_taken_over": not ours,
    }


def _shown(record, column):
    display = getattr(record, f"get_{column}_display", None)
    return capfirst(display()) if display else str(getattr(record, column) or "")


def _change_page(record):
    return reverse(f"admin:organizations_{record._meta.model_name}_change", args=[record.pk])


def _address(duplicate, into):
    page = reverse(f"admin:organizations_{duplicate._meta.model_name}_merge", args=[duplicate.pk])
    return f"{page}?{urlencode({'into': into.pk})}"

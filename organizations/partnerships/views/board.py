"""The board of what was announced, by stated date: the first items of each group, or one group in pages."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone

from organizations.models import Organization
from organizations.partnerships.board import KEYS, Board, Group, items_at
from organizations.partnerships.filters import moved
from portal.bilingual.alternates import Page
from portal.page_parameters import CURSOR, takes
from portal.paging import KeyedPage, page_by_key

FIRST = 3


@takes("organization", "show", *CURSOR)
def commitment_board(request):
    """What was announced, narrowed by ``organization``; ``show`` names the one group to be read in full."""
    parameters = request.GET
    owner = _owner(parameters)
    if owner and owner.slug != parameters["organization"]:
        return moved(request, owner)
    board = Board(request.LANGUAGE_CODE, timezone.localdate(), owner)
    keep = {"organization": owner.slug} if owner else {}
    if "show" in parameters:
        return _one_group(request, board, _group(parameters["show"]), keep)
    firsts = _first_of_each(board)
    groups = [_excerpt(group, items) for group, items in firsts.items() if items]
    empty = [group for group, items in firsts.items() if not items]
    return _answer(request, board, groups, KeyedPage([], filters=_query(keep)), empty=empty)


def _first_of_each(board):
    """Of every group one item more than is shown, which tells that there are more."""
    firsts = [board.first(group, FIRST + 1) for group in Group]
    return dict(zip(Group, items_at(*firsts), strict=True))


def _excerpt(group, items):
    return {"group": group, "items": items[:FIRST], "has_more": len(items) > FIRST}


def _one_group(request, board, group, keep):
    listed = page_by_key(board.places(group), KEYS[group], request.GET, keep={"show": group.value} | keep)
    [items] = items_at(listed.rows)
    groups = [{"group": group, "items": items, "has_more": False}]
    return _answer(request, board, groups, listed, shown=group)


def _answer(request, board, groups, listed, shown=None, empty=()):
    entries = [item.partnership for group in groups for item in group["items"]]
    page = Page.at(
        "partnerships:commitments",
        request.LANGUAGE_CODE,
        filters=listed.filters,
        cursor=listed.cursor,
        shows=("partnerships", *entries),
    )
    context = {
        "groups": groups,
        "empty": empty,
        "choices": Group,
        "shown": shown,
        "owner": board.owner,
        "listed": listed,
        "shows_demo": any(entry.is_demo for entry in entries),
        "page": page,
    }
    return TemplateResponse(request, "partnerships/commitment_board.html", context)


def _query(keep):
    return "".join(f"?{name}={value}" for name, value in keep.items())


def _group(text):
    if text not in Group.values:
        raise Http404("show")
    return Group(text)


def _owner(parameters):
    slug = parameters.get("organization")
    return get_object_or_404(Organization.objects.at(slug[:200])) if slug else None

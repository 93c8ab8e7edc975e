"""The ledger in the open data: entries, announced items, and what changed."""

import re
from typing import Annotated

from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router
from pydantic import Field

from organizations.partnerships.exporting import (
    COMMITMENTS,
    PARTNERSHIPS,
    answers,
    brief_milestones,
    brief_partnerships,
    entry_reference,
    milestone_documents,
    partnership_documents,
    partnership_documents_without_milestones,
    redacted_document,
    schema,
)
from organizations.partnerships.models import Change, Commitment, Partnership
from portal.open_data import both, gone_answer, moment, moved_answer
from portal.open_lists import SlugText
from portal.paging import Key, page_by_key

from .exports import in_pieces, sent, whole_list
from .parameters import ChangePart, CommitmentAsked, CommitmentPart, EntryAsked, EntryFilters, EntryPart

router = Router(tags=["ledger"])

#: Every list changes with any act on the ledger.
SHOWS = ["partnerships"]
CodeText = Annotated[str, Field(pattern="^[0-9]{1,6}-[0-9]{1,5}$", examples=["002-3"])]


@router.get(
    "/partnerships",
    response=answers.PartnershipList,
    url_name="partnerships",
    summary="Entries in brief, newest first",
)
def partnership_list(request, part: Query[EntryPart]):
    """What is public in a language, or in the one that ``lang`` names. Redacted entries are left out.

    Each leads to its whole document (``api_url``); ``partnerships.json`` has all of them whole.
    """
    listed = page_by_key(part.entries().only("number"), Key("number", kind="number"), **part.paging())
    documents = brief_partnerships([entry.pk for entry in listed])
    return part.list_answer(request, listed, "partnerships", documents, shows=SHOWS)


@router.get("/partnerships.csv", url_name="partnerships_csv", summary="All entries, as a table")
def partnerships_table(request, filters: Query[EntryFilters]):
    """UTF-8 with a byte order mark, so that Excel reads Arabic. ``import_partnerships`` reads it back."""
    documents = in_pieces(filters.entries(), partnership_documents_without_milestones)
    return sent(request, PARTNERSHIPS.write(documents), "partnerships", "csv")


@router.get(
    "/partnerships.json",
    response=answers.PartnershipFile,
    url_name="partnerships_json",
    summary="All entries, in one document",
)
def partnerships_file(request, filters: Query[EntryFilters]):
    """Every entry whole: what ``manage.py import_partnerships`` reads back without a loss."""
    documents = in_pieces(filters.entries(), partnership_documents)
    return sent(request, whole_list("partnerships", documents), "partnerships", "json")


@router.get("/commitments.csv", url_name="commitments_csv", summary="All announced items, as a table")
def commitments_table(request, filters: Query[EntryFilters]):
    """Each item with the number and the address of its entry."""
    documents = in_pieces(filters.commitments(), milestone_documents)
    return sent(request, COMMITMENTS.write(documents), "commitments", "csv")


@router.get(
    "/partnerships/{slug}",
    response={200: schema.Partnership, 410: answers.RedactedEntry},
    url_name="partnership",
    summary="One entry",
)
def partnership_detail(request, slug: Path[SlugText], asked: Query[EntryAsked]):
    """Its number leads to its address. Of a redacted entry, number, day and reason stay (410)."""
    recorded = Partnership.objects.filter(recorded_at__isnull=False)
    entry = recorded.filter(slug=slug).select_related("redaction").first() or _by_number(recorded, slug)
    if entry.is_redacted:
        return _gone(entry, {"number": entry.number})
    if entry.slug != slug:
        return moved_answer(request, "api:partnership", entry.slug)
    if not any(map(entry.is_live_in, asked.languages)):
        raise Http404(asked.lang)
    (document,) = partnership_documents([entry.pk])
    return asked.answer(document, shows=[entry], is_indexed=not entry.is_demo)


@router.get(
    "/commitments",
    response=answers.CommitmentList,
    url_name="commitments",
    summary="Announced items in brief, newest first",
)
def commitment_list(request, part: Query[CommitmentPart]):
    """The filters are those of entries. An item that a later one replaced says so (``superseded_by``)."""
    listed = page_by_key(part.commitments().only("partnership"), Key("id", kind="number"), **part.paging())
    documents = brief_milestones({item.pk: item.partnership_id for item in listed})
    return part.list_answer(request, listed, "commitments", documents, shows=SHOWS)


@router.get(
    "/commitments/{code}",
    response={200: schema.ListedMilestone, 410: answers.RedactedItem},
    url_name="commitment",
    summary="One announced item",
)
def commitment_detail(request, code: Path[CodeText], asked: Query[CommitmentAsked]):
    """Items are called by the number of their entry and their own: 002-3."""
    number, own_number = map(int, code.split("-"))
    recorded = Commitment.objects.filter(partnership__recorded_at__isnull=False)
    items = recorded.filter(partnership__number=number, number=own_number)
    item = get_object_or_404(items.select_related("partnership__redaction", "redaction"))
    if item.partnership.is_redacted:
        return _gone(item.partnership, {"id": item.code})
    if item.is_redacted:
        return _gone(item, {"id": item.code})
    if item.code != code:
        return moved_answer(request, "api:commitment", item.code)
    if asked.lang and not _is_stated_in(asked.lang, item):
        raise Http404(asked.lang)
    (document,) = milestone_documents([item.pk])
    return asked.answer(document, shows=[item.partnership], is_indexed=not item.partnership.is_demo)


@router.get("/changes", response=answers.ChangeList, url_name="changes", summary="What changed, newest first")
def change_list(request, part: Query[ChangePart]):
    """The public acts on the ledger; ``since`` leaves out what was done before that moment."""
    changes = Change.objects.public().select_related("partnership")
    if part.since:
        changes = changes.filter(at__gte=part.since)
    listed = page_by_key(changes, Key("id", kind="number"), **part.paging())
    documents = [_change(change) for change in listed]
    return part.list_answer(request, listed, "changes", documents, shows=SHOWS)


def _by_number(entries, text):
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise Http404(text[:20])
    return get_object_or_404(entries.select_related("redaction"), number=int(text))


def _is_stated_in(language, item):
    return item.partnership.is_live_in(language) and getattr(item, f"statement_{language}")


def _gone(row, named):
    """What is left of a redacted row."""
    return gone_answer(redacted_document(row, **named), shows=[row])


def _change(change):
    return {
        "id": change.pk,
        "at": moment(change.at),
        "act": change.act,
        "partnership": entry_reference(change.partnership),
        "subject": change.subject or None,
        "note": both(change, "note"),
    }

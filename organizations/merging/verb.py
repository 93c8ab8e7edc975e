"""Two records of the directory become one; the address of the duplicate leads to what it became."""

from collections import Counter
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organizations.enums import AliasKind
from organizations.models.named import Named
from organizations.signals import merging
from portal.accounts.models import User
from portal.bilingual.languages import LANGUAGES

from .links import move_links

RIGHT = "organizations.merge_records"
#: What a name of the duplicate becomes of the record.
KINDS = {"name": AliasKind.SPELLING, "short_name": AliasKind.SHORT}
#: What says which record it is, not what is known of it.
OWN = {
    "id",
    "slug",
    "parent",
    "merged_into",
    "merged_at",
    "touched_at",
    "is_demo",
    "sort_key_ar",
    "sort_key_en",
}


class MergeError(ValidationError):
    """The two can't become one; the message tells an editor why."""


@dataclass(frozen=True)
class Outcome:
    into: Named
    #: How many links lead to it that led to the duplicate, by what they are.
    moved: Counter
    #: The names of the duplicate under which it is known from now on, too.
    names: list


def may_merge(user: User) -> bool:
    """Both languages of a record change, so whoever does it works in both."""
    return user.has_perm(RIGHT) and all(map(user.holds, LANGUAGES))


def refuse(duplicate: Named, into: Named) -> None:
    """Raise MergeError where these two, as they are now, can't become one."""
    if type(duplicate) is not type(into):
        raise MergeError(_("Only two organisations, or two people, can become one."))
    if duplicate.pk == into.pk:
        raise MergeError(_("A record can’t be merged into itself."))
    if duplicate.merged_into_id or into.merged_into_id:
        raise MergeError(_("One of the two has been merged into another record already."))
    if duplicate.pk in _wholes_of(into):
        raise MergeError(
            _("The record that stays is a part of the other one. Merge them the other way round.")
        )


@transaction.atomic
def merge(duplicate: Named, into: Named, *, by: User | None) -> Outcome:
    """Let ``into`` stand for both: all links move, its empty columns are filled, the names become its own.

    The duplicate's row stays for its address. ``by`` is None for a command. Raises PermissionDenied or
    MergeError, and nothing has changed then.
    """
    if by is not None and not may_merge(by):
        raise PermissionDenied("merging records")
    refuse(duplicate, into)
    duplicate, into = _locked(duplicate, into)
    refuse(duplicate, into)
    answers = merging.send(sender=type(into), duplicate=duplicate, into=into)
    moved = move_links(duplicate, into)
    _fill(into, duplicate)
    into.save()
    names = _add_names(into, duplicate)
    duplicate.merged_into, duplicate.merged_at = into, timezone.now()
    if hasattr(duplicate, "parent"):
        duplicate.parent = None
    duplicate.save()
    for finish in [answer for _receiver, answer in answers if answer]:
        finish()
    return Outcome(into, moved, names)


def _locked(duplicate, into):
    """Both as they are now, in the same order whoever asks: nobody else merges them until this ends."""
    rows = type(into).objects.select_for_update().order_by("pk").filter(pk__in=[duplicate.pk, into.pk])
    found = {row.pk: row for row in rows}
    if len(found) < len({duplicate.pk, into.pk}):
        raise MergeError(_("One of the two is no longer there."))
    return found[duplicate.pk], found[into.pk]


def _wholes_of(record):
    """The keys of all that a record is a part of, itself included."""
    wholes = {record.pk}
    above = getattr(record, "parent_id", None)
    while above and above not in wholes:
        wholes.add(above)
        above = type(record).objects.values_list("parent", flat=True).get(pk=above)
    return wholes


def _fill(into, duplicate):
    """Take over what is known of the duplicate alone. Only two demonstrations make a demonstration."""
    for field in into._meta.concrete_fields:
        is_translated = hasattr(into, f"{field.name}_{LANGUAGES[0]}")  # the unsuffixed column only shows one
        if field.name not in OWN and not is_translated and not getattr(into, field.attname):
            setattr(into, field.attname, getattr(duplicate, field.attname))
    into.is_demo = into.is_demo and duplicate.is_demo
    whole = getattr(duplicate, "parent", None)
    if whole and into.parent_id is None and into.pk not in _wholes_of(whole):
        into.parent = whole


def _add_names(into, duplicate):
    """Let texts that use a name of the duplicate be recognised as before; returns the names that are new."""
    added = []
    for language in LANGUAGES:
        own = {getattr(into, f"{field}_{language}", None) for field in KINDS}
        for field, kind in KINDS.items():
            name = getattr(duplicate, f"{field}_{language}", None)
            if name and name not in own:
                columns = {"language": language, "name": name}
                _alias, is_new = into.aliases.get_or_create(**columns, defaults={"kind": kind})
                added += [name] * is_new
    return added

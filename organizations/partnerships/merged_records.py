"""What the ledger notes when two records of the directory turn out to be one."""

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.bilingual.languages import LANGUAGES

from .enums import LedgerAct
from .models import Change, LedgerRow, Owner, Partnership


def note(sender, duplicate, into, **more) -> None:
    """Hear ``organizations.signals.merging``: who is named stays the same, and the history says how.

    Where both were in one entry in one role, the two rows become one; this is what is left to read of that.
    """
    entries = Q()
    for model in _models():
        for field in model._meta.concrete_fields:
            if field.related_model is sender:
                rows = QuerySet(model).filter(**{field.name: duplicate})
                entries |= Q(pk__in=rows.values(model.ENTRY))
    if not entries:
        return
    named_in = Partnership.objects.filter(entries, recorded_at__isnull=False, redaction=None).order_by("pk")
    words = _words(duplicate, into)
    Change.objects.bulk_create(
        Change(partnership=entry, act=LedgerAct.CORRECTED, **words) for entry in named_in.select_for_update()
    )
    named_in.update(touched_at=timezone.now())


def _models():
    every = Partnership._meta.apps.get_app_config("partnerships").get_models()
    return [model for model in every if issubclass(model, LedgerRow) or model is Owner]


def _words(duplicate, into):
    words = {}
    for language in LANGUAGES:
        with override(language):
            text = _("“%(duplicate)s” and “%(into)s” are one and the same in the directory.")
            names = {"duplicate": duplicate, "into": into}
            words[f"note_{language}"] = text % {key: _name(row, language) for key, row in names.items()}
    return words


def _name(record, language):
    """Its address where it has no name in this language: no name of the other one stands in."""
    return record.name_in(language) or record.slug

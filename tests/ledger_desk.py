"""What an editor's browser sends from the pages of the ledger."""

import re

from organizations.partnerships.admin.addresses import act_address
from organizations.partnerships.models import Partnership

LIST = "/admin/partnerships/partnership/"
ROWS = ("parties", "signatories", "sources", "commitments", "amounts", "replies", "relations", "aliases")
NOTE = {"note_ar": "سبب معلن", "note_en": "A public reason"}
WHY = {f"why-{name}": words for name, words in NOTE.items()}


def seen(entry):
    return {"seen": Partnership.objects.get(pk=entry.pk).touched_at.isoformat()}


def send(client, act, thing, **data):
    """Open the page of a verb and send its form, as if nothing had happened in between."""
    entry = thing if isinstance(thing, Partnership) else thing.entry
    return client.post(act_address(act, thing), seen(entry) | data)


def add(client, entry, subject, **data):
    return client.post(add_address(entry, subject), seen(entry) | data)


def add_address(entry, subject):
    return f"{LIST}{entry.pk}/add/{subject}/"


def draft_form(entry, **changes):
    """What the form of a draft sends: its columns, and no rows but those in ``changes``."""
    columns = {
        name: getattr(entry, name) or ""
        for name in ("title_ar", "title_en", "kind", "status", "summary_ar", "place_ar")
    }
    for name in ROWS:
        columns |= {f"{name}-TOTAL_FORMS": 0, f"{name}-INITIAL_FORMS": 0}
    if entry.pk:
        columns |= seen(entry)
    return columns | {name.replace("__", "-"): value for name, value in changes.items()}


def fields_of(response):
    """The names of the fields that a page asks for."""
    names = re.findall(r'<(?:input|textarea|select)[^>]* name="([^"]+)"', response.content.decode())
    return set(names) - {"csrfmiddlewaretoken", "seen", "next", "language", "q"}

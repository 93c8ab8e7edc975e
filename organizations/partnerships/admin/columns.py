"""How the columns of an entry stand in its form."""

from django.utils.translation import gettext_lazy as _

from organizations.admin import NAMES_ARE_KEPT

FIELDSETS = [
    (
        _("Title"),
        {
            "fields": ["number", ("title_ar", "title_en"), "slug", ("summary_ar", "summary_en")],
            "description": NAMES_ARE_KEPT,
        },
    ),
    (_("What the parties say"), {"fields": ["kind", "status"]}),
    (_("Where"), {"fields": [("place_ar", "place_en"), ("event_ar", "event_en")]}),
    (
        _("Dates"),
        {
            "fields": [
                ("announced_on", "announced_precision"),
                ("signed_on", "signed_precision"),
                ("held_on", "held_precision"),
            ],
            "description": _(
                "Year, month and day, as 2024-05-31. Say how much of each date is known; the unknown rest is "
                "its first day."
            ),
        },
    ),
]

"""The filters of the ledger's list: each can be dropped or changed while the others stay."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

#: In this order they stand in addresses, so that one list has one address.
NAMES = ("kind", "status", "organization", "year")


@dataclass(frozen=True)
class Filters:
    """``values`` are those that the address sets, by name: kind, status, organization, year."""

    values: dict

    def __bool__(self):
        return bool(self.values)

    @property
    def kind(self):
        return self.values.get("kind")

    @property
    def status(self):
        return self.values.get("status")

    @property
    def organization(self):
        return self.values.get("organization")

    @property
    def year(self):
        return self.values.get("year")

    @property
    def parameters(self):
        """As the address has them."""
        set_now = {name: getattr(value, "slug", value) for name, value in self.values.items()}
        return {name: set_now[name] for name in NAMES if name in set_now}

    def address(self, **changed):
        """The list with these filters instead; an empty value drops the filter."""
        wanted = self.parameters | changed
        parameters = {name: wanted[name] for name in NAMES if wanted.get(name)}
        return reverse("partnerships:list") + (f"?{urlencode(parameters)}" if parameters else "")

    @property
    def without_status(self):
        return self.address(status="")

    @property
    def in_words(self):
        """What is set now, in words, each with the address of the list without it."""
        names = {
            "kind": _("Kind"),
            "status": _("What the parties say"),
            "organization": _("Organisation"),
            "year": _("Year"),
        }
        return [
            {"name": names[name], "value": _words(value), "without": self.address(**{name: ""})}
            for name, value in self.values.items()
        ]


def moved(request, organization):
    """To the same part of the ledger, of what the organisation became when it was merged."""
    query = request.GET.copy()
    query["organization"] = organization.slug
    return HttpResponsePermanentRedirect(f"{request.path}?{query.urlencode()}")


def _words(value):
    """Of an organisation without a name in this language only the address is left to show."""
    if hasattr(value, "slug"):
        return value.label or value.slug
    return getattr(value, "label", value)

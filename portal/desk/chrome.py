"""What stands around every page of the admin: where one can go, as far as one's rights allow."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.rights import Right, may_begin, may_in, may_read_any
from organizations.partnerships import rights
from portal.accounts.models import User
from portal.bilingual.languages import LANGUAGES

from .addresses import address


def may_publish_any(user: User) -> bool:
    return any(may_in(user, Right.PUBLISH, language) for language in LANGUAGES)


def may_confirm(user: User) -> bool:
    return rights.may(user, rights.Right.CONFIRM)


@dataclass(frozen=True)
class Place:
    """A page of the menu. Without a right of its own it is a list of records, shown to whoever may see it."""

    label: str
    name: str
    right: Callable[[User], bool] | None = None


GROUPS = [
    [
        Place(_("Today"), "index", lambda user: True),
        Place(_("Articles"), "articles_article_changelist"),
        Place(_("Coverage"), "articles_article_coverage", may_read_any),
        Place(_("Calendar"), "articles_article_calendar", may_read_any),
        Place(_("Front page"), "articles_article_front_page", may_publish_any),
    ],
    [
        Place(pgettext_lazy("admin", "Ledger"), "partnerships_partnership_changelist"),
        Place(_("Waiting for confirmation"), "partnerships_partnership_waiting", may_confirm),
        Place(_("Items to check"), "partnerships_commitment_changelist"),
        Place(_("Organisations"), "organizations_organization_changelist"),
        Place(_("People"), "organizations_person_changelist"),
        Place(_("Names and words"), "organizations_wordfamily_changelist"),
        Place(_("Corrections"), "articles_correction_changelist"),
    ],
    [
        Place(_("Topics"), "articles_topic_changelist"),
        Place(_("Authors"), "articles_author_changelist"),
        Place(_("Pictures"), "articles_picture_changelist"),
        Place(_("Pages"), "pages_standingpage_changelist"),
        Place(_("Users"), "accounts_user_changelist"),
        Place(_("Roles"), "auth_group_changelist"),
        Place(_("Webhooks"), "announcing_webhook_changelist"),
        Place(_("Deliveries"), "announcing_delivery_changelist"),
        Place(_("Outgoing mails"), "mail_outgoingmail_changelist"),
        Place(_("Revisions"), "articles_revision_changelist"),
        Place(pgettext_lazy("admin", "Log"), "articles_logentry_changelist"),
        Place(_("Changes of the ledger"), "partnerships_change_changelist"),
    ],
]


@dataclass(frozen=True)
class Link:
    label: str
    address: str
    is_current: bool


class Chrome:
    """The top bar and the menu of one request; ``apps`` are the lists that the person may open."""

    def __init__(self, request, apps):
        self._request = request
        self._listed = {
            model["admin_url"]: capfirst(model["name"])
            for app in apps
            for model in app["models"]
            if model.get("admin_url")
        }

    @cached_property
    def menu(self) -> list[list[Link]]:
        """Links in groups; lists that ``GROUPS`` doesn't name come last, so that none is out of reach."""
        groups = [[self._open(place) for place in places] for places in GROUPS]
        groups = [[found for found in group if found] for group in groups]
        named = {where for group in groups for where, _label in group}
        groups[-1] += [(where, label) for where, label in self._listed.items() if where not in named]
        current = self._current([where for group in groups for where, _label in group])
        return [[Link(label, where, where == current) for where, label in group] for group in groups if group]

    @cached_property
    def search_address(self):
        """The list of articles, for whoever may find something in it."""
        return address("articles_article_changelist") if may_read_any(self._request.user) else ""

    @cached_property
    def add_address(self):
        return address("articles_article_add") if may_begin(self._request.user) else ""

    @property
    def initials(self):
        """The first letters of the name; two Arabic ones stand apart, or they would join."""
        user = self._request.user
        names = [user.first_name, user.last_name] if user.first_name else [user.get_username()]
        return " ".join(name[:1].upper() for name in names if name)

    def _open(self, place):
        where = address(place.name)
        is_open = place.right(self._request.user) if place.right else where in self._listed
        return (where, str(place.label)) if is_open else None

    def _current(self, addresses):
        """The page of the menu below which this one lies; the desk itself only where it is that page."""
        path = self._request.path
        above = [where for where in addresses if path.startswith(where) and where != address("index")]
        return max(above, key=len, default=path)

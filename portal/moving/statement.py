"""What moves and what doesn't: each model of the portal stands here once, or a test fails.

Whoever adds a model adds it to ``KEPT``, after what it refers to, or to ``LEFT_BEHIND`` with the reason.
"""

from django.apps import apps
from django.db import models

#: In the order in which they are written and read. Rows may refer to later ones: keys are checked last.
KEPT = (
    *("auth.Group", "auth.Group_permissions"),
    *("accounts.User", "accounts.User_groups", "accounts.User_user_permissions", "accounts.Role"),
    "admin.LogEntry",
    "pages.StandingPage",
    *("organizations.Organization", "organizations.Organization_different_from", "organizations.Alias"),
    *("organizations.Person", "organizations.Person_different_from", "organizations.PersonAlias"),
    *("organizations.Position", "organizations.WordFamily"),
    *("partnerships.Numbering", "partnerships.Partnership", "partnerships.PartnershipAlias"),
    *("partnerships.Change", "partnerships.Source", "partnerships.Commitment", "partnerships.Owner"),
    *("partnerships.Amount", "partnerships.Party", "partnerships.Signatory", "partnerships.Relation"),
    *("partnerships.Reply", "partnerships.PartnershipUpdate", "partnerships.CommitmentUpdate"),
    *("articles.Picture", "articles.Topic", "articles.Author", "articles.Portrait"),
    *("articles.Article", "articles.Revision", "articles.Byline", "articles.OrganizationMention"),
    *("articles.PersonMention", "articles.PartnershipMention", "articles.Evidence", "articles.PictureUse"),
    *("articles.Correction", "articles.Placement", "articles.BreakingLine", "articles.LogEntry"),
    *("articles.Preview", "articles.Autosave", "articles.ImportedItem"),
)

_INDEX = "“rebuild_search --missing” makes the index anew, in whatever keeps it there"
_BY_NAME = "every portal has its own; rows that refer to one name it"

LEFT_BEHIND = {
    "contenttypes.ContentType": _BY_NAME,
    "auth.Permission": _BY_NAME,
    "sessions.Session": "whoever is logged in logs in again",
    "articles.Presence": "says who has a form open this minute",
    **dict.fromkeys(
        ("announcing.Webhook", "announcing.Announcement", "announcing.Delivery"),
        "a receiver is told by one portal, with a secret that no file holds: whoever moves sets them up anew",
    ),
    "mail.OutgoingMail": "what waits to be sent is sent by the portal where it was written",
    "page_cache.Change": "kept pages are of one portal; what an import writes is noted there",
    "django_tasks_database.DBTaskResult": "“work” begins with what is lacking, and finds that out itself",
    **dict.fromkeys(
        ("index.DocumentRow", "index.Name", "index.VocabularyWord", "index.VocabularyKey", "index.Delivery"),
        _INDEX,
    ),
}

#: Migrations fill these. What an import brings takes the place of that: in a portal without a single account
#: nobody can have changed it.
BROUGHT_BY_MIGRATIONS = (
    *("accounts.Role", "auth.Group_permissions", "auth.Group"),
    *("organizations.WordFamily", "pages.StandingPage", "partnerships.Numbering"),
)

#: What an export holds only where it was asked for.
WITHHELD = {("accounts.User", "password")}


def model_of(label: str) -> type[models.Model]:
    """The model; of a table between two others, too, which ``apps`` doesn't find by its name."""
    return {model._meta.label: model for model in apps.get_models(include_auto_created=True)}[label]


def rows_of(label: str, using: str) -> models.QuerySet:
    """All its rows, past managers: those of the ledger refuse, those of translated models swap columns."""
    return models.QuerySet(model_of(label), using=using)


def columns_of(label: str) -> list[models.Field]:
    """Those of a row; what the database itself works out of them is no column to move."""
    return [field for field in model_of(label)._meta.concrete_fields if not field.generated]

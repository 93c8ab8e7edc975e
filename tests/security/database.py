"""What is in the database, to see that nothing has changed."""

from django.apps import apps
from django.contrib.auth.models import Group

from portal.accounts.models import User

#: What working leaves behind without having done anything: who is here, until when.
PASSING = {"sessions.session", "admin.logentry", "articles.presence"}


def contents():
    """Every row of every table, and who has which rights."""
    models = [model for model in apps.get_models() if model._meta.label_lower not in PASSING]
    rows = {model._meta.label: sorted(map(repr, model._base_manager.values_list())) for model in models}
    rights = [
        sorted(group.permissions.values_list("pk", flat=True)) for group in Group.objects.order_by("pk")
    ]
    groups = [sorted(user.groups.values_list("pk", flat=True)) for user in User.objects.order_by("pk")]
    return rows, rights, groups


def what_differs(before, after):
    """The tables that another content has."""
    tables = [name for name, rows in after[0].items() if before[0][name] != rows]
    return [*tables, *(["rights"] if before[1:] != after[1:] else [])]

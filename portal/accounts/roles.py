"""Which rights each role is given when the portal is installed or upgraded.

Rights are named as ``app.codename``; ``app.*`` gives all that the app has. Some of these nobody can use: the
admin deletes no article and changes no log, and the rows of an entry are written with the entry. An
administrator changes the rights afterwards: see ``Role``.
"""

from django.apps import apps as current_apps
from django.db import transaction

from .models import Role

#: The four rights that Django makes for every model.
ACTS = ("add", "change", "delete", "view")
READING = [
    "articles.view_topic",
    "articles.view_author",
    "articles.view_picture",
    "organizations.view_organization",
    "organizations.view_person",
    "partnerships.view_partnership",
]
EDITING = [
    *READING,
    *(
        f"articles.{act}_article"
        for act in ("add", "change", "view", "review", "publish", "correct", "withdraw")
    ),
    *(f"articles.{act}_picture" for act in ("add", "change", "delete")),
    *(f"articles.{act}_author" for act in ("add", "change")),
    *(f"articles.view_{thing}" for thing in ("revision", "logentry")),
    *(f"organizations.{act}_{thing}" for act in ("add", "change") for thing in ("organization", "person")),
    *(
        f"organizations.{act}_{part}"
        for act in ACTS
        for part in ("alias", "personalias", "position", "wordfamily")
    ),
    *(f"partnerships.{act}_partnership" for act in ("add", "change", "record")),
    *(f"partnerships.{act}_update" for act in ("propose", "confirm")),
    *(f"partnerships.{act}_partnershipalias" for act in ACTS),
    *(f"pages.{act}_standingpage" for act in ("view", "change")),
]
#: Changed only until readers see them (``PictureAdmin``).
PICTURES = ["articles.add_picture", "articles.change_picture"]
#: No account is deleted: revisions and the log would forget who made them.
ADMINISTERING = [
    *(f"accounts.{act}_user" for act in ("add", "change", "view")),
    *(f"auth.{act}_group" for act in ACTS),
    *(f"mail.{act}_outgoingmail" for act in ("view", "resend")),
]
CHIEF = [
    *("articles.*", "organizations.*", "partnerships.*", "pages.*", "announcing.*"),
    "accounts.hold_every_language",
]

RIGHTS = {
    Role.Key.CONTRIBUTOR: [*READING, "articles.add_article", *PICTURES],
    Role.Key.TRANSLATOR: [*READING, "articles.translate_article", "articles.change_picture"],
    Role.Key.EDITOR: EDITING,
    Role.Key.CHIEF: CHIEF,
    Role.Key.ADMINISTRATOR: [*CHIEF, *ADMINISTERING],
}


def give_rights(app_config, apps=current_apps, **_more) -> None:
    """Give each role the rights of one app that it was not offered before; follows every ``migrate``.

    ``apps`` are the models as the database now has them, which may be older than the code; ``flush``, which
    empties the database, names none.
    """
    try:
        roles = apps.get_model("accounts", "Role").objects
    except LookupError:
        return
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label=app_config.label
    )
    with transaction.atomic():
        for key, names in RIGHTS.items():
            given = _named(permissions, names, app_config.label)
            if given:
                _offer(_role(roles, key, apps), given, app_config.label)


def _named(permissions, names, app):
    """Those of an app's permissions that are among ``names``."""
    codenames = [name.partition(".")[2] for name in names if name.startswith(f"{app}.")]
    return list(permissions if "*" in codenames else permissions.filter(codename__in=codenames))


def _role(roles, key, apps):
    """The role, made with its group where it is missing; a group of its name becomes its own."""
    role = roles.filter(key=key).select_related("group").first()
    if role is None:
        group, _is_new = apps.get_model("auth", "Group").objects.get_or_create(name=key)
        role = roles.create(key=key, group=group)
    return role


def _offer(role, permissions, app):
    names = {f"{app}.{permission.codename}": permission for permission in permissions}
    new = names.keys() - set(role.offered)
    if role.group and new:
        role.group.permissions.add(*(names[name] for name in new))
        role.offered = sorted({*role.offered, *new})
        role.save(update_fields=["offered"])

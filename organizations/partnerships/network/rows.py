"""What a drawing asks of the ledger and the directory, each query prepared once."""

from django.apps import apps
from django.db.models import Q

from organizations.models import Organization
from portal.prepared import prepared


@prepared
def roles_held(language):
    """Number of the entry, organisation and role."""
    roles = _unmerged(_model("Party").objects.public(language))
    return roles.values_list("partnership__number", "organization_id", "role")


@prepared
def roles_beside(language, *, organization):
    """Organisation, role and ``EntryNamed`` of all roles in the entries in which an organisation has one."""
    roles = _model("Party").objects
    entries = roles.filter(organization=organization).order_by().values("partnership")
    columns = ("number", "slug", "kind", "status", f"title_{language}")
    beside = _unmerged(roles.public(language).filter(partnership__in=entries))
    return beside.values_list("organization_id", "role", *(f"partnership__{column}" for column in columns))


@prepared
def partners_and_parts(language, *, whole, keys):
    """These organisations, and the parts of one."""
    known = Organization.objects.named_in(language).filter(Q(pk__in=keys) | Q(parent=whole))
    return known.order_by("pk")


@prepared
def entries_numbered(language, *, numbers):
    return _model("Partnership").objects.public(language).filter(number__in=numbers).for_rows()


@prepared
def parts_and_wholes(language):
    """Pairs of a part and its whole, both with a name in this language, neither merged into another."""
    whole = {f"parent__name_{language}__isnull": False, "parent__merged_into": None}
    return Organization.objects.named_in(language).filter(**whole).order_by().values_list("pk", "parent_id")


def count_of_entries(language):
    return _model("Partnership").objects.public(language).count()


def _unmerged(roles):
    """The roles without those of a duplicate: its record stands for itself no longer."""
    return roles.filter(organization__merged_into=None).order_by()


def _model(name):
    return apps.get_model("partnerships", name)


@prepared
def _organizations(*, keys):
    return Organization.objects.filter(pk__in=keys)


def organizations_by_key(keys):
    found = {one.pk: one for one in _organizations(keys=keys)}
    return {key: found[key] for key in keys}

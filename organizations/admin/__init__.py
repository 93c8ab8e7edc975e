"""The directory at the desk. Files inside may import downwards only: directory → merging, names."""

from .directory import OrganizationAdmin, PersonAdmin
from .names import NAMES_ARE_KEPT, NAMES_LISTS, AliasAdmin, OtherNamesAdmin, PersonAliasAdmin, WordFamilyAdmin

__all__ = [
    "NAMES_ARE_KEPT",
    "NAMES_LISTS",
    "AliasAdmin",
    "OrganizationAdmin",
    "OtherNamesAdmin",
    "PersonAdmin",
    "PersonAliasAdmin",
    "WordFamilyAdmin",
]

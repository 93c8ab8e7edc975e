"""A lookup for columns that nothing is folded in: ``name_ar__spelled="هيئه"`` finds «هيئة», at any place."""

from django.db.models import CharField, TextField
from django.db.models.lookups import IContains

from .arabic import fold

#: What folding makes of letters and signs that are written in several ways; in a pattern, any one will do.
_WRITTEN_DIFFERENTLY = str.maketrans(dict.fromkeys("\u0627\u064a\u0647\u0643'\"-", "_"))


class Spelled(IContains):
    """``icontains``, whichever hamza, ya, ta marbuta, kaf or quotation mark stands there."""

    def get_prep_lookup(self):
        return fold(super().get_prep_lookup())

    def process_rhs(self, compiler, connection):
        sql, (pattern,) = super().process_rhs(compiler, connection)
        return sql, [pattern.translate(_WRITTEN_DIFFERENTLY)]


def register():
    for field in (CharField, TextField):
        field.register_lookup(Spelled, "spelled")

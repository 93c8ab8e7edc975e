from organizations.partnerships.dates import PartialDate
from portal.bilingual.clean_columns import CleanColumns


class PartialDates(CleanColumns):
    """A record with dates that may be known to the month or the year: ``…_on`` and ``…_precision``.

    The rest that nobody knows is stored as its first day, whoever brings it.
    """

    class Meta:
        abstract = True

    def clean_columns(self):
        super().clean_columns()
        deferred = self.get_deferred_fields()
        names = {field.name for field in self._meta.concrete_fields} - deferred
        for precision in names:
            column = precision.removesuffix("_precision") + "_on"
            if precision.endswith("_precision") and column in names:
                setattr(self, column, self._floor(column, getattr(self, precision)))

    def _floor(self, column, precision):
        when = PartialDate.of(self._meta.get_field(column).to_python(getattr(self, column)), precision)
        return when.floor if when else None

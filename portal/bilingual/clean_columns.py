"""Words are cleaned on the way in, whoever brings them: a form, an importer or a shell (guarantee 19)."""

from django.db import models

from .languages import LANGUAGES
from .text import clean_line, clean_text


class CleanColumns(models.Model):
    """A record whose text columns lose control and bidi override characters when it is saved.

    A nullable column that is left empty becomes NULL: what is missing in a language is never ''.
    """

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self.clean_columns()
        super().save(*args, **kwargs)

    def clean_columns(self):
        deferred = self.get_deferred_fields()
        for field in self._meta.concrete_fields:
            if _holds_words(field) and field.attname not in deferred and not self._is_translated(field):
                value = getattr(self, field.attname)
                setattr(self, field.attname, _cleaned(field, value) if value is not None else None)

    def _is_translated(self, field):
        """Whether this is the unsuffixed column, which only shows one of the others."""
        return hasattr(self, f"{field.name}_{LANGUAGES[0]}")


def _holds_words(field):
    return isinstance(field, models.CharField | models.TextField) and not field.choices


def _cleaned(field, value):
    clean = clean_text if isinstance(field, models.TextField) else clean_line
    return clean(str(value)) or (None if field.null else "")

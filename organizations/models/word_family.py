import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from organizations.querysets import WordFamilyQuerySet
from portal.bilingual.arabic import fold
from portal.bilingual.clean_columns import CleanColumns

from .dated import Dated

_BETWEEN = re.compile(r"[\s,\u060c;\u061b]+")  # spaces, commas and semicolons of both scripts


class WordFamily(Dated, CleanColumns):
    """Words of one language that count as one where a name or a search is compared with a text."""

    language = models.CharField(gettext_lazy("language"), max_length=2, choices=settings.LANGUAGES)
    words = models.CharField(
        pgettext_lazy("of a word family", "words"),
        max_length=300,
        help_text=gettext_lazy("Single words with commas between them, such as “centre, center”."),
    )
    is_spelling = models.BooleanField(
        gettext_lazy("spellings of one word"),
        default=False,
        help_text=gettext_lazy(
            "Then names in a text are recognised in each of them. Leave it out for singular and plural: "
            "“ministries of interior” names no ministry."
        ),
    )

    objects = WordFamilyQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("word family")
        verbose_name_plural = gettext_lazy("word families")

    def __str__(self):
        return self.words

    def clean_columns(self):
        """One way to write the list, whatever stood between the words."""
        super().clean_columns()
        self.words = self._listed()

    @property
    def members(self):
        """The words, each once however it is spelt."""
        members = {}
        for word in filter(fold, _BETWEEN.split(self.words)):
            members.setdefault(fold(word), word)
        return list(members.values())

    def clean(self):
        if len(self.members) < 2:
            raise ValidationError({"words": _("A family has two words at least.")})
        if len(self._listed()) > self._meta.get_field("words").max_length:
            raise ValidationError({"words": _("These are too many words for one family.")})
        others = WordFamily.objects.filter(language=self.language, is_spelling=self.is_spelling)
        known = {fold(word) for family in others.exclude(pk=self.pk) for word in family.members}
        if taken := [word for word in self.members if fold(word) in known]:
            message = _("Another family has this already: %(words)s.")
            raise ValidationError({"words": ValidationError(message, params={"words": ", ".join(taken)})})

    def _listed(self):
        return ("\u060c " if self.language == "ar" else ", ").join(self.members)

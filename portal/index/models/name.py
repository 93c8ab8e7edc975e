from django.db import models
from django.db.models import Q

from portal.bilingual.languages import LANGUAGES

#: Of a folded name so many bytes are compared while somebody types.
TAIL_BYTES = 240
LONGEST_STEMS = 300
LONGEST_SAID = 200


def _tail_indexes():
    """What somebody types is looked for where names begin, then where their later words do."""
    for language in LANGUAGES:
        is_seen = Q(**{f"label_{language}__isnull": False})
        for place, is_later in (("first", False), ("later", True)):
            yield models.Index(
                fields=["tail", "kind", "thing"],
                name=f"name_{place}_{language}",
                condition=is_seen & Q(stems__isnull=is_later),
            )


class Name(models.Model):
    """One name of a thing, from one of its words on: each word that somebody may begin with has a row.

    Only ``portal.index.names`` reads and writes it. ``thing`` is a primary key; ``label_…`` is what the thing
    is called in a language, NULL where its readers don't see it, whichever name this row holds.
    """

    kind = models.CharField(max_length=12)
    thing = models.BigIntegerField()
    label_ar = models.CharField(max_length=200, null=True)
    label_en = models.CharField(max_length=200, null=True)
    #: The stems of the whole name, by which it is recognised; NULL where this row begins later.
    stems = models.CharField(max_length=LONGEST_STEMS, null=True, db_index=True)
    #: The whole name, where texts are looked through for it; NULL where it could mean much else.
    said = models.CharField(max_length=LONGEST_SAID, null=True)
    #: The folded name from this word on: compared bytewise, alike on both databases.
    tail = models.BinaryField(max_length=TAIL_BYTES)

    class Meta:
        verbose_name = "name in the index"
        verbose_name_plural = "names in the index"
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(label_ar__isnull=False) | Q(label_en__isnull=False),
                name="name_is_seen_by_somebody",
            )
        ]
        indexes = [models.Index(fields=["kind", "thing"], name="name_of_thing"), *_tail_indexes()]

    def __str__(self):
        return f"{self.kind} {self.thing} {bytes(self.tail).decode(errors='ignore')}"

from django.db import models

from portal.index.documents import Kind


class DocumentRow(models.Model):
    """A document as the database keeps it; what it is found by stands beside it, as the database can.

    PostgreSQL has one column more, ``lexemes``, and SQLite a full-text table for each language: migration
    0001. Rows are written and read by ``portal.index.engines`` alone.
    """

    #: Follows the order of publication: ``row_keys``.
    id = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=12, choices=Kind)
    thing = models.BigIntegerField()
    language = models.CharField(max_length=2)
    is_public = models.BooleanField()
    published_at = models.DateTimeField(null=True)
    topic = models.BigIntegerField(null=True)
    #: Primary keys with spaces between them.
    organizations = models.TextField()

    #: What ranking looks at: lexemes with a space on either side of each, and the headline and names as
    #: sequences.
    headline = models.TextField()
    standfirst = models.TextField()
    titles = models.TextField()
    #: The whole text as a sequence, for phrases. Last, because it is long and seldom read.
    sequence = models.TextField()

    class Meta:
        verbose_name = "document of the index"
        verbose_name_plural = "documents of the index"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "thing", "language", "is_public"], name="one_document_of_a_thing"
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.thing} {self.language}"

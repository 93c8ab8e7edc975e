from django.db import models


class DeliveryQuerySet(models.QuerySet):
    def waiting(self):
        """What a server will be told, as soon as it listens."""
        return self.filter(refusal="")

    def refused(self):
        """What a server answered that it would never take."""
        return self.exclude(refusal="")


class Delivery(models.Model):
    """A change of the index that a search server has yet to be told. Where the database keeps it, none is.

    Written in the transaction that changed the document, and removed when the server has confirmed it
    (``portal.index.engines.opensearch.delivery``). Its key tells the newer of two changes from the older.
    """

    language = models.CharField(max_length=2)
    #: Which document of that language, in the words of the server.
    name = models.CharField(max_length=60)
    #: The document, ready to be sent; empty where it is to be removed.
    source = models.TextField(blank=True)
    refusal = models.CharField(max_length=200, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = "change to be delivered"
        verbose_name_plural = "changes to be delivered"
        default_permissions = ()

    def __str__(self):
        return f"{self.name} {self.language}"

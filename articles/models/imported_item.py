from django.db import models
from django.utils.translation import gettext_lazy as _

from .article import Article


class ImportedItem(models.Model):
    """One language of a piece of another system's archive, as it was brought in last.

    ``source`` is the site or feed, ``guid`` what it calls the piece, ``group`` what the languages of one
    piece share there. The article is empty where it has been deleted since; the piece isn't brought in again.
    ``revision`` is the number of the last one that was made of it: a later one is an editor's.
    """

    source = models.CharField(max_length=200)
    guid = models.CharField(max_length=300)
    group = models.CharField(max_length=200, blank=True)
    article = models.ForeignKey(Article, on_delete=models.SET_NULL, null=True, related_name="imported_items")
    language = models.CharField(max_length=2)
    revision = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64)
    #: Where the piece stood, and since when: for whoever publishes it here, and for redirects.
    address = models.CharField(max_length=1000, blank=True)
    first_published_at = models.DateTimeField(null=True)
    #: Whether all its pictures were brought along.
    is_illustrated = models.BooleanField(default=False)
    brought_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("imported piece")
        verbose_name_plural = _("imported pieces")
        default_permissions = ()
        indexes = [
            models.Index(fields=["source", "group"], name="imported_group", condition=~models.Q(group=""))
        ]
        constraints = [models.UniqueConstraint(fields=["source", "guid"], name="imported_once")]

    def __str__(self):
        return self.address or self.guid

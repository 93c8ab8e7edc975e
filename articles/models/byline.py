from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.enums import BylineRole

from .article import Article
from .live_link import LiveLink, newest_indexes
from .topic import Author


class Byline(LiveLink):
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey(
        Author, on_delete=models.PROTECT, related_name="bylines", verbose_name=_("author")
    )
    role = models.CharField(_("role"), max_length=12, choices=BylineRole, default=BylineRole.AUTHOR)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("by-line")
        verbose_name_plural = _("by-lines")
        indexes = newest_indexes("author", "byline")
        constraints = [models.UniqueConstraint(fields=["article", "author"], name="author_once_per_article")]

    def __str__(self):
        return str(self.author)

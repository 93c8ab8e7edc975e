from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.enums import Act

from .article import Article
from .revision import Revision


class LogEntry(models.Model):
    """Who did what to an article, and when. Rows are only ever added.

    ``language`` is empty for what both languages share; ``by`` is empty for a command.
    """

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="log", verbose_name=_("article")
    )
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, blank=True)
    act = models.CharField(_("act"), max_length=12, choices=Act)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)
    revision = models.ForeignKey(
        Revision, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("revision")
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("log entry")
        verbose_name_plural = _("log")

    def __str__(self):
        return f"{self.get_act_display()} · {self.article_id} {self.language}"

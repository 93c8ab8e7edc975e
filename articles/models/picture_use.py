from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.richtext import picture_names

from .article import Article
from .picture import Picture
from .revision import Revision


class PictureUseQuerySet(models.QuerySet):
    def note(self, revision: Revision) -> None:
        """Keep which pictures a new revision shows in its text. Two queries, none where it shows none."""
        names = picture_names(revision.body)
        if not names:
            return
        pictures = Picture.objects.filter(Q(file__in=names) | Q(night_file__in=names))
        self.bulk_create(
            PictureUse(picture=picture, revision=revision, article_id=revision.article_id)
            for picture in pictures
        )


class PictureUse(models.Model):
    """That a revision shows a picture in its text.

    A text names its pictures by their files; finding those of one picture would mean to read every text.
    A revision never changes, so a row is written with it and stays as long: any revision can be restored,
    and a picture that one shows is therefore not deleted.
    """

    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="uses", db_index=False)
    revision = models.ForeignKey(
        Revision, on_delete=models.CASCADE, related_name="picture_uses", db_index=False
    )
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="picture_uses")

    objects = PictureUseQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture in a text")
        verbose_name_plural = _("pictures in texts")
        default_permissions = ()
        # Both keys stand first in an index of these.
        indexes = [models.Index(fields=["picture", "article"], name="picture_uses")]
        constraints = [
            models.UniqueConstraint(fields=["revision", "picture"], name="picture_once_per_revision")
        ]

    def __str__(self):
        return f"{self.picture_id} {self.revision_id}"

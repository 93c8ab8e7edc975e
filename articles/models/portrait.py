from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organizations.models import Person

from .picture import Picture
from .topic import Author


class Portrait(models.Model):
    """The picture of the library that stands for a person of the directory, or for an author.

    It lives on this side because the directory knows nothing of articles and their pictures. Written by
    ``articles.portraits``, which opens the picture to readers.
    """

    picture = models.ForeignKey(
        Picture, on_delete=models.PROTECT, related_name="portraits", verbose_name=_("picture")
    )
    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, null=True, related_name="portrait", verbose_name=_("person")
    )
    author = models.OneToOneField(
        Author, on_delete=models.CASCADE, null=True, related_name="portrait", verbose_name=_("author")
    )

    class Meta:
        verbose_name = _("portrait")
        verbose_name_plural = _("portraits")
        # No permissions of its own: it is a part of the record that it shows.
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(person=None, author__isnull=False) | Q(person__isnull=False, author=None),
                name="portrait_is_of_one_person_or_author",
            )
        ]

    def __str__(self):
        return str(self.picture)

    @property
    def of(self):
        """Whom it shows."""
        return self.person or self.author

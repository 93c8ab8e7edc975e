import logging

from django.db import DatabaseError, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

logger = logging.getLogger(__name__)


class SignQuerySet(models.QuerySet):
    def give(self, name: "Sign.Name") -> None:
        """Now. Whoever gives a sign goes on where it can't be noted."""
        try:
            self.update_or_create(name=name, defaults={"at": timezone.now()})
        except DatabaseError as error:
            logger.warning("“%s” can't be noted: %s", name, error)

    def moments(self) -> dict:
        """When each sign was last given, by its name."""
        return dict(self.values_list("name", "at"))  # not translated: Sign.name


class Sign(models.Model):
    """A sign of life of what no request passes: when it was last seen at work."""

    class Name(models.TextChoices):
        WORKER = "worker", _("worker")
        BACKUP = "backup", _("backup")

    name = models.CharField(_("name"), max_length=10, choices=Name, primary_key=True)
    at = models.DateTimeField(_("at"))

    objects = SignQuerySet.as_manager()

    class Meta:
        verbose_name = _("sign of life")
        verbose_name_plural = pgettext_lazy("admin", "Status")
        default_permissions = ("view",)

    def __str__(self):
        return self.get_name_display()

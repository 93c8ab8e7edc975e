"""Portraits: which picture of the library stands for a person or an author."""

from django.db import transaction
from django.utils import timezone

from articles.models import Author, Picture, Portrait
from organizations.models import Person


@transaction.atomic
def choose_portrait(of: Person | Author, picture: Picture | None) -> None:
    """Let ``picture``, or none, stand for somebody whose page readers see: they can fetch its file at once.

    A picture that no longer stands for anybody stays open, as does everything that readers have seen.
    """
    shown = {of._meta.model_name: of}
    if picture is None:
        Portrait.objects.filter(**shown).delete()
        return
    Portrait.objects.update_or_create(**shown, defaults={"picture": picture})
    now = timezone.now()
    Picture.objects.filter(pk=picture.pk).exclude(public_from__lte=now).update(public_from=now)

"""The files that belong to pictures: which are made after a picture is saved, and which go.

Pages never wait for any of this: as long as ``Picture.renditions`` names nothing, they show the file itself.
"""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from articles.models import Picture
from articles.renditions import draw_renditions, is_rendition, sources_of
from portal.object_storage import StorageAway

#: Longer than any cache keeps a page that names a file (``portal.caching``), and than most tabs stay open.
GRACE = timedelta(days=1)


def make(picture: Picture, *, again: bool = False) -> bool:
    """Draw the renditions that a picture lacks, or all of them ``again``; returns whether any were drawn.

    They are named on pages only once all of them are stored. What was named before is removed a day later.
    Raises PictureDamaged or FileNotFoundError where the picture's own file is.
    """
    planned = picture.planned_renditions
    if picture.renditions == planned and not again:
        return False
    for name in picture.file_names:
        with default_storage.open(name) as file:
            for rendition, content in draw_renditions(name, file, planned, picture.focus):
                store(rendition, content)
    former, picture.renditions = picture.rendition_names, planned
    # Meanwhile somebody may have moved the focal point or deleted the picture: what that needs is on its way.
    unmoved = Picture.objects.filter(pk=picture.pk, focus_x=picture.focus_x, focus_y=picture.focus_y)
    is_named = unmoved.update(renditions=planned)
    _remove_later(former - picture.rendition_names if is_named else picture.rendition_names)
    return True


def lacking(pictures):
    """Those of the pictures whose renditions are not the ones that they should have, one by one."""
    columns = ("file", "night_file", "width", "height", "focus_x", "focus_y", "renditions")
    for picture in pictures.only(*columns).order_by("pk").iterator():
        if picture.renditions != picture.planned_renditions:
            yield picture


def make_later(pk: int) -> None:
    """Leave it to the worker (``manage.py work``)."""
    make_renditions.enqueue(pk)


def store(name: str, content: bytes) -> None:
    """Store what is named by its content. A file from before may be cut off by an interruption."""
    if default_storage.exists(name):
        if default_storage.size(name) == len(content):
            return
        default_storage.delete(name)
    try:
        default_storage.save(name, ContentFile(content))
    except StorageAway:
        raise  # it stores all or nothing, and couldn't be asked to delete
    except OSError:
        default_storage.delete(name)
        raise


def picture_saved(sender, instance, raw=False, **more):
    """A picture was saved: what it lacks is made after the commit. The file of a fixture may not be there."""
    if not raw and instance.renditions != instance.planned_renditions:
        # Robust: the picture is saved, whether or not anybody can be told. That needs a name, which a partial
        # hasn't got.
        transaction.on_commit(lambda: make_later(instance.pk), robust=True)


def picture_deleted(sender, instance, **more):
    """Its renditions go with it, unless another picture has the same file."""
    names = sorted(instance.rendition_names)
    transaction.on_commit(lambda: remove_unnamed.call(names), robust=True)


@task()
def make_renditions(pk):
    """What the worker does. A picture that was deleted meanwhile needs nothing."""
    for picture in Picture.objects.filter(pk=pk):
        make(picture)


@task()
def remove_unnamed(names):
    """Remove those of the renditions that no picture names: the focal point may be back where it was."""
    for name in filter(is_rendition, names):
        keepers = Picture.objects.with_file(*sources_of(name))
        if not any(name in picture.rendition_names for picture in keepers):
            default_storage.delete(name)


def _remove_later(names):
    if not names:
        return
    waits = remove_unnamed.get_backend().supports_defer
    later = remove_unnamed.using(run_after=timezone.now() + GRACE) if waits else remove_unnamed
    later.enqueue(sorted(names))

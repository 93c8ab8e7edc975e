import io
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from PIL import Image

from articles import picture_files
from articles.models import Picture
from articles.renditions import file_names

pytestmark = pytest.mark.django_db


def make_picture(digit="a", *, size=(400, 300), night="", content=None, **columns):
    """A picture whose file is in the store; the digit makes its name."""
    names = [f"{name * 32}.webp" if name else "" for name in (digit, night)]
    for name, color in zip(names, ("green", "black"), strict=True):
        stream = io.BytesIO()
        Image.new("RGB", size, color).save(stream, "WEBP")
        if name:
            default_storage.save(name, ContentFile(content or stream.getvalue()))
    return Picture.objects.create(
        file=names[0], night_file=names[1], width=size[0], height=size[1], **columns
    )


def files():
    return set(default_storage.listdir("")[1])


def command(*arguments, **options):
    output = io.StringIO()
    call_command("make_renditions", *arguments, stdout=output, verbosity=0, **options)
    return output.getvalue()


def test_saved_picture_gets_its_renditions_after_the_commit(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        picture = make_picture(night="b")
    assert files() == set(picture.file_names)

    for callback in callbacks:
        callback()

    picture.refresh_from_db()
    assert picture.renditions == picture.planned_renditions
    assert files() == {*picture.file_names, *picture.rendition_names}
    assert {name[0] for name in picture.rendition_names} == {"a", "b"}


def test_saving_a_finished_picture_asks_for_nothing(django_capture_on_commit_callbacks):
    picture = make_picture()
    picture_files.make(picture)

    with django_capture_on_commit_callbacks() as callbacks:
        picture.alt_ar = "حقل"
        picture.save()

    assert callbacks == []


def test_picture_is_saved_though_nobody_can_be_told(django_capture_on_commit_callbacks, monkeypatch, caplog):
    def away(pk):
        raise OSError("queue")

    monkeypatch.setattr(picture_files, "make_later", away)
    with django_capture_on_commit_callbacks(execute=True):
        make_picture()

    assert Picture.objects.exists()
    assert "queue" in caplog.text


def test_moved_focal_point_makes_new_names_and_lets_the_old_ones_go():
    picture = make_picture()
    picture_files.make(picture)
    before = picture.rendition_names

    Picture.objects.update(focus_x=10)
    picture.refresh_from_db()
    assert picture.rendition_names == before
    assert before <= files()

    picture_files.make(picture)
    picture.refresh_from_db()
    after = picture.rendition_names
    assert before & after == {name for name in before if "whole" in name}
    assert before != after
    assert files() == {*picture.file_names, *after}


def test_old_renditions_stay_for_the_pages_that_caches_keep(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    picture = make_picture()
    picture_files.make(picture)
    before = picture.rendition_names
    Picture.objects.update(focus_x=10)
    picture_files.make(Picture.objects.get())

    later = DBTaskResult.objects.get()
    assert timedelta(hours=23) < later.run_after - timezone.now() < timedelta(hours=25)
    assert before <= files()

    later.task.call(*later.args_kwargs["args"])
    assert files() == {*picture.file_names, *Picture.objects.get().rendition_names}


def test_what_another_picture_names_is_not_removed():
    first, second = make_picture(), Picture.objects.create(file=f"{'a' * 32}.webp", width=400, height=300)
    picture_files.make(first)
    picture_files.make(second)

    Picture.objects.filter(pk=first.pk).update(focus_x=10)
    first.refresh_from_db()
    picture_files.make(first)

    assert second.rendition_names <= files()


def test_point_moved_while_the_renditions_were_drawn_is_not_overtaken(monkeypatch):
    picture = make_picture()
    store = picture_files.store

    def move_and_store(name, content):
        Picture.objects.update(focus_x=10)
        store(name, content)

    monkeypatch.setattr(picture_files, "store", move_and_store)
    picture_files.make(picture)

    assert Picture.objects.get().renditions == {}
    assert files() == set(picture.file_names)


def test_renditions_go_with_a_deleted_picture(django_capture_on_commit_callbacks):
    picture = make_picture()
    picture_files.make(picture)

    with django_capture_on_commit_callbacks(execute=True):
        Picture.objects.all().delete()

    assert files() == set(picture.file_names)


def test_file_cut_off_by_an_interruption_is_written_anew():
    picture = make_picture()
    cut_off = next(
        name for name in file_names(picture.file.name, picture.planned_renditions) if name.endswith(".jpg")
    )
    default_storage.save(cut_off, ContentFile(b"cut off"))

    picture_files.make(picture)

    with default_storage.open(cut_off) as file, Image.open(file) as image:
        image.load()


def test_command_makes_what_is_missing():
    make_picture("a"), make_picture("b")
    assert command() == "2 pictures made.\n"

    Picture.objects.filter(file__startswith="b").update(focus_x=10)

    assert command() == "1 pictures made.\n"
    assert not list(picture_files.lacking(Picture.objects.all()))


def test_command_takes_pictures_by_their_number():
    first, second = make_picture("a"), make_picture("b")

    command(second.pk)

    assert list(picture_files.lacking(Picture.objects.all())) == [first]


def test_command_brings_lost_files_back():
    picture = make_picture()
    command()
    picture.refresh_from_db()
    for name in picture.rendition_names:
        default_storage.delete(name)

    assert command() == "0 pictures made.\n"
    assert command(all=True) == "1 pictures made.\n"

    assert picture.rendition_names <= files()


def test_command_names_what_is_damaged_or_gone_and_makes_the_others():
    damaged, gone, good = make_picture("a", content=b"half"), make_picture("b"), make_picture("c")
    default_storage.delete(gone.file.name)

    with pytest.raises(CommandError) as error:
        command()

    assert str(error.value).splitlines() == [
        f"Picture {damaged.pk}: the file {damaged.file.name} is damaged.",
        f"Picture {gone.pk}: its file is gone ({gone.file.name}).",
    ]
    good.refresh_from_db()
    assert good.renditions


def test_command_names_a_number_that_is_none():
    with pytest.raises(CommandError, match=r"There is no picture 4711\."):
        command(4711)

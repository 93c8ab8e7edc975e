from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from articles import picture_files
from articles.models import Picture
from articles.renditions import PictureDamaged


class Command(BaseCommand):
    help = (
        "Make the smaller copies of the pictures (480, 960 and 1600 wide, as AVIF, WebP and JPEG, cropped "
        "around the focal point) that are missing. The worker does so after each upload; run this where no "
        "worker is, and after a new version draws them otherwise. A picture takes a few seconds. It may be "
        "stopped and started again at any time: pages show the picture itself until its copies are complete. "
        "A file that is damaged or gone is named at the end; the others are made all the same, and the exit "
        "status is 1."
    )

    def add_arguments(self, parser):
        parser.add_argument("ids", nargs="*", type=int, metavar="ID", help="only these pictures")
        parser.add_argument(
            "--all", action="store_true", help="also those that have theirs, as after losing files"
        )

    def handle(self, *, ids, all, verbosity, **options):
        pictures = Picture.objects.filter(pk__in=ids) if ids else Picture.objects.all()
        wanted = list(pictures.order_by("pk") if all else picture_files.lacking(pictures))
        bar = tqdm(wanted, desc="Making", unit=" pictures", disable=verbosity == 0)
        problems = [problem for picture in bar if (problem := _problem(picture, again=all))]
        self.stdout.write(f"{len(wanted) - len(problems)} pictures made.")
        unknown = sorted(set(ids) - set(pictures.values_list("pk", flat=True)))
        problems += [f"There is no picture {pk}." for pk in unknown]
        if problems:
            raise CommandError("\n".join(problems))


def _problem(picture, *, again):
    """What stands in the way of this picture's copies; nothing where they were made."""
    try:
        picture_files.make(picture, again=again)
    except FileNotFoundError:
        return f"Picture {picture.pk}: its file is gone ({', '.join(picture.file_names)})."
    except PictureDamaged as error:
        return f"Picture {picture.pk}: the file {error} is damaged."
    return ""

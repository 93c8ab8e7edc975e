from django.conf import settings
from django.core.management.base import BaseCommand

from portal.bilingual.languages import LANGUAGES
from portal.offline.icons import ICONS, draw_icon, file_name


class Command(BaseCommand):
    help = "Draw the portal's icons for devices anew, into portal/static; commit them and run collectstatic."

    def handle(self, **options):
        for language in LANGUAGES:
            for purpose, size in ICONS:
                path = settings.BASE_DIR / "portal" / "static" / file_name(language, purpose, size)
                path.parent.mkdir(parents=True, exist_ok=True)
                icon = draw_icon(settings.SITE_NAME[language], language, purpose, size)
                icon.save(path, optimize=True)
                self.stdout.write(f"{path}: {path.stat().st_size} bytes")

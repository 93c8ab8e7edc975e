from django.core.management.base import BaseCommand

from portal.demo.removal import remove_all


class Command(BaseCommand):
    help = (
        "Remove everything that load_demo loaded, except the accounts. What real articles have come to use "
        "(a topic, an organisation, a picture) is kept and named; it loses its demonstration mark."
    )

    def handle(self, **options):
        for model, removed, kept in remove_all():
            name = model._meta.verbose_name_plural
            self.stdout.write(f"{name}: {removed} removed" + (f", kept: {', '.join(kept)}" if kept else ""))
        self.stdout.write(
            "The accounts stay, so “make run” won’t load it again; “manage.py load_demo” would."
        )

from django.core.management.base import BaseCommand
from tqdm import tqdm

from articles.models import Article
from articles.workflow import relink

AT_A_TIME = 500


class Command(BaseCommand):
    help = (
        "Note anew where the live texts name what they are linked to. Publishing a text and changing its "
        "links does so for that article; run this after names, other names or word families have changed."
    )

    def handle(self, *, verbosity, **options):
        articles = Article.objects.live_or_scheduled("ar") | Article.objects.live_or_scheduled("en")
        changed, last = 0, 0
        with tqdm(
            total=articles.count(), desc="Linking", unit=" articles", disable=verbosity == 0
        ) as progress:
            while batch := list(articles.filter(pk__gt=last).only("pk").order_by("pk")[:AT_A_TIME]):
                for article in batch:
                    changed += relink(article)
                    progress.update()
                last = batch[-1].pk
        self.stdout.write(f"{changed} articles changed.")

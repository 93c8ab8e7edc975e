import logging
import os

from django_tasks_db.management.commands import db_worker

from articles.models import Picture
from articles.picture_files import lacking, make_later
from portal.announcing.delivering import start_delivering
from portal.index.engines.opensearch import resume
from portal.mail.sending import start_sending
from portal.page_cache.edges import start_purging
from portal.status import cleaning, heartbeat

#: Behind the web server, which may share the machine: readers come first.
NICENESS = 10


class Command(db_worker.Command):
    help = (
        "Do what no reader waits for, such as making the smaller copies of pictures, as it comes up, until "
        "stopped, send mail, tell other machines what is published, purge the caches in front, and remove "
        "once a day what nobody needs any more. Begins with what an interruption left undone. Run one beside "
        "the web server; several share the work. While none runs, pages show pictures as they were uploaded, "
        "nobody is told or written to, caches in front are as old as may be, and nothing else is missing."
    )

    def handle(self, **options):
        os.nice(NICENESS)
        for picture in lacking(Picture.objects.all()):
            make_later(picture.pk)
        resume()
        start_delivering()
        start_sending()
        start_purging()
        heartbeat.begin()
        cleaning.begin()
        super().handle(**options)

    def configure_logging(self, verbosity):
        """The portal's own settings decide what is told; that it was asked to stop is not."""
        logging.getLogger("django_tasks_db").setLevel(logging.ERROR)

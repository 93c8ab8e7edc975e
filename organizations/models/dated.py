from django.db import models


class Dated(models.Model):
    """A record that says when it was last changed: whoever compiled its names then reads them anew.

    Change it with ``save``: ``update`` and ``bulk_update`` leave the time as it was.
    """

    touched_at = models.DateTimeField(auto_now=True, editable=False)

    class Meta:
        abstract = True

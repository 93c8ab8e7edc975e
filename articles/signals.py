"""What the verbs of the newsroom announce.

The first two carry ``article``, ``act``, ``language`` and ``revision``. ``language`` is empty and
``revision`` None where the act concerns what both languages share.
"""

from django.dispatch import Signal

#: Sent inside the verb's transaction: what a receiver writes to the database is kept or lost with the act.
article_changed = Signal()
#: Sent once the transaction is committed: for what can't be taken back. A receiver that fails stops nobody.
article_announced = Signal()

#: The same two for what editors set on the front page, now or for a time to come. They carry ``language``,
#: ``act`` and ``article``, which is None for a line of breaking news about none.
front_page_changed = Signal()
front_page_announced = Signal()

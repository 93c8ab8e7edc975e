"""What the verbs of the newsroom announce. Both carry ``article``, ``act``, ``language`` and ``revision``.

``language`` is empty and ``revision`` None where the act concerns what both languages share.
"""

from django.dispatch import Signal

#: Sent inside the verb's transaction: what a receiver writes to the database is kept or lost with the act.
article_changed = Signal()
#: Sent once the transaction is committed: for what can't be taken back. A receiver that fails stops nobody.
article_announced = Signal()

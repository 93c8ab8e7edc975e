"""What the verbs of the ledger announce."""

from django.dispatch import Signal

#: Sent inside the verb's transaction, when all that it writes is written: what a receiver writes is kept or
#: lost with the act. It carries ``entry``, ``act``, and ``is_whole``: whether it is about the entry itself.
entry_changed = Signal()

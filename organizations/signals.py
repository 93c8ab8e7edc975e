"""What the verbs of the directory announce."""

from django.dispatch import Signal

#: Sent by ``merging.merge`` inside its transaction, while every link still leads to the duplicate: whoever
#: keeps the name of a record elsewhere than in a foreign key lets it follow. The sender is the model; it
#: carries ``duplicate`` and ``into``. A receiver may return a function, which is called, without arguments,
#: when the two have become one, still inside the transaction.
merging = Signal()

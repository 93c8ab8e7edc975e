"""Asking other machines, at addresses that came from outside: the only way out of the portal.

Nothing here can be led into the network that the portal stands in, made to wait without end, or given more
than it asked for. What goes wrong is an ``OutsideError``; an answer that says no is an answer.
"""

from .asking import Answer, fetch, post
from .errors import OutsideError, Refused, TooLarge, Unreachable

__all__ = ["Answer", "OutsideError", "Refused", "TooLarge", "Unreachable", "fetch", "post"]

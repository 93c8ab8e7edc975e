"""What happens to how people sign in; whoever keeps a record of it listens here.

``second_factor_changed`` is sent with ``user``, ``by`` and ``change``, a ``Change`` of ``second_step``.
``second_factor_refused``, a wrong code, with ``user``, ``request`` (or None) and ``is_locked``.
``recovery_code_used`` with ``user`` and ``request`` (or None).
``sessions_ended`` with ``user``, ``by`` (None where nobody is known to have asked) and ``count``.
"""

from django.dispatch import Signal

second_factor_changed = Signal()
second_factor_refused = Signal()
recovery_code_used = Signal()
sessions_ended = Signal()

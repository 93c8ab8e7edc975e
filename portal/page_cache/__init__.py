"""Public pages kept as they were sent, and sent again before Django is asked.

``application`` stands in front of Django. What it may keep, and for how long, ``portal.caching`` says. What
it holds is good while ``generation`` stays the same: ``watching`` notes every change of what readers see in
the transaction that makes it.
"""

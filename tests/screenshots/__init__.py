"""``make screenshots``: pictures of every kind of page, from a portal of its own with the demonstration."""

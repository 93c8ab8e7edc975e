"""Bring texts in as people have them. Reading a text (here) is apart from saving it."""

"""A large archive to try the portal on. Its texts are drawn from ``words.toml`` and mean nothing.

Everything made here carries ``is_demo``. ``portal.demo`` is the small demonstration with real content.
"""

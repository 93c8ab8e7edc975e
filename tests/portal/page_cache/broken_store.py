from django.core.cache.backends.base import BaseCache


class BrokenStore(BaseCache):
    """As Redis is while nobody answers: every act raises an error of its own kind, and is counted."""

    asked = 0

    def __init__(self, *arguments):
        super().__init__({})

    def _fail(self, *arguments, **more):
        BrokenStore.asked += 1
        raise ConnectionError("nobody there")

    add = get = set = delete = _fail

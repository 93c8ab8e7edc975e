from django.core.cache.backends.base import BaseCache


class BrokenStore(BaseCache):
    """As Redis is while nobody answers: every act raises an error of its own kind."""

    def __init__(self, *arguments):
        super().__init__({})

    def _fail(self, *arguments, **more):
        raise ConnectionError("nobody there")

    add = get = set = delete = _fail

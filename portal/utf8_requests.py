"""The portal speaks UTF-8 alone, whatever character set a request claims.

Django would read the address in it: the same address would be another page, and a cache would keep it for
everybody. Some that Python knows by name (zlib) aren't character sets, and would be faults.
"""

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils.http import parse_header_parameters


class Utf8Request(WSGIRequest):
    def __init__(self, environ):
        super().__init__(environ | {"CONTENT_TYPE": _readable(environ.get("CONTENT_TYPE", ""))})

    @property
    def encoding(self):
        """None is UTF-8, the portal's DEFAULT_CHARSET."""
        return None

    @encoding.setter
    def encoding(self, claimed):
        pass


class Utf8Handler(WSGIHandler):
    request_class = Utf8Request


def _readable(content_type):
    """One that can't be read says nothing; Django reads it before anything could answer for the fault."""
    try:
        parse_header_parameters(content_type)
    except (LookupError, ValueError):
        return ""
    return content_type

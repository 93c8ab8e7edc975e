"""A stored body as it may stand anywhere else: every address in it is a whole one."""

import re

from django.utils.html import escape

from portal.open_data import absolute

# A value may hold ">", which HTML doesn't escape there, and never a quotation mark.
_TAG = re.compile(r'<[a-z](?:[^>"]|"[^"]*")*>')
_ADDRESS = re.compile(r'(\s(?:href|src|cite)=")(/(?!/)|#)')


def with_whole_addresses(body: str, page: str) -> str:
    """``page`` is the address of the piece, for links to its own parts."""
    starts = {"/": escape(absolute("/")), "#": escape(page) + "#"}

    def whole(tag):
        return _ADDRESS.sub(lambda found: found[1] + starts[found[2]], tag[0])

    return _TAG.sub(whole, body)

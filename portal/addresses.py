"""Whole addresses, for whoever reads elsewhere: by ``SITE_URL``, never by the Host header."""

import re
from urllib.parse import urljoin

from django.conf import settings
from django.utils.html import escape

# Markup that a browser would understand: nh3 or a template wrote it. A value may hold ">", which HTML doesn't
# escape there, and never a quotation mark.
_TAG = re.compile(r'<[a-z](?:[^>"]|"[^"]*")*>')
_OWN_ADDRESS = re.compile(r'(\s(?:href|src)=")/(?!/)')


def absolute(address: str) -> str:
    """A path of the portal with its host. What is kept on another host has an address already."""
    if address.startswith("/") and not address.startswith("//"):
        return settings.SITE_URL + address
    return urljoin(f"{settings.SITE_URL}/", address)


def with_whole_addresses(html: str) -> str:
    start = escape(absolute("/"))
    return _TAG.sub(lambda tag: _OWN_ADDRESS.sub(rf"\g<1>{start}", tag[0]), html)

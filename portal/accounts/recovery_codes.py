"""Codes for the day when the telephone is lost: 80 random bits each, of which only a hash is kept.

A random code needs no slow hash: guessing one is hopeless, however fast (docs/decisions/0048).
"""

import hashlib
import re
import secrets
from base64 import b32encode

NUMBER = 10
BYTES = 10
LENGTH = 16


def new_code() -> str:
    return b32encode(secrets.token_bytes(BYTES)).decode().lower()


def digest(code: str) -> str:
    """As ``StaticToken`` keeps it, in its 16 letters."""
    return b32encode(hashlib.sha256(code.encode()).digest()[:BYTES]).decode().lower()


def in_groups(text: str, between="-") -> str:
    """Four letters at a time, to be read and typed by people."""
    return between.join(re.findall(".{1,4}", text))

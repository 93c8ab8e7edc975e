"""A connection to an address that was judged before. It ends in time, however slowly bytes come."""

import io
import socket
import ssl
from contextlib import contextmanager, suppress
from functools import cache
from http.client import HTTPConnection
from time import monotonic

from .places import PORTS, Place


class Deadline:
    def __init__(self, seconds: float):
        self.at = monotonic() + seconds

    @property
    def left(self) -> float:
        left = self.at - monotonic()
        if left <= 0:
            raise TimeoutError("too slow")
        return left


@contextmanager
def line_to(place: Place, addresses: list[str], deadline: Deadline):
    """Speak HTTP over one of ``addresses`` with ``place``: by its name the certificate is checked."""
    with _connected(place, addresses, deadline) as plain:
        plain.settimeout(deadline.left)
        with _secured(plain, place) as sock:
            connection = HTTPConnection(place.host, place.port)
            connection.default_port = PORTS[place.scheme]
            connection.sock = _Hurried(sock, deadline)
            yield connection


@cache
def trust() -> ssl.SSLContext:
    """Whom the system trusts."""
    return ssl.create_default_context()


def _connected(place, addresses, deadline):
    *first, last = addresses
    for address in first:
        with suppress(OSError):
            return socket.create_connection((address, place.port), timeout=deadline.left / 2)
    return socket.create_connection((last, place.port), timeout=deadline.left)


def _secured(plain, place):
    return trust().wrap_socket(plain, server_hostname=place.host) if place.is_secure else plain


class _Hurried(io.RawIOBase):
    """A socket as ``http.client`` uses it, that waits for every byte only as long as is left for them all."""

    def __init__(self, sock, deadline):
        self.sock, self.deadline = sock, deadline

    def readable(self):
        return True

    def readinto(self, buffer):
        self.sock.settimeout(self.deadline.left)
        return self.sock.recv_into(buffer)

    def sendall(self, data):
        self.sock.settimeout(self.deadline.left)
        self.sock.sendall(data)

    def makefile(self, _mode):
        return io.BufferedReader(self)

    def close(self):
        """Closed by ``line_to``: ``http.client`` lets go of it before the answer is read."""

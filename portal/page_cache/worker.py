"""gunicorn's sync worker, which sends what is hot before WSGI begins.

Of what a kept page costs, more than half was the way to WSGI and back: an environment of forty entries, an
address to decode, each header of the answer looked at again. Where every request is logged, all of them go
that way. gunicorn reads this file before Django is ready.
"""

from gunicorn import util
from gunicorn.workers.sync import SyncWorker


class PageWorker(SyncWorker):
    """As ``worker_class`` in ``gunicorn.conf.py``, for any application."""

    def load_wsgi(self):
        super().load_wsgi()
        pages = None if self.cfg.accesslog else getattr(self.wsgi, "packets", None)
        self._packet_for = pages.packet_for if pages else lambda request: None
        self._count = pages.count if pages else None

    def handle_request(self, listener, req, client, addr):
        packet = self._packet_for(req)
        if packet is None:
            super().handle_request(listener, req, client, addr)
            return
        self.nr += 1
        self.alive = self.alive and self.nr < self.max_requests
        client.sendall(packet)
        self._count()


def write_error(sock, status, reason, message):
    """The answer to what is no request. gunicorn's own page quotes it, under no policy, whatever is set."""
    text = f"{reason}\n"
    lines = (
        *(f"HTTP/1.1 {status} {reason}", "Connection: close", "Content-Type: text/plain"),
        *("X-Content-Type-Options: nosniff", f"Content-Length: {len(text)}", "", text),
    )
    util.write_nonblock(sock, "\r\n".join(lines).encode("latin-1"))


util.write_error = write_error

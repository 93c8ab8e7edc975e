"""Another machine, for the tests of what the portal asks of them: a web server on 127.0.0.1."""

from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

#: A certificate that nobody trusts unless told to, and its key: they secure nothing.
CERTIFICATE = "tests/portal/outside/outside.example.pem"


@dataclass
class Asked:
    method: str
    path: str
    headers: dict
    body: bytes


@dataclass
class Machine:
    """``answers`` maps a path to a status, headers and a body, or to a function that is given the handler."""

    port: int = 0
    answers: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)
    #: What paths that ``answers`` doesn't name are answered.
    otherwise: tuple = (200, {}, b"")

    @property
    def place(self):
        return f"127.0.0.1:{self.port}"

    @property
    def url(self):
        return f"http://{self.place}"


@contextmanager
def answering(context=None):
    """``context`` makes it speak TLS."""
    machine = Machine()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(machine))
    server.daemon_threads = True
    server.waited = Event()
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    machine.port = server.server_port
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield machine
    finally:
        server.waited.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(machine):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            machine.asked.append(Asked(self.command, self.path, dict(self.headers), body))
            answer = machine.answers.get(self.path, machine.otherwise)
            if callable(answer):
                answer(self)
                return
            status, headers, body = answer
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(body))} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

        def log_message(self, *_arguments):
            """Nothing to standard error."""

    return Handler

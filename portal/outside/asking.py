from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from urllib.parse import urljoin

from django.conf import settings

from .errors import Refused, TooLarge, Unreachable
from .line import Deadline, line_to
from .places import addresses_of, place_of

SECONDS = 10
MOST_BYTES = 2 * 1024 * 1024
MOST_REDIRECTS = 3
REDIRECTS = {301, 302, 303, 307, 308}
#: What is packed could unfold to any size.
UNPACKED = {"", "identity"}
OUR_HEADERS = {"User-Agent": f"Portal (+{settings.SITE_URL})", "Accept-Encoding": "identity"}


@dataclass(frozen=True)
class Answer:
    """``url`` is where it came from in the end. ``headers`` are asked for by name, in any case."""

    status: int
    headers: HTTPMessage
    body: bytes
    url: str

    @property
    def is_success(self):
        return 200 <= self.status < 300


def fetch(url: str, *, headers=None, most: int = MOST_BYTES, seconds: float = SECONDS) -> Answer:
    """Read what is at an address of the web, over at most three redirects, each judged like the first.

    Raises Refused, Unreachable or TooLarge. ``seconds`` are for all of it but name servers.
    """
    deadline = Deadline(seconds)
    place = place_of(url)
    for _hop in range(MOST_REDIRECTS + 1):
        answer = _ask("GET", place, headers, None, most, deadline)
        onwards = answer.headers.get("Location")
        if answer.status not in REDIRECTS or not onwards:
            return answer
        place = place_of(urljoin(place.url, onwards))
    raise Refused("too many redirects")


def post(url: str, body: bytes, *, headers=None, most: int = 64 * 1024, seconds: float = 5) -> Answer:
    """Hand ``body`` to a machine, over https only. A redirect is its answer and isn't followed."""
    place = place_of(url)
    if not (place.is_secure or place.is_trusted):
        raise Refused("not https")
    return _ask("POST", place, headers, body, most, Deadline(seconds))


def _ask(method, place, headers, body, most, deadline):
    try:
        with line_to(place, addresses_of(place), deadline) as line:
            line.request(method, place.target, body, OUR_HEADERS | (headers or {}))
            response = line.getresponse()
            return Answer(response.status, response.headers, _body(response, most), place.url)
    except (OSError, HTTPException, ValueError) as error:
        raise Unreachable(str(error) or type(error).__name__) from error


def _body(response, most):
    if response.headers.get("Content-Encoding", "").strip().lower() not in UNPACKED:
        raise Refused("a packed answer")
    body = response.read(most + 1)
    if len(body) > most:
        raise TooLarge(f"more than {most} bytes")
    if response.length:
        raise Unreachable("cut off")
    return body

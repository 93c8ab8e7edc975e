"""The connection to the server, and what its failures mean to a search."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from opensearchpy import OpenSearch
from opensearchpy.exceptions import ConnectionTimeout, OpenSearchException, TransportError

from portal.index.engine import TookTooLong

from .address import Address
from .bounded import BoundedConnection

#: A reader waits this long at most; the server is told to give up a little earlier.
SECONDS = 2
#: Nobody waits for what the worker sends.
SECONDS_OF_WORKER = 60

logger = logging.getLogger(__name__)


class ServerAway(TookTooLong):
    """The server can't be reached, or it refuses."""


def connect(address: Address) -> OpenSearch:
    """A client; it speaks to the server when it is first asked something. Certificates are always checked."""
    return OpenSearch(
        hosts=[{"host": address.host, "port": address.port}],
        connection_class=BoundedConnection,
        http_auth=address.login,
        use_ssl=address.is_https,
        verify_certs=True,
        ca_certs=address.authority,
        http_compress=True,
        timeout=SECONDS,
        max_retries=1,
        retry_on_timeout=False,
    )


@contextmanager
def failures_named() -> Iterator[None]:
    """Turn what the client raises into TookTooLong or ServerAway; the log is told the kind of failure.

    Answers are read inside, too: what is none of OpenSearch, though it is JSON, is a failure like the others.
    """
    try:
        yield
    except ConnectionTimeout as error:
        raise TookTooLong("OpenSearch did not answer in time") from error
    except TransportError as error:
        raise refusal(error.status_code, error.error) from error
    except OpenSearchException as error:
        raise refusal(200, "no JSON") from error
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise refusal(200, "no answer of OpenSearch") from error


def refusal(status: int | str, error: str) -> ServerAway:
    """What to raise for an answer that is none; the log is told its kind, and nothing of the question.

    In quotes, for it may be a whole page: its lines mustn't pass for lines of the log.
    """
    logger.error("OpenSearch: %s %.300r", status, error)
    return ServerAway("OpenSearch did not answer")

"""How long Django takes for each view. Kept pages, which it isn't asked for, the page cache counts."""

from http import HTTPStatus
from time import perf_counter

from django.urls import ResolverMatch

from .counting import REQUEST_SECONDS

METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})


class TimingMiddleware:
    """Behind the one that names the request, before all that may answer it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        began = perf_counter()
        response = self.get_response(request)
        method = request.method if request.method in METHODS else "other"
        labels = REQUEST_SECONDS.labels(
            view_of(request.resolver_match), method, kind_of(response.status_code)
        )
        labels.observe(perf_counter() - began)
        return response


def kind_of(status: int) -> str:
    """``5xx`` are faults. A client that asks for what isn't offered is answered 501 by oEmbed's contract."""
    return "501" if status == HTTPStatus.NOT_IMPLEMENTED else f"{status // 100}xx"


def view_of(match: ResolverMatch | None) -> str:
    """The name of the route, never the address: that may hold a secret, and there are endlessly many."""
    return match.view_name if match else "none"

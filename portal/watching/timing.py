"""How long Django takes for each view. Kept pages, which it isn't asked for, the page cache counts."""

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
        status = f"{response.status_code // 100}xx"
        labels = REQUEST_SECONDS.labels(view_of(request.resolver_match), method, status)
        labels.observe(perf_counter() - began)
        return response


def view_of(match: ResolverMatch | None) -> str:
    """The name of the route, never the address: that may hold a secret, and there are endlessly many."""
    return match.view_name if match else "none"

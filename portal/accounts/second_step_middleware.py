"""Whoever must use a second step at login and has not is nobody: to every view, whatever it asks for."""

from django.contrib.auth.models import AnonymousUser
from django.utils.functional import SimpleLazyObject

from .second_step import is_required_of


class SecondStepMiddleware:
    """Stands below ``OTPMiddleware``, which knows whether this session has passed the second step.

    A login has two steps wherever they are due, so this concerns sessions that began before they were.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        user = request.user
        request.user = SimpleLazyObject(lambda: _admitted(user))
        return self.get_response(request)


def _admitted(user):
    if user.is_authenticated and not user.is_verified() and is_required_of(user):
        return AnonymousUser()
    return user

"""The addresses below that of the admin; ``staff_only`` is its own wrapper for its views."""

from django.urls import path

from .own_sessions import sessions_view
from .second_step import second_step_view
from .sign_in import code_view, set_up_view


def account_urls(staff_only):
    return [
        path("login/code/", code_view, name="login_code"),
        path("login/set-up/", set_up_view, name="login_set_up"),
        path("account/second-step/", staff_only(second_step_view), name="second_step"),
        path("account/sessions/", staff_only(sessions_view), name="sessions"),
    ]

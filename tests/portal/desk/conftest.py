import pytest
from django.utils.translation import override

from tests.editing import make_member


@pytest.fixture(autouse=True)
def english():
    """For what a test reads of an answer after it was given."""
    with override("en"):
        yield


@pytest.fixture
def log_in(client):
    """Log somebody of a role in, who works in the languages named; the desk speaks English to them."""

    def log_in(role, languages="ar en"):
        member = make_member(role, languages)
        client.force_login(member)
        client.cookies["portal_language"] = "en"
        return member

    return log_in

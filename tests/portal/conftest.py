import pytest
from django.test import Client

from portal.accounts.models import User


@pytest.fixture
def desk():
    """The browser of somebody who may do everything. A fault is an answer here, not an exception."""
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_superuser("chief"))
    return client

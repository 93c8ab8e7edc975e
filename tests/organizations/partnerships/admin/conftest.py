import pytest

from tests.editing import make_member
from tests.factories import make_commitment, make_organization, make_partnership


@pytest.fixture
def log_in(client):
    """Log in as a member of a role; returns them."""

    def log_in(role="editor", languages="ar en", **columns):
        member = make_member(role, languages, **columns)
        client.force_login(member)
        client.cookies["portal_language"] = "en"
        return member

    return log_in


@pytest.fixture
def entry():
    """An entry on the record with a party, a source and an announced item."""
    entry = make_partnership(make_organization(), status="signed")
    make_commitment(entry)
    entry.refresh_from_db()
    return entry


@pytest.fixture
def draft():
    """A draft that could be put on the record."""
    draft = make_partnership(make_organization(), has_source=False)
    draft.sources.create(kind="press_report", title_ar="خبر", title_en="News text")
    return draft

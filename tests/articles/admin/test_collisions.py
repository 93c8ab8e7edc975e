"""Two who save at the very same moment, each on a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, local

import pytest
from django.db import connection, connections
from django.test import Client

from articles.models import Revision
from tests.editing import answer_to, change_url, form_of, make_editor, newest
from tests.factories import make_article

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def two_connections():
    if connection.vendor != "postgresql":
        pytest.skip("two writers at one moment need PostgreSQL: SQLite lets one write at a time")


@pytest.fixture
def at_once(monkeypatch):
    """Send two forms, and insert neither revision before both are about to be."""
    both, own, save = Barrier(2), local(), Revision.save

    def save_together(revision, *arguments, **more):
        if not getattr(own, "has_waited", False):
            own.has_waited = True
            both.wait(timeout=20)
        return save(revision, *arguments, **more)

    def send(article, forms):
        def post(pair):
            client, data = pair
            try:
                return client.post(change_url(article), data)
            finally:
                connections.close_all()

        clients = [Client(), Client()]
        for client in clients:
            client.force_login(make_editor())
        with monkeypatch.context() as patch, ThreadPoolExecutor(2) as pool:
            patch.setattr(Revision, "save", save_together)
            answers = list(pool.map(post, zip(clients, forms, strict=True)))
        return clients, answers

    return send


@pytest.mark.parametrize("language", ["ar", "en"])
def test_of_two_saves_of_one_language_exactly_one_wins(at_once, language):
    article = make_article()
    forms = [form_of(article, **{f"{language}__headline": words}) for words in ("First", "Second")]

    clients, answers = at_once(article, forms)

    assert sorted(answer.status_code for answer in answers) == [200, 302]
    lost = [answer.status_code for answer in answers].index(200)
    mine, theirs = (forms[place][f"{language}-headline"] for place in (lost, 1 - lost))
    assert (newest(article, language).number, newest(article, language).headline) == (2, theirs)
    (asked,) = answers[lost].context["adminform"].form.texts[language].conflict.asked
    assert (asked.name, asked.mine, asked.theirs) == ("headline", mine, theirs)

    chosen = {f"{language}__choose_headline": "mine"}
    clients[lost].post(change_url(article), answer_to(answers[lost], forms[lost], **chosen))
    assert (newest(article, language).number, newest(article, language).headline) == (3, mine)


def test_saves_of_two_languages_both_win(at_once):
    article = make_article()

    _clients, answers = at_once(
        article, [form_of(article, ar__headline="الأول"), form_of(article, en__headline="Second")]
    )

    assert [answer.status_code for answer in answers] == [302, 302]
    assert [newest(article, language).headline for language in ("ar", "en")] == ["الأول", "Second"]

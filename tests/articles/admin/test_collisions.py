"""Two who save at the very same moment, each on a connection of their own."""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from threading import Barrier, Event, local

import pytest
from django.db import connection, connections
from django.test import Client

from articles import workflow
from articles.enums import State
from articles.models import Article, Correction
from tests.articles.admin.test_correction import SENTENCE, answers
from tests.editing import answer_to, change_url, form_of, make_editor, newest
from tests.factories import make_article

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def two_connections():
    if connection.vendor != "postgresql":
        pytest.skip("two writers at one moment need PostgreSQL: SQLite lets one write at a time")


@pytest.fixture
def at_once(monkeypatch):
    """Send two forms, each valid when it was checked, and let neither save before both are about to."""
    both, own, lock = Barrier(2), local(), workflow.lock

    def lock_together(pk):
        if not getattr(own, "has_waited", False):
            own.has_waited = True
            both.wait(timeout=20)
        return lock(pk)

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
            patch.setattr(workflow, "lock", lock_together)
            answers = list(pool.map(post, zip(clients, forms, strict=True)))
        return clients, answers

    return send


@pytest.fixture
def one_after_the_other(monkeypatch):
    """Send two requests, each valid when it was checked; the second takes its first step after the first."""
    both, own, is_done, lock = Barrier(2), local(), Event(), workflow.lock

    def lock_in_turn(pk):
        if not getattr(own, "has_waited", False):
            own.has_waited = True
            both.wait(timeout=20)
            if not own.is_first:
                is_done.wait(timeout=20)
        return lock(pk)

    def send(first, second):
        def post(request, is_first):
            client, url, data = request
            own.is_first = is_first
            try:
                return client.post(url, data)
            finally:
                connections.close_all()
                if is_first:
                    is_done.set()

        requests = [(Client(), *request) for request in (first, second)]
        for client, _url, _data in requests:
            client.force_login(make_editor())
        with monkeypatch.context() as patch, ThreadPoolExecutor(2) as pool:
            patch.setattr(workflow, "lock", lock_in_turn)
            return list(pool.map(post, requests, [True, False]))

    return send


@pytest.fixture
def in_two_processes(monkeypatch):
    """The same from two processes, as two workers of a server are; returns what each of them answered."""
    context = get_context("fork")
    both, lock = context.Barrier(2), workflow.lock

    def lock_together(pk):
        both.wait(timeout=20)
        return lock(pk)

    def send(article, forms):
        editors = [make_editor(), make_editor()]
        monkeypatch.setattr(workflow, "lock", lock_together)
        connections.close_all()
        with ProcessPoolExecutor(2, mp_context=context) as pool:
            return list(pool.map(_save, editors, [change_url(article)] * 2, forms))

    return send


def _save(editor, url, form):
    connections.close_all()
    client = Client()
    client.force_login(editor)
    answer = client.post(url, form)
    connections.close_all()
    return answer.status_code, "conflict__" in answer.content.decode()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_of_two_processes_that_save_one_language_one_wins(in_two_processes, language):
    article = make_article()
    forms = [form_of(article, **{f"{language}__headline": words}) for words in ("First", "Second")]

    answers = in_two_processes(article, forms)

    assert sorted(answers) == [(200, True), (302, False)]
    winner = forms[[code for code, _asks in answers].index(302)]
    assert newest(article, language).number == 2
    assert newest(article, language).headline == winner[f"{language}-headline"]


def test_two_processes_that_save_two_languages_both_win(in_two_processes):
    article = make_article()

    answers = in_two_processes(
        article, [form_of(article, ar__headline="الأول"), form_of(article, en__headline="Second")]
    )

    assert answers == [(302, False), (302, False)]
    assert [newest(article, language).number for language in ("ar", "en")] == [2, 2]


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


@pytest.mark.parametrize("kind", ["correction", "none"])
@pytest.mark.parametrize("is_withdrawn_first", [True, False])
def test_change_of_a_live_text_never_undoes_its_withdrawal(one_after_the_other, kind, is_withdrawn_first):
    article = make_article()
    form = form_of(article, ar__headline="عنوان جديد", _publish_ar="1")
    form |= answers(kind=kind, text=SENTENCE if kind == "correction" else "")
    change = change_url(article), form
    withdraw = f"/admin/articles/article/withdraw/ar/?ids={article.pk}", {"reason": "A mistake."}

    if is_withdrawn_first:
        _withdrawn, changed = one_after_the_other(withdraw, change)
    else:
        changed, _withdrawn = one_after_the_other(change, withdraw)

    article = Article.objects.get(pk=article.pk)
    assert article.state_in("ar") == State.WITHDRAWN
    assert changed.status_code == (200 if is_withdrawn_first else 302)
    assert (article.headline_ar == "عنوان جديد") == (not is_withdrawn_first)
    assert Correction.objects.exists() == (kind == "correction" and not is_withdrawn_first)

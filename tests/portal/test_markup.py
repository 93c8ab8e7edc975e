"""Valid HTML, headings in order and named landmarks: on every page that can be reached, and on the others."""

import pytest
from django.urls import Resolver404, resolve

from articles.workflow import withdraw
from tests.factories import make_article
from tests.page_kinds import addresses
from tests.portal.markup import Markup

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def markups(pages):
    return {path: Markup(seen.response.content.decode()) for path, seen in pages.items() if seen.html}


def found(markups, question):
    answers = {path: question(markup) for path, markup in markups.items()}
    return {path: answer for path, answer in answers.items() if answer}


def test_kinds_stand_for_every_page(pages):
    """A page of a kind that isn't in the list would be seen by no check in a browser."""
    known = {view(address) for _kind, _language, address in addresses()}

    assert {path for path, seen in pages.items() if seen.html and view(path) not in known} == set()


def test_pages_are_valid_html(markups):
    assert found(markups, lambda markup: markup.errors) == {}


def test_ids_are_unique_and_those_named_are_there(markups):
    assert found(markups, Markup.repeated_ids) == {}
    assert found(markups, Markup.dead_references) == {}


def test_pages_have_one_main_heading_and_skip_no_level(markups):
    assert found(markups, lambda markup: markup.headings().count(1) - 1) == {}
    assert found(markups, Markup.skipped_headings) == {}


def test_landmarks_are_told_apart_by_name(markups):
    assert found(markups, Markup.landmarks_without_a_name) == {}


def test_pictures_have_an_alternative_and_keep_their_place(markups):
    assert found(markups, Markup.pictures_that_move_the_page) == {}


@pytest.mark.parametrize("state", ["withdrawn", "missing", "bad"])
def test_pages_that_nothing_leads_to_are_no_worse(client, language, state):
    article = make_article("ar en")
    withdraw(article, language, by=None, reason="سبب / reason")
    address = {
        "withdrawn": f"articles/{article.pk}/",
        "missing": "nothing-here/",
        "bad": "articles/?before=damaged",
    }

    markup = Markup(client.get(f"/{language}/{address[state]}").content.decode())

    assert markup.errors == []
    assert markup.headings().count(1) == 1
    assert markup.skipped_headings() == []
    assert markup.landmarks_without_a_name() == []
    assert markup.dead_references() == []


@pytest.mark.parametrize(
    ("html", "question"),
    [
        ("<p id=a><p id=a>", Markup.repeated_ids),
        ("<a href='#away'>x</a>", Markup.dead_references),
        ("<h1>x</h1><h3>y</h3>", Markup.skipped_headings),
        ("<main></main><nav>x</nav>", Markup.landmarks_without_a_name),
        ("<img src=x alt=''>", Markup.pictures_that_move_the_page),
        ("<p><div></p></div>", lambda markup: markup.errors),
    ],
)
def test_checks_see_what_is_wrong(html, question):
    assert question(Markup("<!doctype html><title>t</title>" + html))


def view(path):
    try:
        return resolve(path.partition("?")[0]).func
    except Resolver404:
        return None

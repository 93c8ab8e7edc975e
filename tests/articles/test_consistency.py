import tomllib
from pathlib import Path

import pytest
from django.core.management import call_command

from articles.consistency import Difference, Kind, differences
from articles.models import Article, Revision

CORPUS = tomllib.loads((Path(__file__).parent / "corpus_consistency.toml").read_text())["pair"]


def text(body, headline="", standfirst=""):
    return {"headline": headline, "standfirst": standfirst, "body": f"<p>{body}</p>"}


def found(arabic, english):
    return [f"{one.language} {one.kind} {one.value}" for one in differences(text(arabic), text(english))]


def test_corpus_is_large_enough_to_say_something():
    assert len(CORPUS) >= 60
    assert 20 <= len([pair for pair in CORPUS if pair.get("expected")]) <= len(CORPUS) / 2


@pytest.mark.parametrize("pair", CORPUS, ids=[pair["en"][:60] for pair in CORPUS])
def test_differences_are_those_of_the_corpus(pair):
    assert found(pair["ar"], pair["en"]) == pair.get("expected", [])


@pytest.mark.django_db
def test_demonstration_says_the_same_in_both_languages(tmp_path, settings):
    call_command("load_demo", verbosity=0)

    for article in Article.objects.all():
        texts = {language: Revision.objects.newest(article, language) for language in ("ar", "en")}
        if all(texts.values()):
            assert differences(texts["ar"].text, texts["en"].text) == [], article


def test_headline_and_standfirst_belong_to_the_text():
    arabic = text("نص.", headline="12 مذكرة", standfirst="في 3 مايو 2024")

    assert [one.value for one in differences(arabic, text("Text."))] == ["3 مايو 2024", "12"][::-1]
    assert differences(arabic, text("Text.", headline="12 on 3 May 2024")) == []


def test_language_without_a_text_has_nothing_to_differ_in():
    assert differences(text("12 مذكرة."), {"headline": "Twenty", "standfirst": "", "body": ""}) == []


def test_what_is_said_twice_is_reported_once():
    assert differences(text("12 مذكرة، ثم 12 لقاءً."), text("Some.")) == [Difference(Kind.NUMBER, "12", "ar")]


@pytest.mark.parametrize(
    "odd",
    [
        "",
        " ",
        "12",
        "١٢٬٣",
        "5.",
        ".5",
        "1/2/3/4",
        "31 مايو 31",
        "و",
        "%",
        "9" * 400,
        "1,2,3,4",
        "و و و 5 و",
        "٪٪",
        "May",
        "1-1-1-1-1",
    ],
)
def test_any_text_can_be_read(odd):
    for other in ("", "12", "x"):
        differences(text(odd), text(other))
        differences(text(other), text(odd))


@pytest.mark.parametrize(
    "words", ["{}", "{} May 2024", "{}/5/2024", "May {}", "5 May {}", "{},000 dollars", "5.{}"]
)
def test_figures_without_end_are_no_number(words):
    """Python refuses to read more than 4,300 digits as one."""
    long = words.format("9" * 5_000)

    assert [one for one in found(long, "Text.") if "999" in one] == []
    assert [one for one in found("نص.", long) if "999" in one] == []


def test_scales_without_end_are_many_numbers():
    assert len(found("نص.", "5 " + "million " * 2_000)) < 10


@pytest.mark.parametrize(
    ("arabic", "english", "expected"),
    [
        ("5 مايو 2024", "May 2024", []),
        ("مايو 2024", "5 May 2024", []),
        ("5 مايو", "May 2024", []),
        ("5 مايو 2024", "5 May 2023", ["ar date 5 مايو 2024", "en date 5 May 2023"]),
        ("5 مايو 2024", "6 May", ["ar date 5 مايو 2024", "en date 6 May"]),
        ("مايو 2024", "May 2023 and 5 May", ["en date May 2023"]),
        ("مايو 2024", "5 May 2023", ["ar date مايو 2024", "en date 5 May 2023"]),
    ],
)
def test_dates_agree_where_nothing_that_both_say_differs(arabic, english, expected):
    assert found(arabic, english) == expected


def test_fact_is_told_once_as_its_text_writes_it_first():
    assert found("في 5 مايو 2024، ثم 5/5/2024.", "Text.") == ["ar date 5 مايو 2024"]

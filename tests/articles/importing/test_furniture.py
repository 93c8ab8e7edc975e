import pytest

from articles.importing import furniture
from articles.importing.furniture import drop_furniture
from tests.growth import LINEAR, growth


@pytest.mark.parametrize(
    ("lines", "story"),
    [
        (["Print. Share this article. One. Two. Leave a reply"], ["One. Two."]),
        (["Print. Share this article."], []),
        (["One. Print. Two."], ["One. Print. Two."]),
    ],
)
def test_drop_furniture_takes_it_off_both_ends(lines, story):
    assert drop_furniture(lines) == story


def test_drop_furniture_takes_linear_time_on_glued_labels(monkeypatch):
    monkeypatch.setattr(furniture, "_is_furniture", lambda part: part == "P!")

    assert growth(lambda labels: drop_furniture([f"{labels}The story."]), "P! " * 10_000) < LINEAR

import pytest

from articles.importing.furniture import drop_furniture


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

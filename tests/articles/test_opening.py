import pytest

from articles.richtext import addresses, split_after

THREE = "<p>1</p><p>2</p><p>3</p>"


@pytest.mark.parametrize(
    ("beginning", "rest"),
    [
        (THREE, "<p>4</p>"),
        (THREE, ""),
        (THREE, "<h2>4</h2><ul><li>5</li></ul>"),
        (f"{THREE}<ul><li><p>4</p></li></ul>", "<ul><li>5</li></ul>"),
        ("<h2>0</h2><p>1</p><blockquote><p>x</p></blockquote><p>2</p><p>3</p>", "<p>4</p>"),
        ('<p>1<br>2 <img src="/media/a.webp" alt="a > b"></p><hr><p>2</p><p>3</p>', "<hr><p>4</p>"),
        (THREE, '<div class="subheading"><h2>4</h2></div><p>5</p>'),
        (f'{THREE}<div class="table-scroll"><table></table></div>', "<p>4</p>"),
        ("<p>1</p><p>2</p>", ""),
        ("", ""),
    ],
)
def test_text_is_split_after_the_third_paragraph_of_its_own(beginning, rest):
    assert split_after(beginning + rest, 3) == (beginning, rest)


def test_addresses_are_those_of_links_each_time_and_in_order():
    html = (
        '<p><a href="/ar/people/a/">1</a> <a title="x > y" href="https://b.example/?c=1&amp;d=2">2</a></p>'
        '<p><a href="#note">3</a> <a href="/ar/people/a/">4</a> <abbr href="/no/">5</abbr></p>'
    )

    assert addresses(html) == ["/ar/people/a/", "https://b.example/?c=1&d=2", "/ar/people/a/"]

import random
from unittest.mock import Mock

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.richtext import (
    TextTooLong,
    clean_html,
    lines_of,
    picture_names,
    structure,
    to_text,
    word_lists,
)

CLEANED = {
    "headings of a page become those of a body": ("<h1>عنوان</h1><h5>x</h5>", "<h2>عنوان</h2><h4>x</h4>"),
    "loose words become paragraphs": ("one<div>two</div>three", "<p>one</p><p>two</p><p>three</p>"),
    "two breaks make a paragraph": ("<p>one<br> <br>two<br>three</p>", "<p>one</p><p>two<br>three</p>"),
    "a wrapper around blocks dissolves": (
        '<b id="docs-internal-guid"><p dir="rtl">فقرة</p><p>two</p></b>',
        "<p>فقرة</p><p>two</p>",
    ),
    "presentation becomes meaning": ("<p><b>a</b> <i>b</i></p>", "<p><strong>a</strong> <em>b</em></p>"),
    "nothing empty stays": ("<p>&nbsp;</p><p><b> </b>a</p><h2></h2><ul><li></li></ul>", "<p>a</p>"),
    "runs of no-break spaces become a space": (
        "<p>a&nbsp;&nbsp; b Google&nbsp;Cloud</p>",
        "<p>a b Google&nbsp;Cloud</p>",
    ),
    "word's bullets become a list": (
        '<p class="MsoListParagraph"><![if !supportLists]><span style="x">·<span>&nbsp; </span></span>'
        "<![endif]>one<o:p></o:p></p><p>· two</p><p class='MsoNormal'><o:p>&nbsp;</o:p></p>",
        "<ul><li>one</li><li>two</li></ul>",
    ),
    "word's numbers become a list": ("<p>1. one</p><p>2. two</p>", "<ol><li>one</li><li>two</li></ol>"),
    "word's numbers may start later": (
        '<p class="MsoListParagraph">3. c</p><p class="MsoListParagraph">4. d</p><p>5 e</p>',
        '<ol start="3"><li>c</li><li>d</li></ol><p>5 e</p>',
    ),
    "numbers that start later stay": ("<p>3. c</p><p>4. d</p>", "<p>3. c</p><p>4. d</p>"),
    "a sentence that starts with a number is no list": (
        "<p>24. May</p><p>1. alone</p>",
        "<p>24. May</p><p>1. alone</p>",
    ),
    "a list inside a list moves into its item": (
        "<ul><li><p>a</p></li><ul><li>b</li></ul></ul>",
        "<ul><li>a<ul><li>b</li></ul></li></ul>",
    ),
    "the start of a list stays": ('<ol start="3"><li>c</ol>', '<ol start="3"><li>c</li></ol>'),
    "tables keep their structure": (
        '<table style="x"><tr><th scope="col">a<td colspan="2" onclick="x">b</table>',
        '<table><tbody><tr><th scope="col">a</th><td colspan="2">b</td></tr></tbody></table>',
    ),
    "a table for layout dissolves": ("<table><tr><td><p>a</p><p>b</p></table>", "<p>a</p><p>b</p>"),
    "own pictures stay": (
        '<figure><img src="/media/ab12.webp" alt="x" onerror="y" width="9"><figcaption>c</figure>',
        '<figure><img alt="x" src="/media/ab12.webp" width="9"><figcaption>c</figcaption></figure>',
    ),
    "a figure without a picture dissolves": (
        '<figure><img src="https://e.com/x.png"><figcaption>c</figcaption></figure>',
        "<p>c</p>",
    ),
    "a picture always has its alternative text": (
        '<img src="/media/a.webp">',
        '<p><img alt="" src="/media/a.webp"></p>',
    ),
    "links lead out safely": (
        '<p><a href=" https://e.com " target="_blank" rel="x">a</a></p>',
        '<p><a href="https://e.com" rel="noopener">a</a></p>',
    ),
    "a link inside a link leaves one space": (
        '<a href="/x"><bdi lang="ar">a <table><tr><td><a href="/y"> b</a></table></bdi></a>',
        '<p><a href="/x"><bdi lang="ar">a b </bdi></a></p>',
    ),
    "links within the portal stay plain": ('<p><a href="/ar/">a</a></p>', '<p><a href="/ar/">a</a></p>'),
    "a table is read from its header cells": (
        "<table><tr><th>a<th colspan=2>b<tr><th>c<td>d<td>e<tr><th rowspan=2>f<td>g<td>h</table>",
        '<table><thead><tr><th scope="col">a</th><th scope="colgroup" colspan="2">b</th></tr></thead><tbody>'
        '<tr><th scope="row">c</th><td>d</td><td>e</td></tr>'
        '<tr><th scope="rowgroup" rowspan="2">f</th><td>g</td><td>h</td></tr></tbody></table>',
    ),
    "a table of header cells alone keeps its rows": (
        "<table><tr><th>a<th>b<tr><th>c<th>d</table>",
        '<table><tbody><tr><th scope="row">a</th><th scope="row">b</th></tr>'
        '<tr><th scope="row">c</th><th scope="row">d</th></tr></tbody></table>',
    ),
    "a pull quote keeps its words and whose they are": (
        '<figure class="wp-block-pullquote"><blockquote>a<p>b</p></blockquote><figcaption>c</figure>',
        "<figure><blockquote><p>a</p><p>b</p></blockquote><figcaption>c</figcaption></figure>",
    ),
    "a pull quote holds paragraphs alone": (
        "<figure><blockquote><h2>a</h2><ul><li>b<li>c</ul><table><tr><td>d<td>e</table><hr></blockquote></figure>",
        "<figure><blockquote><p>a</p><p>b</p><p>c</p><p>d</p><p>e</p></blockquote></figure>",
    ),
    "a pull quote without words dissolves": (
        "<figure><blockquote> </blockquote><figcaption>c</figcaption></figure>",
        "<p>c</p>",
    ),
    "a figure of a picture and a quotation dissolves": (
        '<figure><img src="/media/a.webp"><blockquote>a</blockquote><figcaption>b</figcaption></figure>',
        '<p><img alt="" src="/media/a.webp"></p><blockquote><p>a</p></blockquote><p>b</p>',
    ),
    "an embed keeps one address of its provider": (
        '<figure class="embed" data-embed="https://youtu.be/abcdefghijk?si=x"><figcaption>a</figure>',
        '<figure data-embed="https://www.youtube.com/watch?v=abcdefghijk"><figcaption>a</figcaption></figure>',
    ),
    "an embed keeps what it quotes": (
        '<figure data-embed="https://twitter.com/a/status/12">a<ul><li>b</ul><figcaption>c</figure>',
        '<figure data-embed="https://x.com/a/status/12"><blockquote><p>a</p><p>b</p></blockquote>'
        "<figcaption>c</figcaption></figure>",
    ),
    "an embed of another site dissolves": (
        '<figure data-embed="https://video.example/watch?v=abcdefghijk"><figcaption>a</figure>',
        "<p>a</p>",
    ),
    "captions follow each other": (
        '<figure><figcaption>a</figcaption><img src="/media/a.webp"><figcaption>b</figcaption></figure>',
        '<figure><img alt="" src="/media/a.webp"><figcaption>a b</figcaption></figure>',
    ),
    "quotations hold paragraphs": ("<blockquote>a</blockquote>", "<blockquote><p>a</p></blockquote>"),
    "isolation stays": (
        '<p><bdi lang="en" dir="ltr">x</bdi><span lang="ar" id="t">y</span><span lang="EN-US">z</span>',
        '<p><bdi lang="en" dir="ltr">x</bdi><span lang="ar">y</span>z</p>',
    ),
    "bidi overrides go, written either way": ("<p>a\u202eb&#x202e;c&#8294;d</p>", "<p>abcd</p>"),
    "what cannot be stored goes": ("<p>a\x00b\x1bc\ud800d</p>", "<p>abcd</p>"),
    "comments, styles and embeds go": (
        "<!--[if gte mso 9]><xml>x</xml><![endif]--><style>p{}</style><iframe src=/x>y</iframe><p>a</p>",
        "<p>a</p>",
    ),
}

ATTACKS = [
    "<script>alert(1)</script>",
    "<p onclick=alert(1)>x</p>",
    "<img src=x onerror=alert(1)>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='//evil.example'>x</a>",
    "<a href='/\\evil.example'>x</a>",
    "<a href='/\t/evil.example'>x</a>",
    "<a href='data:text/html,x'>x</a>",
    "<img src='/media/../admin/'>",
    "<img src='/media//evil.example'>",
    "<img src='https://evil.example/x.png'>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "<p style='background:url(//evil.example)' class='x' id='y'>x</p>",
    "<figure data-embed='javascript:alert(1)'><figcaption>x</figure>",
    "<figure data-embed='https://youtu.be.evil.example/abcdefghijk'><figcaption>x</figure>",
    "<figure data-embed='https://youtu.be/abcdefghijk' onclick='x' data-x='evil.example'>x</figure>",
    "<p data-embed='https://evil.example/'>x</p><img data-embed='https://evil.example/' src='/media/a.webp'>",
    "<base href='//evil.example'><meta http-equiv=refresh content='0;//evil.example'><link rel=stylesheet>",
]
ALLOWED_ATTRIBUTES = {
    "href",
    "rel",
    "src",
    "alt",
    "width",
    "height",
    "start",
    "colspan",
    "rowspan",
    "scope",
    "lang",
    "dir",
    "data-embed",
}
OPENING = (
    "p div b span h1 ul ol li table tr td caption blockquote figure figcaption br svg hr pre o:p "
    'a|href="/x" p|class="MsoListParagraph" img|src="/media/a.webp" bdi|lang=ar '
    'th figure|data-embed="https://youtu.be/abcdefghijk"'
)
CLOSING = "p div b a span ul li table td blockquote figure"
WORDS = [
    "word ",
    "· item",
    "1. a",
    "2. b",
    " ",
    "&nbsp;",
    "\n",
    "&lt;p&gt;",
    "نص",
    "&#x202e;",
    "\u0301",
    "<",
    "</",
]
PIECES = [
    *(f"<{tag.replace('|', ' ')}>" for tag in OPENING.split()),
    *(f"</{tag}>" for tag in CLOSING.split()),
    *WORDS,
    "<!-- x -->",
]


@pytest.mark.parametrize("rule", CLEANED)
def test_clean_html(rule):
    dirty, clean = CLEANED[rule]
    assert clean_html(dirty) == clean


@pytest.mark.parametrize("attack", ATTACKS)
def test_clean_html_leaves_nothing_that_acts(attack):
    cleaned = clean_html(attack + "<p>end</p>")

    elements = list(html5lib.parseFragment(cleaned, namespaceHTMLElements=False).iter())
    assert {name for element in elements for name in element.attrib} <= ALLOWED_ATTRIBUTES
    assert not {"script", "style", "iframe", "svg", "math", "base", "meta", "link"} & {
        e.tag for e in elements
    }
    assert "evil.example" not in " ".join(value for element in elements for value in element.attrib.values())
    assert "javascript:" not in cleaned


@pytest.mark.parametrize("seed", range(0, 600, 100))
def test_clean_html_twice_changes_nothing(seed):
    for number in range(seed, seed + 100):
        chooser = random.Random(number)
        once = clean_html("".join(chooser.choices(PIECES, k=chooser.randint(1, 30))))
        assert clean_html(once) == once


@pytest.mark.parametrize(
    "bomb",
    [
        "x" * 3_000_001,
        "ه" * 1_500_001,
        "<div>" * 90_000,
        "".join(f'<p><a href="/{number}"><b id={number}>' for number in range(4000)),
        "«" * 200_001,
        "&amp;" * 200_001,
    ],
    ids=["long", "long in bytes", "deep", "reopened", "guillemets", "entities"],
)
def test_clean_html_refuses_what_would_take_minutes(bomb):
    with pytest.raises(TextTooLong):
        clean_html(bomb)


def test_clean_html_reads_numbers_that_make_no_list_once(monkeypatch):
    reader = Mock(wraps=word_lists._first_words)
    monkeypatch.setattr(word_lists, "_first_words", reader)

    clean_html("".join(f"<p>{number}. a" for number in range(2, 1000)))

    assert reader.call_count < 3 * 1000


def test_clean_html_shows_words_of_nested_captions_once():
    levels = [f"word{level}" for level in range(55)]
    nested = "".join(f"<figcaption>{word}" for word in levels)

    caption = to_text(clean_html(f'<figure><img src="/media/a.webp">{nested}'))

    assert caption.split() == levels


@pytest.mark.parametrize("words", ["", "<p>end</p>"])
def test_clean_html_reads_figures_in_figures_once(monkeypatch, words):
    reader = Mock(wraps=structure._quoting_figure)
    monkeypatch.setattr(structure, "_quoting_figure", reader)

    clean_html("<figure><blockquote></blockquote>" * 12 + words)

    assert reader.call_count == 12


def test_clean_html_reads_deep_nesting_without_recursion_error():
    assert to_text(clean_html("<blockquote>" * 1500 + "x")) == "x"


def test_clean_html_accepts_a_long_article():
    article = "<p>" + "كلمة " * 50 + "</p>"
    assert clean_html(article * 1000).count("<p>") == 1000


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h2>عنوان</h2><p>نص</p>", "عنوان\nنص"),
        ("<p>a<br>b <strong>c</strong>d</p>", "a\nb cd"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "a\nb"),
        ("<p>AT&amp;T &lt;b&gt; Google&nbsp;Cloud</p>", "AT&T <b> Google Cloud"),
        ("", ""),
    ],
)
def test_to_text_keeps_words_apart(html, text):
    assert to_text(html) == text
    assert lines_of(html) == text.splitlines()


def test_cells_of_a_table_are_apart():
    """Where a text is looked through a space will do, where it is shown a reader has to see it."""
    rows = "<tr><th>Party</th><th>Date</th></tr><tr><td>CITRA</td><td></td><td>2024</td></tr>"
    html = clean_html(f"<p>Text</p><table><tbody>{rows}</tbody></table>")
    assert to_text(html) == "Text\nParty Date\nCITRA 2024"
    assert lines_of(html) == ["Text", "Party · Date", "CITRA · 2024"]


MARKUP = (
    *(
        "<p>",
        "</p>",
        '<a href="/x?a=1&b=\'>">',
        "</a>",
        "<b>",
        "<br>",
        "<table>",
        "<td>",
        "<li>",
        "<!-- x -->",
    ),
    *("&lt;p&gt;", "&amp;", "&nbsp;", "&#10;", "<", ">", '"', "كلمة", "word", " ", "\n"),
    '<img src="/media/a.webp" alt="<b>">',
)


@given(st.lists(st.sampled_from(MARKUP), max_size=25))
def test_quick_reading_of_a_cleaned_text_is_the_careful_one(pieces):
    html = clean_html("".join(pieces))
    shown = " · "
    lines = [" ".join(line.replace(shown, " ").split()) for line in lines_of(html)]
    assert lines == to_text(html).splitlines()


def test_picture_names_lists_what_the_body_shows():
    html = clean_html(
        '<img src="/media/a.webp"><figure><img src="/media/b.png"></figure>&lt;img src="/media/c.png"'
    )
    assert picture_names(html) == {"a.webp", "b.png"}

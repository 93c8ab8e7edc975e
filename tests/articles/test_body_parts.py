"""What the page of a text adds to it: ids of sub-headings, boxes of tables, classes of what it quotes."""

import html5lib
import pytest
from django.utils import translation
from django.utils.translation import gettext

from articles.comparing import compare_bodies
from articles.comparing.tokens import blocks_of
from articles.models import Article
from articles.richtext import clean_html, parts_of, render
from articles.richtext.places import flatten
from articles.workflow import relink, withdraw
from portal.pages.models import StandingPage
from tests.factories import make_article, make_draft, make_organization, show

QUOTE = "<figure><blockquote><p>A line.</p></blockquote><figcaption>Who</figcaption></figure>"


def shown(html, language="en"):
    """The page's markup of a body, as a tree."""
    with translation.override(language):
        markup = render(clean_html(html), parts_of(clean_html(html), language))
    return html5lib.parseFragment(markup, namespaceHTMLElements=False)


def ids(html, language="en"):
    return [element.get("id") for element in shown(html, language).iter() if element.get("id")]


def test_headings_get_ids_from_their_words_in_either_script():
    assert ids("<h2>What is <strong>in</strong> it?</h2><h3>5.5G</h3>") == [
        "section-what-is-in-it",
        "section-5-5g",
    ]
    assert ids("<h2>ما في «المذكّرة»؟</h2>", "ar") == ["section-ما-في-المذكرة"]


def test_ids_of_one_text_are_unique_whatever_its_headings_say():
    headings = "<h2>A</h2><h2>A</h2><h2>A 2</h2><h2>A</h2><h2>…</h2><h2>!</h2>"

    assert ids(headings) == [
        "section-a",
        "section-a-2",
        "section-a-2-2",
        "section-a-3",
        "section-article",
        "section-article-2",
    ]


def test_id_of_a_heading_stays_when_the_text_around_it_changes():
    before = ids("<h2>First</h2><p>a</p><h2>Second</h2>")

    assert ids("<p>new</p><h3>Between</h3><h2>Second</h2><h2>First</h2>")[::-1][:2] == before


def test_heading_has_a_link_beside_it_with_a_name(language):
    [box] = shown("<h2>A &amp; B</h2>", language)
    heading, link = box

    assert (heading.tag, heading.text) == ("h2", "A & B")
    assert link.get("href") == f"#{heading.get('id')}"
    assert link.get("aria-label") == gettext("Link to “%(heading)s”") % {"heading": "A & B"}


def test_table_scrolls_in_a_box_that_can_be_reached_and_has_a_name():
    boxes = shown("<table><caption>Items</caption><tr><td>a<td>b</table><table><tr><td>c<td>d</table>")

    assert [box.get("aria-label") for box in boxes] == ["Table 1: Items", "Table 2"]
    assert [(box.get("role"), box.get("tabindex"), box[0].tag) for box in boxes] == [
        ("region", "0", "table")
    ] * 2


def test_columns_of_numbers_are_marked_with_their_header():
    rows = "<tr><th>x<th>n<th>%<th>note<tr><td>a<td>1,000<td>66%<td>2024 or so<tr><th>2<td>—<td>-5.5<td>3"

    cells = [cell.get("class") for cell in shown(f"<table>{rows}</table>").iter() if cell.tag in {"td", "th"}]

    assert cells == [None, "number", "number", None] * 3


@pytest.mark.parametrize("rows", ["<tr><td colspan=2>1<tr><td>2<td>3", "<tr><td>–<td>a<tr><td>—<td>b"])
def test_cells_that_span_and_columns_without_a_number_are_not_marked(rows):
    assert [cell for cell in shown(f"<table>{rows}</table>").iter() if cell.get("class") == "number"] == []


def test_pull_quote_and_picture_are_told_apart():
    figures = shown(QUOTE + '<figure><img src="/media/a.webp"></figure>')

    assert [figure.get("class") for figure in figures] == ["pull-quote", None]


def test_links_and_parts_are_put_in_together():
    body = "<h2>A</h2><table><tbody><tr><td>Huawei</td><td>5</td></tr></tbody></table><p>End</p>"
    start = body.index("Huawei")

    markup = render(body, parts_of(body, "en"), [(start, start + 6, "/en/organizations/huawei/")])

    assert '<td><a href="/en/organizations/huawei/">Huawei</a></td><td class="number">5</td>' in markup
    assert markup.endswith("</tbody></table></div><p>End</p>")


def test_parts_inside_each_other_keep_the_markup_whole():
    inner = f"<table><tr><td><h2>A</h2><td>{QUOTE}<tr><td>1<td>2</table>"
    body = clean_html(f"<table><tr><td>{inner}<td>x</table>{QUOTE}{inner}")

    markup = render(body, parts_of(body, "en"))

    assert html5lib.HTMLParser(strict=True).parseFragment(markup) is not None
    assert markup.count('class="table-scroll"') == markup.count("</table></div>") == 3
    assert markup.count('class="pull-quote"') == 3


def test_no_name_is_linked_in_what_somebody_is_quoted_with():
    flat = flatten(QUOTE)
    place = flat.text.index("line")

    assert not flat.is_open(place, place + 4)


def test_pull_quotes_and_embeds_are_blocks_of_their_own_when_compared():
    embed = '<figure data-embed="https://vimeo.com/123456"><figcaption>Title</figcaption></figure>'

    assert [(block.kind, block.words) for block in blocks_of(QUOTE + embed)] == [
        ("pullquote", ["A", "line", "."]),
        ("figcaption", ["Who"]),
        ("embed", ["https://vimeo.com/123456"]),
        ("figcaption", ["Title"]),
    ]
    [quotation] = compare_bodies(
        "<blockquote><p>A line.</p></blockquote>", QUOTE.replace("<figcaption>Who</figcaption>", "")
    )
    assert (quotation.former_kind, quotation.kind) == ("blockquote", "pullquote")


@pytest.mark.django_db
def test_publishing_stores_the_parts_of_the_text():
    article = make_article("en", texts={"en": {"body": "<p>a</p><h2>B</h2>"}})

    assert article.body_parts == {"en": [[8, 18, "heading", "section-b", "B"]]}


@pytest.mark.django_db
def test_publishing_anew_stores_the_new_parts_and_withdrawing_keeps_them():
    article = make_article("en", texts={"en": {"body": "<h2>B</h2>"}})

    show(make_draft(article, "en", body="<p>Long.</p><h2>C</h2>"), article.published_at_en)
    article.refresh_from_db()

    assert article.body_parts == {"en": [[12, 22, "heading", "section-c", "C"]]}
    assert withdraw(article, "en", by=None, reason="An error").body_parts == article.body_parts


@pytest.mark.django_db
def test_text_that_was_stored_without_its_parts_is_shown_with_them_and_relinked():
    article = make_article("en", texts={"en": {"body": "<p>a</p><h2>B</h2>"}})
    Article.objects.update(body_parts={})
    article = Article.objects.for_page().get()

    with translation.override("en"):
        assert 'id="section-b"' in article.linked_body
    assert relink(article)
    assert Article.objects.get().body_parts["en"] == [[8, 18, "heading", "section-b", "B"]]
    assert not relink(article)


@pytest.mark.django_db
def test_page_has_each_id_once(client, language):
    words = {"ar": "main related record menu footer المقال", "en": "main related record menu footer article"}
    headings = "".join(f"<h2>{word}</h2>" for word in words[language].split())
    article = make_article(
        texts={language: {"body": headings + headings}}, organizations=[make_organization()]
    )

    page = html5lib.parse(client.get(article.url_in(language)).content, namespaceHTMLElements=False)

    found = [element.get("id") for element in page.iter() if element.get("id")]
    assert sorted(found) == sorted(set(found))
    assert sum(name.startswith("section-") for name in found) == 12


@pytest.mark.django_db
def test_standing_page_shows_the_same(client):
    page = StandingPage.objects.get(slug="privacy")
    page.body_en = f"<h2>What is kept</h2>{QUOTE}"
    page.save()

    shown = client.get("/en/privacy/").content.decode()

    assert '<h2 id="section-what-is-kept">What is kept</h2>' in shown
    assert '<figure class="pull-quote">' in shown

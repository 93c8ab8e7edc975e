"""Which addresses of other sites a text may show, and what its page then lets in."""

import pytest

from articles.previews import address_of, make_link
from articles.richtext import clean_html, to_text
from articles.richtext.embeds import PROVIDERS, read_embed
from tests.factories import make_article, make_draft

pytestmark = pytest.mark.django_db

TAKEN = {
    "https://www.youtube.com/watch?v=a-cdefgh_jk": "https://www.youtube.com/watch?v=a-cdefgh_jk",
    "http://youtube.com/watch?feature=share&v=abcdefghijk&t=9": "https://www.youtube.com/watch?v=abcdefghijk",
    "HTTPS://M.YouTube.com/shorts/abcdefghijk?x=1#y": "https://www.youtube.com/watch?v=abcdefghijk",
    "https://www.youtube-nocookie.com/embed/abcdefghijk": "https://www.youtube.com/watch?v=abcdefghijk",
    " https://youtu.be/abcdefghijk ": "https://www.youtube.com/watch?v=abcdefghijk",
    "https://vimeo.com/123456789": "https://vimeo.com/123456789",
    "https://player.vimeo.com/video/123456789?h=x": "https://vimeo.com/123456789",
    "https://x.com/a_b/status/123": "https://x.com/a_b/status/123",
    "https://mobile.twitter.com/a_b/status/123/photo/1?s=20": "https://x.com/a_b/status/123",
    "https://www.instagram.com/p/Ab-c_123/?igsh=x": "https://www.instagram.com/p/Ab-c_123/",
    "https://instagram.com/some.body/reel/Abc12/": "https://www.instagram.com/reel/Abc12/",
}
REFUSED = [
    "",
    "youtu.be/abcdefghijk",
    "//youtu.be/abcdefghijk",
    "javascript:alert(1)//youtu.be/abcdefghijk",
    "data:text/html,https://youtu.be/abcdefghijk",
    "ftp://youtu.be/abcdefghijk",
    "https://evil.example/watch?v=abcdefghijk",
    "https://youtube.com.evil.example/watch?v=abcdefghijk",
    "https://evil-youtube.com/watch?v=abcdefghijk",
    "https://evil.example/https://youtu.be/abcdefghijk",
    "https://evil.example#@youtu.be/abcdefghijk",
    "https://youtu.be@evil.example/abcdefghijk",
    "https://evil.example@youtu.be/abcdefghijk",
    "https://user:word@youtu.be/abcdefghijk",
    "https://youtu.be:443/abcdefghijk",
    "https://youtu.be:evil/abcdefghijk",
    "https://youtu.be./abcdefghijk",
    "https://youtu.be\\@evil.example/abcdefghijk",
    "https://evil.example\\.youtu.be/abcdefghijk",
    "https://youtu\u3002be/abcdefghijk",
    "https://y\u043eutube.com/watch?v=abcdefghijk",
    "https://xn--yutube-iqf.com/watch?v=abcdefghijk",
    "https://\uff59outu.be/abcdefghijk",
    "https://[::1]/abcdefghijk",
    "https://[youtu.be/abcdefghijk",
    "https://youtu.be/abc\tdefghijk",
    "https://youtu.be/abc defghijk",
    "https://youtu.be/../abcdefghijk",
    "https://youtu.be/abcdefghij%2e",
    "https://youtu.be/abcdefghijkl",
    "https://youtu.be/\u0661\u0662\u0663defghijk",
    "https://www.youtube.com/watch?v=abcdefghijk&v=bbcdefghijk",
    "https://www.youtube.com/watch?v=abcdefghij%22",
    "https://www.youtube.com/redirect?q=https://evil.example",
    "https://www.youtube.com/playlist?list=abcdefghijk",
    "https://vimeo.com/123456789/abcdef0123",
    "https://x.com/a_b",
    "https://x.com/i/redirect?url=https://evil.example",
    "https://x.com/a_b/status/\u0661",
    "https://www.instagram.com/some.body/",
    "https://youtu.be/abcdefghijk?" + "x" * 500,
]
VIDEO = "https://www.youtube.com/watch?v=abcdefghijk"
BODY = f'<p>Text.</p><figure data-embed="{VIDEO}"><figcaption>A title</figcaption></figure>'
POST = (
    '<figure data-embed="https://x.com/a/status/1"><blockquote><p>Said.</p></blockquote>'
    "<figcaption>Who</figcaption></figure>"
)


def _with_body(body, languages="ar en"):
    return make_article(languages, texts={language: {"body": body} for language in languages.split()})


def _frames(response):
    directives = response["Content-Security-Policy"].split("; ")
    return [directive for directive in directives if directive.startswith("frame-src")]


@pytest.mark.parametrize("address", TAKEN)
def test_address_of_a_provider_is_kept_in_one_form(address):
    assert read_embed(address).address == TAKEN[address]
    assert read_embed(TAKEN[address]).address == TAKEN[address]


@pytest.mark.parametrize("address", REFUSED)
def test_other_addresses_are_refused(address):
    assert read_embed(address) is None


def test_player_is_the_one_that_sets_no_cookie():
    embed = read_embed(VIDEO)

    assert embed.player == "https://www.youtube-nocookie.com/embed/abcdefghijk"
    assert embed.origin == "https://www.youtube-nocookie.com"


def test_no_provider_takes_the_host_of_another():
    hosts = [host for provider in PROVIDERS for host in provider.places]

    assert len(hosts) == len(set(hosts))


def test_words_of_an_embed_are_read_and_its_address_is_not():
    assert to_text(clean_html(BODY + POST)) == "Text.\nA title\nSaid.\nWho"


def test_only_pages_with_a_video_may_frame_its_player(client, language):
    video, post, plain = _with_body(BODY), _with_body(f"<p>Text.</p>{POST}"), make_article()

    found = [_frames(client.get(article.url_in(language))) for article in (video, post, plain)]

    assert found == [["frame-src https://www.youtube-nocookie.com"], [], []]


def test_not_modified_repeats_the_policy_of_its_page(client):
    article = _with_body(BODY)
    page = client.get(article.url_in("en"))

    again = client.get(article.url_in("en"), headers={"If-None-Match": page["ETag"]})

    assert again.status_code == 304
    assert again["Content-Security-Policy"] == page["Content-Security-Policy"]


def test_preview_may_frame_the_player_too(client):
    draft = make_draft(make_article(""), "en", body=BODY)

    response = client.get(address_of(make_link(draft, by=None)))

    assert _frames(response) == ["frame-src https://www.youtube-nocookie.com"]


def test_page_holds_no_frame_and_nothing_of_another_host_but_a_link(client):
    page = client.get(_with_body(BODY + POST).url_in("en")).content.decode()

    assert "<iframe" not in page
    assert f'<a class="embed__address" href="{VIDEO}" rel="noopener">' in page
    assert page.count("https://www.youtube-nocookie.com/embed/abcdefghijk") == 1
    assert 'data-embed-offer="https://www.youtube-nocookie.com/embed/abcdefghijk" hidden>' in page
    assert "Load the video from YouTube" in page
    assert page.count("Load the video") == 1
    assert '<blockquote class="embed__words" dir="auto"><p>Said.</p></blockquote>' in page


def test_words_of_an_embed_stay_escaped(client):
    body = BODY.replace("A title", "&lt;script&gt;alert(1)&lt;/script&gt;")

    page = client.get(_with_body(body).url_in("en")).content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert(1)" not in page

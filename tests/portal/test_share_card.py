from dataclasses import dataclass

import pytest
from PIL import Image

from portal.share_card import PLAIN, Lettering, digest_of, keeping, png_of
from portal.share_card.lettering import fit, runs


@pytest.mark.parametrize(
    ("text", "rtl", "drawn"),
    [
        ("Google Cloud", False, ["Google Cloud"]),
        ("مع Google Cloud", True, ["Google Cloud", "مع "]),
        ("أكثر من 5,000 متدرب", True, [" متدرب", "5,000", "أكثر من "]),
        ("القيد 002 · تحالف", True, [" تحالف", "·", " ", "002", "القيد "]),
        ("The name سجل is ours", False, ["The name ", "سجل", " is ours"]),
        ("نشر \u200e5.5G", True, ["5.5G", "نشر "]),
    ],
)
def test_runs_of_a_line_are_drawn_in_the_order_in_which_eyes_meet_them(text, rtl, drawn):
    assert [run.text for run in runs(text, rtl=rtl)] == drawn


def test_arabic_letters_are_joined():
    """Without the shaping library each letter would be drawn alone, and be wider."""
    lettering = Lettering(PLAIN, 40, rtl=True)

    assert lettering.width("تفاهم") < 0.9 * sum(map(lettering.width, "تفاهم"))


@pytest.mark.parametrize("rtl", [False, True])
def test_long_title_is_cut_with_an_ellipsis_inside_its_space(rtl):
    words = ("كلمة " if rtl else "word ") * 200

    lettering, lines = fit(words, PLAIN, range(50, 29, -2), width=700, height=200, leading=1.2, rtl=rtl)

    assert lettering.size == 30
    assert len(lines) * 30 * 1.2 <= 200
    assert lines[-1].endswith("…")
    assert all(lettering.width(line) <= 700 for line in lines)


def test_word_wider_than_the_card_is_cut():
    _, lines = fit("a" * 400, PLAIN, range(50, 29, -2), width=700, height=200, leading=1.2, rtl=False)

    assert [line[-1] for line in lines] == ["…"]


def test_long_title_is_cut_at_a_word():
    _, lines = fit("word, " * 200, PLAIN, range(30, 29, -1), width=300, height=40, leading=1.2, rtl=False)

    assert lines[-1].endswith("word…")


@dataclass(frozen=True)
class Card:
    words: str


@pytest.fixture
def draw():
    """Draws, and notes what was drawn in ``draw.cards``."""

    def draw(card):
        draw.cards.append(card)
        return Image.new("RGB", (2, 2))

    draw.cards = []
    return draw


def test_card_is_drawn_once_as_long_as_it_says_the_same(draw):
    first, again, _other = (png_of(Card(words), draw) for words in ("a", "a", "b"))

    assert first == again
    assert [card.words for card in draw.cards] == ["a", "b"]


def test_digest_changes_with_what_the_card_says_and_how_it_is_drawn(monkeypatch):
    before = digest_of(Card("a"))
    assert digest_of(Card("a")) == before != digest_of(Card("b"))

    monkeypatch.setattr(keeping, "DRAWING", keeping.DRAWING + 1)

    assert digest_of(Card("a")) != before


def test_card_is_shown_though_it_cannot_be_kept(draw, settings, tmp_path, caplog):
    (tmp_path / "file").touch()
    backend = "django.core.cache.backends.filebased.FileBasedCache"
    settings.CACHES = {**settings.CACHES, "cards": {"BACKEND": backend, "LOCATION": tmp_path / "file" / "x"}}

    assert png_of(Card("a"), draw).startswith(b"\x89PNG")
    assert "can't be kept" in caplog.text

"""Contrast of the tokens in both themes, computed from tokens.css by the formula of WCAG 2."""

import re

import pytest
from django.conf import settings

STATIC = settings.BASE_DIR / "portal" / "static"
TOKENS = (STATIC / "css" / "tokens.css").read_text()
COLOUR = re.compile(r"--([\w-]+): (#[0-9a-f]{3,6});")

GROUNDS = ("paper", "well", "ledger")
AAA, AA, SHAPES = 7, 4.5, 3


def tokens(selector):
    return dict(COLOUR.findall(TOKENS.split(selector, 1)[1].split("}", 1)[0]))


THEMES = {"light": tokens(":root {"), "dark": tokens('[data-theme="dark"] {')}


def luminance(colour):
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(theme, one, other):
    darker, lighter = sorted(luminance(THEMES[theme][name]) for name in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.fixture(params=THEMES)
def theme(request):
    return request.param


def test_both_themes_name_the_same_colours():
    assert THEMES["light"].keys() == THEMES["dark"].keys()


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize(
    ("letters", "least"), [("ink", AAA), ("ink-2", AAA), ("accent", AAA), ("ink-3", AA), ("alert", AA)]
)
def test_letters_can_be_read_on_every_ground(theme, letters, ground, least):
    assert contrast(theme, letters, ground) >= least


@pytest.mark.parametrize("letters", ["ink", "ink-2", "accent"])
def test_letters_can_be_read_on_a_mark(theme, letters):
    assert contrast(theme, letters, "mark") >= AA


def test_solid_fills_carry_their_letters(theme):
    assert contrast(theme, "accent-ink", "accent") >= AAA
    assert contrast(theme, "paper", "ink") >= AAA
    assert contrast(theme, "paper", "ink-2") >= AAA


@pytest.mark.parametrize("ground", [*GROUNDS, "ledger-2"])
def test_borders_and_focus_rings_stand_out(theme, ground):
    assert contrast(theme, "ink-3", ground) >= SHAPES
    assert contrast(theme, "accent", ground) >= SHAPES


def test_figures_of_the_specification_hold(theme):
    """Four of its table, so that the formula here is the one that was used there."""
    expected = {"light": (17.1, 8.8, 5.9, 8.0), "dark": (16.3, 10.7, 7.4, 10.6)}[theme]

    found = (contrast(theme, letters, "paper") for letters in ("ink", "ink-2", "ink-3", "accent"))
    assert tuple(round(value, 1) for value in found) == pytest.approx(expected, abs=0.1)


def test_browsers_paint_their_own_parts_in_the_colour_of_the_paper():
    meta = (settings.BASE_DIR / "templates" / "components" / "theme_meta.html").read_text()

    told = re.findall(r'content="(#\w+)" media="\(prefers-color-scheme: (\w+)\)"', meta)
    assert {theme: colour for colour, theme in told} == {
        theme: colours["paper"] for theme, colours in THEMES.items()
    }


@pytest.mark.parametrize("query", ["prefers-contrast: more", "forced-colors: active"])
def test_what_the_system_asks_for_outweighs_the_chosen_theme(query):
    """A single ``:root`` would lose against the dark tokens, which a system may ask for at the same time."""
    rule = TOKENS.split(f"@media ({query}) {{", 1)[1]

    assert rule.lstrip().startswith(":root:root {")
    assert TOKENS.index(query) > TOKENS.index("prefers-color-scheme: dark")

"""Size, colours and voices of every card: those of the light pages (css/tokens.css)."""

from .lettering import Face, Voice

SIZE = WIDTH, HEIGHT = 1200, 630
MARGIN = 56

PAPER, LEDGER, LEDGER_RULE = "#fdfdfb", "#e9f1ea", "#b4ccbb"
INK, INK_3, ACCENT = "#121c18", "#586660", "#075b43"

TITLE = {
    "en": Voice(Face("newsreader", (560, 40)), Face("markazi-ar", (660,), 1.22)),
    "ar": Voice(Face("markazi-la", (660,), 1.18), Face("markazi-ar", (660,), 1.22)),
}
PLAIN = Voice(Face("plex-la-400"), Face("plex-ar-400"))
STRONG = Voice(Face("plex-la-600"), Face("plex-ar-600"))
LEADING = {"en": 1.14, "ar": 1.42}

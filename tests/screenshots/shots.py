"""Which pictures there are, and what each is called."""

from dataclasses import dataclass
from itertools import product

from tests.page_kinds import LANGUAGES, addresses

HEIGHTS = {320: 640, 390: 844, 768: 1024, 1280: 900, 1600: 1000}
#: Pages that are also drawn in the colours of a reader's own palette, and printed.
FORCED = {"front", "article", "entry"}
PRINTED = {"article", "entry"}


@dataclass(frozen=True)
class Shot:
    kind: str
    language: str
    address: str
    width: int = 390
    theme: str = "light"
    forced: bool = False
    menu: bool = False

    @property
    def name(self):
        state = "menu" if self.menu else "forced" if self.forced else self.theme
        return f"{self.kind}-{self.language}-{self.width}-{state}.png"


def shots(widths, *, kinds=None):
    """Every picture to take; a phone's open menu and forced colours are of few pages."""
    wanted = [page for page in addresses() if not kinds or page[0] in kinds]
    for page, width, theme in product(wanted, widths, ("light", "dark")):
        yield Shot(*page, width, theme)
    yield from (Shot(*page, forced=True) for page in wanted if page[0] in FORCED)
    for language in LANGUAGES:
        if not kinds or "front" in kinds:
            yield Shot("front", language, f"/{language}/", menu=True)


def printed(kinds=None):
    return [page for page in addresses() if page[0] in PRINTED and (not kinds or page[0] in kinds)]

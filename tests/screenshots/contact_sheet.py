"""One page that shows all pictures, each beside the one it is to be held against."""

from html import escape
from os.path import relpath
from pathlib import Path

#: What the design calls the kinds of pages; its files are named <prefix>-<language>-<width>[-dark].png.
DRAWN_AS = {
    "front": "home",
    "article": "article",
    "topic": "topic",
    "organization": "organisation",
    "entry": "partnership",
    "memorandum": "partnership-signatories",
    "network": "partnerships-network",
    "not-found": "404",
    "other-language": "only-in-other-language",
}
HEAD = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Screenshots</title>
<style>
  body { font: 14px/1.4 system-ui; margin: 1rem; }
  figure { display: flex; gap: 1rem; align-items: flex-start; margin: 0 0 2rem; }
  img { max-width: min(48vw, 40rem); border: 1px solid #999; }
  h2 { position: sticky; top: 0; background: #fff; }
</style>
<h1>Screenshots</h1>
"""


def write(folder, names, references=None):
    """Write ``index.html`` into the folder of the pictures; ``references`` is the folder of the drawings."""
    drawings = sorted(Path(references).glob("*.png")) if references else []
    parts = [HEAD]
    for name in sorted(names):
        parts.append(f"<h2>{escape(name)}</h2>\n<figure>{_image(name)}")
        parts += [_image(relpath(drawing, folder)) for drawing in drawings if draws(drawing.name, name)]
        parts.append("</figure>\n")
    (folder / "index.html").write_text("".join(parts))


def draws(drawing, name):
    """Whether a drawing of the design is of the same page, language, width and theme as a picture."""
    kind, language, width, state = name.removesuffix(".png").rsplit("-", 3)
    if state == "menu":
        return drawing.endswith(f"mobile-menu-{language}-{width}.png")
    if state == "forced":
        return kind == "entry" and drawing.endswith(f"forced-colors-partnership-{language}-{width}.png")
    if state == "print":
        return kind == "article" and drawing.endswith(f"print-{language}-{width}.png")
    dark = "-dark" if state == "dark" else ""
    rest = drawing.partition("-")[2]
    return rest == f"{DRAWN_AS.get(kind)}-{language}-{width}{dark}.png"


def _image(address):
    return f'<img src="{escape(address)}" alt="" loading="lazy">'

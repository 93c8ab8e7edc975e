"""Lists that Word sends as paragraphs beginning with a bullet or a number."""

import re

from .tree import Element

WORD_CLASS = "MsoList"
_BULLET = re.compile(r"[·•▪§◦●\uf0b7\uf0a7]\s+")
_WORD_BULLET = re.compile(r"[·•▪§◦●\uf0b7\uf0a7o–-]\s+")
_NUMBER = re.compile(r"\(?(\d{1,3})[.)]\s+")


def gather_lists(blocks: list[Element]) -> list[Element]:
    """Replace runs of marked paragraphs by lists; numbers without Word's class must count from 1.

    No run is read twice: one that makes no list stays paragraphs as a whole.
    """
    gathered, position = [], 0
    while position < len(blocks):
        run = _bullets(blocks, position) or _numbers(blocks, position)
        end = position + (len(run) or 1)
        gathered += [_as_list(run)] if _is_list(run) else map(_without_class, blocks[position:end])
        position = end
    return gathered


def _bullets(blocks, position):
    run = []
    for block in _from(blocks, position):
        pattern = _WORD_BULLET if _is_word_item(block) else _BULLET
        match = pattern.match(_first_words(block))
        if not match:
            break
        run.append((block, match))
    return run


def _numbers(blocks, position):
    run = []
    for block in _from(blocks, position):
        match = _NUMBER.match(_first_words(block))
        if not match or (run and int(match[1]) != int(run[-1][1][1]) + 1):
            break
        run.append((block, match))
    return run


def _from(blocks, position):
    """Iterate without a copy of the rest, which every block would make anew."""
    return (blocks[place] for place in range(position, len(blocks)))


def _is_list(run):
    if not run or not _is_numbered(run[0][1]):
        return bool(run)
    is_series = len(run) > 1 and int(run[0][1][1]) == 1
    return is_series or all(_is_word_item(block) for block, _ in run)


def _as_list(run):
    items = [
        Element("li", {}, [block.children[0][match.end() :], *block.children[1:]]) for block, match in run
    ]
    if not _is_numbered(run[0][1]):
        return Element("ul", {}, items)
    start = int(run[0][1][1])
    return Element("ol", {"start": str(start)} if start > 1 else {}, items)


def _is_numbered(match):
    return bool(match.re.groups)


def _first_words(block):
    is_text = block.tag == "p" and block.children and isinstance(block.children[0], str)
    return block.children[0] if is_text else ""


def _is_word_item(block):
    return block.attributes.get("class", "").startswith(WORD_CLASS)


def _without_class(block):
    block.attributes.pop("class", None)
    return block

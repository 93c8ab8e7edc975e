"""axe-core, made to look at Arabic.

Its contrast rule passes over text that it takes for an icon drawn by a ligature, and joined Arabic
letters look to it like one: ``#bbb`` on white is found in English and not in Arabic. The guess is out here.
"""

import re

from axe_playwright_python.base import AXE_SCRIPT

_GUESS = re.compile(r'("#text"===\w+\.props\.nodeName)&&!\w+\(\w+\)')
AXE, _times = _GUESS.subn(r"\1", AXE_SCRIPT)
if _times != 1:
    raise RuntimeError("axe-core has changed: find its guess at icon ligatures, or Arabic is not looked at")

#: What can differ between the light and the dark theme.
RULES_OF_COLOUR = ["color-contrast", "link-in-text-block"]


def violations(page, *, rules=None):
    """What axe finds on a page as it stands, as readable lines; ``rules`` narrows it down."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    options = {"resultTypes": ["violations"], "preload": False}
    if rules:
        options["runOnly"] = rules
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    return [_line(violation, node) for violation in found for node in violation["nodes"]]


def _line(violation, node):
    reason = " ".join(node["failureSummary"].split())
    return f"{violation['id']}: {' '.join(map(str, node['target']))} – {reason}"

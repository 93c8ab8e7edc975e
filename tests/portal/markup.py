"""What can be said of a page's markup without a browser: is it valid, and can one find one's way in it."""

from functools import cached_property
from itertools import pairwise

import html5lib

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
#: Attributes that name the ids of other elements.
REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "list")


class Markup:
    def __init__(self, html):
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        self.tree = parser.parse(html)
        self.errors = [f"{error} at {place}" for place, error, _details in parser.errors]

    @cached_property
    def ids(self):
        return [element.get("id") for element in self.tree.iter() if element.get("id")]

    def repeated_ids(self):
        return sorted({one for one in self.ids if self.ids.count(one) > 1})

    def dead_references(self):
        """Ids that an attribute or a link on the page leads to, and that are not there."""
        named = {
            one
            for element in self.tree.iter()
            for name in REFERENCES
            for one in element.get(name, "").split()
        }
        named |= {
            link.get("href")[1:] for link in self.tree.iter("a") if link.get("href", "").startswith("#")
        }
        return sorted(named - {*self.ids, "", "top"})

    def headings(self):
        return [int(element.tag[1]) for element in self.tree.iter() if element.tag in HEADINGS]

    def skipped_headings(self):
        """Where a heading is more than one level below the one before it."""
        return [pair for pair in pairwise([0, *self.headings()]) if pair[1] > pair[0] + 1]

    def landmarks_without_a_name(self):
        """One ``main``, and every ``nav`` and ``form`` told apart by a name of its own.

        A form without a name is no landmark where it stands within another that has one (HTML-AAM).
        """
        inner = {form for nav in self.tree.iter("nav") for form in nav.iter("form")}
        forms = [form for form in self.tree.iter("form") if form not in inner or self._name(form)]
        names = [self._name(element) for element in (*self.tree.iter("nav"), *forms)]
        mains = len(list(self.tree.iter("main")))
        return [name for name in names if not name or names.count(name) > 1] + ["main"] * abs(mains - 1)

    def pictures_that_move_the_page(self):
        """Pictures without a text alternative, or without the size that keeps their place."""
        return [
            image.get("src")
            for image in self.tree.iter("img")
            if image.get("alt") is None or not image.get("width") or not image.get("height")
        ]

    def _name(self, element):
        label = element.get("aria-label", "")
        texts = [
            "".join(other.itertext())
            for other in self.tree.iter()
            if other.get("id") in element.get("aria-labelledby", "").split()
        ]
        return " ".join([label, *texts]).strip()

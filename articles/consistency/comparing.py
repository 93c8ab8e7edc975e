"""The facts of two texts held against each other."""

from decimal import Decimal
from itertools import chain, product

from articles.richtext import to_text
from articles.richtext.record_links import linked_records
from portal.bilingual.languages import other

from .dates import dates_in
from .facts import PERCENT, Date, Difference, Kind
from .quantities import quantities_in
from .tokens import Text
from .vocabulary import SHARES

#: In the index of dates: whatever day or year a date has, or none.
_ANY = object()


class _Reading:
    """What one text says for certain, and what it can be taken to say."""

    def __init__(self, text: dict):
        words = "\n".join([text["headline"], text["standfirst"], to_text(text["body"])])
        self.text = Text(words)
        self.dates = dates_in(self.text)
        taken = {place for date in self.dates for place in range(date.start, date.end)}
        self.quantities = quantities_in(self.text, taken)
        self.links = linked_records(text["body"])
        self._numbers = set(chain.from_iterable(quantity.also for quantity in self.quantities))
        self._numbers |= {Decimal(part) for date in self.dates for part in (date.day, date.year) if part}
        self._dates = set(chain.from_iterable(map(_ways_to_ask_for, self.dates)))
        self._of_units = {(quantity.value, quantity.unit) for quantity in self.quantities}
        self._plain = set(
            chain.from_iterable(quantity.also for quantity in self.quantities if not quantity.unit)
        )
        self._shares = {
            Decimal(share)
            for share in (self.text[place].means(SHARES) for place in range(len(self.text)))
            if share
        }

    def has(self, fact):
        if isinstance(fact, Date):
            return not self._dates.isdisjoint(_ways_to_agree(fact))
        if fact.unit == PERCENT and fact.value in self._shares:
            return True
        if fact.kind == Kind.AMOUNT:
            return (fact.value, fact.unit) in self._of_units or fact.value in self._plain
        return fact.value in self._numbers

    @property
    def certain(self):
        """Each fact once, where the text says it first, in the order of the text."""
        facts = sorted((*self.dates, *self.quantities), key=lambda fact: fact.start, reverse=True)
        unique = {fact.key: fact for fact in facts if fact.is_certain}
        return sorted(unique.values(), key=lambda fact: fact.start)


def differences(arabic: dict, english: dict) -> list[Difference]:
    """What only one of two texts says. They hold the columns of a revision: headline, standfirst, body.

    A text without a body has nothing to differ in yet.
    """
    if not (arabic["body"] and english["body"]):
        return []
    readings = {"ar": _Reading(arabic), "en": _Reading(english)}
    found = {}
    for language, reading in readings.items():
        counterpart = readings[other(language)]
        for fact in reading.certain:
            if not counterpart.has(fact):
                value = reading.text.written(fact.start, fact.end)
                found[language, fact.key] = Difference(fact.kind, value, language)
        for record, words in reading.links.items():
            if record not in counterpart.links:
                found[language, record] = Difference(Kind.LINK, words, language)
    return list(found.values())


def _ways_to_ask_for(date):
    return product((date.day, _ANY), [date.month], (date.year, _ANY))


def _ways_to_agree(date):
    """Two dates agree where nothing that both say differs; what one leaves out differs from nothing."""
    days, years = ((part, None) if part else (_ANY,) for part in (date.day, date.year))
    return product(days, [date.month], years)

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import combinations, islice

from organizations.enums import NATIONAL_KINDS, Likeness
from organizations.models import WordFamily
from organizations.models.named import Named
from organizations.names.reading import folded_name
from portal.bilingual.languages import LANGUAGES

from .slips import slips
from .spelling import Spelling

#: What records are called by, where they have it; the columns that tell those of one name apart.
CALLED_BY = [f"{field}_{language}" for field in ("name", "short_name") for language in LANGUAGES]
TELLING = ("slug", "kind", "country", "parent")
#: Pairs of those that have one name together: more than these nobody looks through.
MOST_OF_ONE_NAME = 300
#: The key of a record that isn't stored yet.
NEW = 0
SUREST_FIRST = list(Likeness)


@dataclass(frozen=True)
class Similar:
    """A record and the name of it that is like another's."""

    record: Named
    name: str
    why: Likeness


@dataclass(frozen=True)
class Pair:
    """Two records, the older one first, and the names that make them alike."""

    first: Named
    second: Named
    names: tuple[str, str]
    why: Likeness


def possible_duplicates(model: type[Named]) -> list[Pair]:
    """Which records of ``model`` may be one and the same, the surest first. Four queries.

    Left out are a record and what it is a part of, national bodies of different countries, and those of which
    an editor has said that they differ. Ambiguous names don't count.
    """
    return _Names(model).pairs()


def duplicates_of(record: Named, names: Collection[str] | None = None) -> list[Similar]:
    """Which records are, or are nearly, called what this one is, each once, the surest first. Four queries.

    ``names`` are those to be looked at, such as the new ones in a form; without them it is all that the
    record has. With them it needn't be stored.
    """
    known, key, found = _Names(type(record)), record.pk or NEW, []
    if names is not None:
        known.rename(key, record, names)
    for pair in known.pairs(of=key):
        other = pair.second if pair.first.pk == record.pk else pair.first
        found.append(Similar(other, pair.names[other is pair.second], pair.why))
    return found


class _Names:
    """All that the records of one model are called, ready to be compared. Four queries."""

    def __init__(self, model):
        self._spelling = Spelling(WordFamily.objects.for_names())
        columns = {field.name for field in model._meta.concrete_fields} & {*CALLED_BY, *TELLING}
        self._records = {record.pk: record for record in model.objects.unmerged().only(*columns)}
        self._different = _said_to_be_different(model)
        aliases, ambiguous = _aliases(model)
        self._names = {
            key: {*_own_names(record), *aliases[key]} - ambiguous[key]
            for key, record in self._records.items()
        }

    def rename(self, key, record, names):
        self._records[key], self._names[key] = record, set(filter(None, names))

    def pairs(self, of=None):
        """The pairs, of all records or with the record of one key; of two names the more alike count."""
        best = {}
        for why, one, two in self._alike(of):
            (first, name), (second, other) = sorted((one, two))
            rank = SUREST_FIRST.index(why), name, other
            if (known := best.get((first, second))) is None or rank < known:
                best[first, second] = rank
        return [
            Pair(self._records[first], self._records[second], (name, other), SUREST_FIRST[place])
            for (first, second), (place, name, other) in sorted(best.items(), key=lambda item: item[::-1])
            if self._may_be_one(first, second)
        ]

    def _alike(self, of) -> Iterator[tuple]:
        """Which names of different records are alike, as ``(why, (key, name), (key, name))``."""
        groups, spelt = defaultdict(set), []
        for key, names in self._names.items():
            for name in names:
                if words := self._spelling.words(name):
                    groups[tuple(sorted(words))].add((key, name))
                    groups["".join(words)].add((key, name))
                    spelt.append(((key, name), words))
        for group in groups.values():
            yield from _same(group, of)
        for one, two in slips(spelt):
            if one[0] != two[0] and of in {None, one[0], two[0]}:
                yield Likeness.ONE_LETTER, one, two

    def _may_be_one(self, first, second):
        if (first, second) in self._different or (second, first) in self._different:
            return False
        one, two = self._records[first], self._records[second]
        return not (
            self._is_part(one, second) or self._is_part(two, first) or _are_of_two_countries(one, two)
        )

    def _is_part(self, record, key):
        seen = set()
        while (above := getattr(record, "parent_id", None)) and above not in seen:
            if above == key:
                return True
            seen.add(above)
            record = self._records.get(above)
        return False


def _same(group, of):
    """The pairs of different records in a group of one name; those of one record where it is asked for."""
    if len({key for key, _name in group}) < 2:
        return
    pairs = (
        (one, two)
        for one, two in combinations(sorted(group), 2)
        if one[0] != two[0] and of in {None, one[0], two[0]}
    )
    for one, two in islice(pairs, MOST_OF_ONE_NAME):
        is_same = folded_name(one[1]) == folded_name(two[1])
        yield Likeness.SAME_NAME if is_same else Likeness.SAME_WORDS, one, two


def _own_names(record):
    return filter(None, (getattr(record, column, None) for column in CALLED_BY))


def _aliases(model):
    """The other names of each record by its key, the clear and the ambiguous ones."""
    link = model._meta.get_field("aliases").remote_field
    clear, ambiguous = defaultdict(set), defaultdict(set)
    rows = link.model.objects.values_list(link.attname, "name", "is_ambiguous")  # not translated: Alias.name
    for key, name, is_ambiguous in rows:
        (ambiguous if is_ambiguous else clear)[key].add(name)
    return clear, ambiguous


def _said_to_be_different(model):
    through = model.different_from.through
    ends = [field.attname for field in through._meta.concrete_fields if field.related_model is model]
    return set(through.objects.values_list(*ends))


def _are_of_two_countries(one, two):
    """Each country has its ministry of interior; a company is one wherever somebody has placed it."""
    countries = {getattr(one, "country", ""), getattr(two, "country", "")}
    are_national = {getattr(one, "kind", ""), getattr(two, "kind", "")} <= NATIONAL_KINDS
    return are_national and "" not in countries and len(countries) == 2

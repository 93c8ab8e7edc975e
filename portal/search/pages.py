"""The pages of a list whose length is known: the matches that were ranked are all there are to walk."""

from dataclasses import dataclass

from .address import PAGE_SIZE, SearchAddress

#: So many numbers stand on either side of the current one.
BESIDE = 1


@dataclass(frozen=True)
class Pages:
    asked: SearchAddress
    last: int

    @classmethod
    def of(cls, number, asked):
        return cls(asked, max(1, -(-number // PAGE_SIZE)))

    @property
    def previous(self):
        return self.address(self.asked.page - 1) if self.asked.page > 1 else ""

    @property
    def next(self):
        return self.address(self.asked.page + 1) if self.asked.page < self.last else ""

    @property
    def numbers(self):
        """``(number, address)``: the first, the last, those beside this one; None where some are left out."""
        here = self.asked.page
        named = sorted({1, self.last, *range(max(1, here - BESIDE), min(self.last, here + BESIDE) + 1)})
        found, before = [], 0
        for number in named:
            if number > before + 1:
                found.append((None, ""))
            found.append((number, self.address(number)))
            before = number
        return found

    def address(self, number):
        return self.asked.address(page=str(number) if number > 1 else "")

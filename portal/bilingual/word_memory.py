"""What was worked out of a word is kept: texts repeat their words, and so does every other text."""

from collections.abc import Callable

#: Whatever is longer is worked out anew each time: nobody repeats it.
LONGEST_KEPT = 64


class ByWord(dict):
    """What a function says of each word. A dictionary, because what is known is then found without a call.

    When ``most`` words are known all are forgotten: the common ones are soon known again.
    """

    def __init__(self, read: Callable, most: int):
        super().__init__()
        self._read, self._most = read, most

    def __missing__(self, word):
        found = self._read(word)
        if len(word) <= LONGEST_KEPT:
            if len(self) >= self._most:
                self.clear()
            self[word] = found
        return found


def by_word(most: int) -> Callable[[Callable], ByWord]:
    return lambda read: ByWord(read, most)

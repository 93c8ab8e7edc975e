"""What was worked out of a word is kept: texts repeat their words, and so does every other text."""

from functools import lru_cache, wraps

#: Whatever is longer is worked out anew each time: nobody repeats it.
LONGEST_KEPT = 64


def kept_by_word(maxsize: int):
    """Keep the last results of a function of one string, as many in each process, where it is short."""

    def keeping(read):
        known = lru_cache(maxsize)(read)

        @wraps(read)
        def kept(text):
            return known(text) if len(text) <= LONGEST_KEPT else read(text)

        kept.cache_clear = known.cache_clear
        return kept

    return keeping

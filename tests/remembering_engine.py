"""An engine that keeps whole documents, so that tests can say what exactly the index holds."""

from portal.index.found import Found


class RememberingEngine:
    def __init__(self):
        self.documents = {}

    def store(self, documents):
        for document in documents:
            key = (document.kind, document.pk, document.language, document.is_public)
            self.documents[key] = document

    def forget(self, kind, pks, *, language=None):
        gone = [
            key for key in self.documents if key[0] == kind and key[1] in pks and language in {None, key[2]}
        ]
        for key in gone:
            del self.documents[key]

    def find(self, query):
        return Found()

    def stored(self, kind, language, *, is_public=True):
        stored = [key for key in self.documents if (key[0], *key[2:]) == (kind, language, is_public)]
        return iter(sorted(key[1] for key in stored))

    def near_words(self, word, language):
        return []

    def of(self, thing_or_kind, pk=None):
        """What is held of one thing: ``{(language, is_public): document}``."""
        return {
            (language, is_public): document
            for (kind, key, language, is_public), document in self.documents.items()
            if (kind, key) == (thing_or_kind, pk)
        }

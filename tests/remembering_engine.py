"""An engine that keeps whole documents, so that tests can say what exactly the index holds."""

from portal.index.found import Count, Found


class RememberingEngine:
    def __init__(self):
        #: By kind, primary key, language and whether it is public; never changed, but taken the place of.
        self.documents = {}

    def store(self, documents):
        self.documents = self.documents | {_identity(document): document for document in documents}

    def forget(self, kind, pks, *, language=None):
        self.documents = {
            key: document
            for key, document in self.documents.items()
            if not (key[0] == kind and key[1] in pks and language in {None, key[2]})
        }

    def find(self, query):
        return Found()

    def count(self, query):
        return Count()

    def stored(self, kind, language, *, is_public=True):
        return iter(
            sorted(key[1] for key in self.documents if (key[0], *key[2:]) == (kind, language, is_public))
        )

    def near_words(self, word, language):
        return []


def _identity(document):
    return document.kind, document.pk, document.language, document.is_public

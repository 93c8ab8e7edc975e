from portal.open_data import both, urls_of


def reference(thing) -> dict:
    """A thing with a name in each language, as another document speaks of it."""
    return {"slug": thing.slug, "name": both(thing, "name"), "url": urls_of(thing)}

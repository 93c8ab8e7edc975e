class StorageAway(OSError):
    """The storage gave no answer, or none that could be used. Whether the file is there isn't known."""

class CannotBackUp(RuntimeError):
    """A backup that can't be made, or put back; the message says what to do."""

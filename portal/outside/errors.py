class OutsideError(Exception):
    """Another machine was not asked, or gave no answer that can be used."""


class Refused(OutsideError):
    """The portal doesn't go there: a private network, another port, a scheme of its own."""


class Unreachable(OutsideError):
    """No such name, nobody there, no trust, too slow, or no HTTP."""


class TooLarge(OutsideError):
    """The answer has more bytes than were asked for."""

"""What one language of an article says and the other does not: numbers, dates, amounts, linked records.

Pure functions on two texts. Precision comes first: what is reported was read for certain in one text, and is
in no reading of the other one, however unlikely. A warning that is wrong half of the time is read by nobody.
"""

from .comparing import differences
from .facts import Difference, Kind

__all__ = ["Difference", "Kind", "differences"]

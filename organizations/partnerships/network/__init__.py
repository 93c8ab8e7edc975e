"""Who stands in entries with whom: ties, the part of them that can be drawn, and the drawings.

Pure functions over rows that the querysets above read; the same ledger always gives the same drawing.
Import from here. Files inside may import downwards only:
reading → glimpse → wide, arcs, fan → plates → paper → subject → drawing → placing → ties, curves, lettering.
"""

from .glimpse import Glimpse, glimpse
from .reading import Neighbourhood, Network, neighbourhood, whole_network

__all__ = ["Glimpse", "Neighbourhood", "Network", "glimpse", "neighbourhood", "whole_network"]

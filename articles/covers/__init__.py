"""Cover art for articles without a picture, drawn from the record itself.

The same topic and seed give the same picture for ever: a girih field in the topic's own tiling, cut
by one large form, crossed by a route that carries one ringed node for each linked organisation.

The patterns are made the way E. H. Hankin found them in Mughal buildings, polygons in contact:
"The Drawing of Geometric Patterns in Saracenic Art", Memoirs of the Archaeological Survey of India
15 (1925). The contact angle as a free parameter, and letting it drift across the plane, follow
Craig S. Kaplan, "Islamic Star Patterns from Polygons in Contact", Graphics Interface 2005, and
Kaplan and Salesin, "Islamic Star Patterns in Absolute Geometry", ACM Transactions on Graphics 23 (2004).

Nothing here knows a model, a file or a request. Files inside may import downwards only:
drawing → styles, girih, route → forms, palettes, tilings → seeding.
"""

from .drawing import draw_cover, save_webp

__all__ = ["draw_cover", "save_webp"]

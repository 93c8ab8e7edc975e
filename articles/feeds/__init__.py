"""What readers follow of the newsroom with other programs: pieces, and what was corrected in them.

Files inside may import downwards only: articles, corrections → entries.
"""

from .articles import AuthorFeed, LatestFeed, OrganizationFeed, TopicFeed
from .corrections import CorrectionsFeed

__all__ = ["AuthorFeed", "CorrectionsFeed", "LatestFeed", "OrganizationFeed", "TopicFeed"]

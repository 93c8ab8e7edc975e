"""Feeds: what one tells, the three formats that tell it, and the view that answers. Knows no model.

Files inside may import downwards only: view → atom, rss, json_feed → writing → document. Others stand alone.
"""

"""Bring pieces in from the archives and feeds of other systems: WordPress, RSS, Atom, JSON Feed.

Files inside may import downwards only: importer → pictures, filing → opening → wordpress, syndication,
json_feed → wordpress_markup, dates, xml_pieces → items.
"""

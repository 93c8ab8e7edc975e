"""Bring pieces in from the archives and feeds of other systems: WordPress, RSS, Atom, JSON Feed.

Files inside may import downwards only: report, importer → composing → plan, body → pictures; opening →
wordpress, syndication → xml_archive → xml_pieces; json_feed; all → wordpress_markup, dates → items.
"""

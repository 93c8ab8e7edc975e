"""Everything we know about two languages. Imports Django only."""

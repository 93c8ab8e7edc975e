"""The site: configuration, and the rooms that need both content apps."""

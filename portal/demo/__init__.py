"""The demonstration content: records and articles written for this portal from five news texts.

Everything loaded from here carries ``is_demo``. ``records.toml`` holds the directory, the topics and the
ledger, ``articles/*.toml`` one article each.
"""

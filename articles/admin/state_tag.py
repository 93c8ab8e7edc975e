"""The outlined word that says where one language stands: solid live, dashed draft, dotted missing."""

#: Short names of the languages, for labels that stand on every row.
SHORT_NAMES = {"ar": "ع", "en": "EN"}

#: Takes a ``State``, the short name of the language and a word.
STATE_TAG = '<span class="state state--{}"><b>{}</b> {}</span>'

"""The newsroom: articles and what is done to them. It may use ``organizations``, no room of ``portal``."""

"""Pages of the admin by their names."""

from django.urls import NoReverseMatch, reverse


def address(name: str, *args) -> str:
    """Where the page is, or '' where the part of the portal that has it is not there."""
    try:
        return reverse(f"admin:{name}", args=args)
    except NoReverseMatch:
        return ""

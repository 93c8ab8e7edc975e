"""Pages of the admin by their names."""

from django.urls import reverse


def address(name: str, *args) -> str:
    return reverse(f"admin:{name}", args=args)

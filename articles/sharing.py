"""The ways to pass an article on: plain addresses, so that no other site is asked before a reader asks it."""

from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.urls import reverse

from articles.models import Article


@dataclass(frozen=True)
class Sharing:
    """``address`` is the short one in the active language, which leads on to the full one."""

    address: str
    title: str

    @classmethod
    def of(cls, article: Article) -> "Sharing":
        path = reverse("articles:detail_without_slug", args=[article.pk])
        return cls(address=settings.SITE_URL + path, title=article.headline)

    @property
    def email(self):
        return f"mailto:?subject={quote(self.title, safe='')}&body={quote(self.address, safe='')}"

    @property
    def x(self):
        title, address = quote(self.title, safe=""), quote(self.address, safe="")
        return f"https://x.com/intent/post?text={title}&url={address}"

    @property
    def whatsapp(self):
        text = f"{self.title}\n{self.address}"
        return f"https://wa.me/?text={quote(text, safe='')}"

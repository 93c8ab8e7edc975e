"""oEmbed (oembed.com): what another site shows in the place of the address of an article or an entry."""

import re
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import unquote

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import resolve, reverse
from django.utils.html import escape, format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from articles.cards import address_of
from articles.enums import ArticleKind
from articles.models import Article
from organizations.partnerships.models import Partnership
from portal.addresses import absolute
from portal.bilingual.languages import direction
from portal.bilingual.middleware import language_of_path
from portal.caching import SHARED_SECONDS
from portal.open_data import (
    DEMO_NOTICE,
    MissingValue,
    UnreadableValue,
    asked_language,
    dump,
    keep,
    problem,
)
from portal.share_card import HEIGHT, WIDTH

#: A quotation takes so much of a page; where there is less room, the title alone is a link.
QUOTED, LEAST = (600, 260), (220, 200)
SIZE = re.compile(r"[1-9][0-9]{0,4}", re.ASCII)


@dataclass(frozen=True)
class Quoted:
    """What is said of a thing in one language, in which readers see it now."""

    thing: Article | Partnership
    language: str
    title: str
    text: str
    label: str
    card: str
    author: tuple = ()


@require_safe
def oembed(request):
    """``?url=&format=&maxwidth=&maxheight=``, of what is live in the language of the address alone."""
    form = request.GET.get("format") or "json"
    if form not in WRITTEN:
        with override(asked_language(request)):
            detail = _("There is JSON and XML.")
            response = problem(request, HTTPStatus.NOT_IMPLEMENTED, _("No such format"), detail)
        # The standard's answer to a mistake of the asker's: Django would log it as a fault of ours.
        response._has_been_logged = True
        return response
    room = _size(request, "maxwidth"), _size(request, "maxheight")
    url = request.GET.get("url")
    if not url:
        raise MissingValue("url")
    quoted = _quoted(url)
    with override(quoted.language):
        document = _document(quoted, *room)
    content_type, write = WRITTEN[form]
    response = keep(HttpResponse(write(document), content_type), shows=[quoted.thing], is_indexed=False)
    response["Content-Language"] = quoted.language
    return response


def _size(request, name):
    asked = request.GET.get(name)
    if asked is None:
        return None
    if not SIZE.fullmatch(asked):
        raise UnreadableValue(name)
    return int(asked)


def _quoted(url):
    """What stands at an address of ours. Raises Http404 for any other, and for what readers can't see."""
    site, path = url[: len(settings.SITE_URL)], url[len(settings.SITE_URL) :]
    path = unquote(re.split("[?#]", path)[0])
    language = language_of_path(path)
    if site != settings.SITE_URL or language is None:
        raise Http404("not an address of this site")
    with override(language):
        match = resolve(path)
        if match.view_name not in READ:
            raise Http404("neither an article nor an entry")
        return READ[match.view_name](language, **match.kwargs)


def _article(language, pk, slug=""):
    live = Article.objects.live(language).for_cards(language).prefetch_related("bylines__author")
    article = get_object_or_404(live, pk=pk)
    return Quoted(
        article,
        language,
        title=article.headline,
        text=article.standfirst or "",
        label=capfirst(article.get_kind_display()) if article.kind == ArticleKind.OPINION else "",
        card=address_of(article),
        author=tuple((row.author.name, row.author.url_in(language)) for row in article.named_bylines),
    )


def _entry(language, slug):
    entry = get_object_or_404(Partnership.objects.public(language), slug=slug)
    return Quoted(
        entry,
        language,
        title=entry.title,
        text=entry.summary or "",
        label=_("Entry %(number)s") % {"number": f"{entry.number:03d}"},
        card=reverse("partnerships:card", args=[entry.slug]),
    )


READ = {
    "articles:detail": _article,
    "articles:detail_without_slug": _article,
    "partnerships:detail": _entry,
}


def _document(quoted, width, height):
    """By the specification; a thumbnail only where it fits."""
    document = {"version": "1.0", "type": "link", "title": quoted.title}
    if quoted.author:
        names, urls = zip(*quoted.author, strict=True)
        document |= {"author_name": _(", ").join(names), "author_url": absolute(urls[0])}
    document |= {
        "provider_name": settings.SITE_NAME[quoted.language],
        "provider_url": absolute(f"/{quoted.language}/"),
        "cache_age": SHARED_SECONDS,
    }
    if _fits((WIDTH, HEIGHT), width, height):
        document |= {
            "thumbnail_url": absolute(quoted.card),
            "thumbnail_width": WIDTH,
            "thumbnail_height": HEIGHT,
        }
    if _fits(LEAST, width, height):
        document |= {"type": "rich", "html": _quotation(quoted)}
        document |= {
            "width": min(QUOTED[0], width or QUOTED[0]),
            "height": min(QUOTED[1], height or QUOTED[1]),
        }
    return document


def _fits(least, width, height):
    return (width is None or width >= least[0]) and (height is None or height >= least[1])


def _quotation(quoted):
    """Plain markup, which needs no script and brings no style."""
    url = absolute(quoted.thing.url_in(quoted.language))
    names = [settings.SITE_NAME[quoted.language], quoted.label]
    names += [DEMO_NOTICE] if quoted.thing.is_demo else []
    head = format_html('<p><a href="{}"><strong>{}</strong></a></p>', url, quoted.title)
    text = format_html("<p>{}</p>", quoted.text) if quoted.text else ""
    foot = " · ".join(str(name) for name in names if name)
    return format_html(
        '<blockquote cite="{}" lang="{}" dir="{}">{}{}<footer>{}</footer></blockquote>',
        *(url, quoted.language, direction(quoted.language), head, text, foot),
    )


def _xml(document):
    rows = "".join(f"<{name}>{escape(str(value))}</{name}>" for name, value in document.items())
    return f'<?xml version="1.0" encoding="utf-8" standalone="yes"?><oembed>{rows}</oembed>'


WRITTEN = {"json": ("application/json; charset=utf-8", dump), "xml": ("text/xml; charset=utf-8", _xml)}

"""For programs that follow along: an Atom feed of what is new or withdrawn, a sitemap, robots."""

from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from usecases.models.publications import Publication
from usecases.register.titles import LISTS, NAMES, address_of, title_of
from usecases.register.views.serving import public
from usecases.register.words import told, words
from usecases.rules.visibility_register import published
from usecases.vocabulary.publications import Kind

_NEWEST = 60
_FED = (*NAMES, Kind.PHASE_REPORT)
_ATOM = "http://www.w3.org/2005/Atom"
_GONE = "http://purl.org/atompub/tombstones/1.0"
_MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_CLOSED = ("/admin/", "/portal/", "/accounts/", "/api/", "/search/", "/ask/")


@public
def atom(request: HttpRequest) -> HttpResponse:
    """Return the newest publications and withdrawals of real programmes, the newest first."""
    rows = Publication.objects.filter(kind__in=_FED).exclude(programme__in=words().invented)
    new = list(published(rows).order_by("-published_at", "id")[:_NEWEST])
    withdrawn = _withdrawn(rows)
    moments = [each.published_at for each in new if each.published_at]
    updated = max([*moments, *(when for _row, when in withdrawn)], default=None)
    own = request.build_absolute_uri()
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="{_ATOM}" xmlns:at="{_GONE}">',
        f"<title>{escape(_('Sandbox Tracker: what is new'))}</title>",
        f"<id>{escape(request.build_absolute_uri('/'))}</id>",
        f'<link rel="self" href={quoteattr(own)}/>',
        f"<link href={quoteattr(request.build_absolute_uri('/'))}/>",
        f"<updated>{_stamp(updated)}</updated>" if updated else "",
        f"<author><name>{escape(_('Sandbox Tracker'))}</name></author>",
        *(_entry(request, each) for each in new),
        *(_tombstone(*each) for each in withdrawn),
        "</feed>",
    ]
    body = "\n".join(line for line in lines if line)
    return HttpResponse(_legal(body), content_type="application/atom+xml; charset=utf-8")


def _withdrawn(rows: Any) -> list[tuple[Publication, datetime]]:
    """Return what was public once and is not, each with its moment."""
    gone = rows.filter(published_at__isnull=False, withdrawn_at__isnull=False)
    still = published(Publication.objects.filter(kind__in=_FED)).values("record")
    found: dict[Any, tuple[Publication, datetime]] = {}
    for row in gone.exclude(record__in=still).order_by("-withdrawn_at", "id")[:_NEWEST]:
        found.setdefault(row.record, (row, row.withdrawn_at))
    return list(found.values())


def _entry(request: HttpRequest, row: Publication) -> str:
    address = request.build_absolute_uri(address_of(row.kind, row.content))
    summary = told(row.content, "summary") or str(row.content.get("summary") or "")
    label = str(Kind(row.kind).label)
    return (
        f"<entry><title>{escape(title_of(row.kind, row.content))}</title>"
        f"<id>urn:uuid:{row.record}</id><link href={quoteattr(address)}/>"
        f"<updated>{_stamp(row.published_at)}</updated>"
        f"<category term={quoteattr(row.kind)} label={quoteattr(label)}/>"
        f"<summary>{escape(summary)}</summary></entry>"
    )


def _tombstone(row: Publication, when: datetime) -> str:
    return f'<at:deleted-entry ref="urn:uuid:{row.record}" when="{_stamp(when)}"/>'


def _stamp(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if moment else ""


def _legal(text: str) -> str:
    """Leave out what no XML may hold."""
    return "".join(each for each in text if each in "\t\n\r" or (each >= " " and each != "\x7f"))


@public
def sitemap(request: HttpRequest) -> HttpResponse:
    """Return the address of every public page."""
    rows = published(Publication.objects.filter(kind__in=_FED)).order_by("kind", "id")
    fixed = [reverse(f"register:{name}") for name in (*LISTS, "other-cohorts", "figures", "home")]
    pages = [(request.build_absolute_uri(each), "") for each in fixed]
    pages += [
        (request.build_absolute_uri(address_of(r.kind, r.content)), f"{r.published_at:%Y-%m-%d}")
        for r in rows.iterator()
    ]
    body = "\n".join(
        f"<url><loc>{escape(address)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>"
        for address, day in pages
    )
    head = '<?xml version="1.0" encoding="utf-8"?>'
    text = f'{head}\n<urlset xmlns="{_MAP}">\n{body}\n</urlset>'
    return HttpResponse(text, content_type="application/xml; charset=utf-8")


@public
def robots(request: HttpRequest) -> HttpResponse:
    """Say what is not for search engines, and where the sitemap is."""
    closed = "".join(f"Disallow: {path}\n" for path in _CLOSED)
    address = request.build_absolute_uri(reverse("register:sitemap"))
    text = f"User-agent: *\n{closed}Sitemap: {address}\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")

"""Addresses of the public pages: each record's by its id, with its title after it."""

from django.urls import URLPattern, path

from usecases.register.titles import LISTS
from usecases.register.views import feeds, lists, record
from usecases.register.views.apply import call, calls
from usecases.register.views.ask import ask, send, useful
from usecases.register.views.figures import figures
from usecases.register.views.home import home
from usecases.register.views.report import edition, edition_paper, paper, report, reports
from usecases.register.views.search import search

app_name = "register"


def _of(name: str) -> list[URLPattern]:
    """Return the addresses of a list and, where there are any, of its records."""
    known = {"name": name}
    found = [
        path(f"{name}/", lists.listing, known, name=name),
        path(f"{name}.csv", lists.download, known, name=f"{name}-csv"),
    ]
    if name in LISTS:
        found += [
            path(f"{name}/<uuid:key>/", record.record, known, name=f"{name}-one"),
            path(f"{name}/<uuid:key>/<slug:slug>/", record.record, known, name=f"{name}-named"),
        ]
    return found


urlpatterns: list[URLPattern] = [
    path("", home, name="home"),
    path("apply/", calls, name="apply"),
    path("apply/<str:code>/", call, name="call"),
    path("reports/", reports, name="reports"),
    path("reports/<str:code>/", report, name="report"),
    path("reports/<str:code>/report.pdf", paper, name="report-paper"),
    path("reports/<str:code>/edition/<int:number>/", edition, name="edition"),
    path("reports/<str:code>/edition/<int:number>/report.pdf", edition_paper, name="edition-paper"),
    path("figures/", figures, name="figures"),
    path("search/", search, name="search"),
    path("ask/", ask, name="ask"),
    path("ask/<uuid:key>/useful/", useful, name="ask-useful"),
    path("ask/<uuid:key>/send/", send, name="ask-send"),
    path("events/<uuid:key>/event.ics", record.event_calendar, name="calendar"),
    path("documents/<uuid:key>/file", record.document_file, name="file"),
    *(each for name in (*LISTS, "other-cohorts") for each in _of(name)),
    path("feed.atom", feeds.atom, name="atom"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("robots.txt", feeds.robots, name="robots"),
]

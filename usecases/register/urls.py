"""Addresses of the public pages."""

from django.urls import URLPattern, path

from usecases.register.views.apply import call, calls
from usecases.register.views.home import home
from usecases.register.views.report import paper, report, reports

app_name = "register"
urlpatterns: list[URLPattern] = [
    path("", home, name="home"),
    path("apply/", calls, name="apply"),
    path("apply/<str:code>/", call, name="call"),
    path("reports/", reports, name="reports"),
    path("reports/<str:code>/", report, name="report"),
    path("reports/<str:code>/report.pdf", paper, name="report-paper"),
]

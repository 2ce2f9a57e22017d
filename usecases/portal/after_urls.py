"""Addresses of what a bank does after the decision, and of its own figures."""

from django.urls import path

from usecases.portal.views import clearance, decision, figures, outcome

_CASE = "use-cases/<uuid:key>/"

AFTER = [
    path(f"{_CASE}decisions/<uuid:decision>/accept/", decision.accept, name="accept-decision"),
    path(f"{_CASE}decisions/<uuid:decision>/query/", decision.query, name="query-decision"),
    path(f"{_CASE}public/<uuid:clearance>/", clearance.clearance, name="clearance"),
    path(f"{_CASE}outcome/", outcome.outcome, name="outcome"),
    path(f"{_CASE}outcome/<int:months>/", outcome.follow_up, name="follow-up"),
    path("figures/", figures.figures, name="figures"),
    path("figures/others/", figures.others, name="figures-of-others"),
]

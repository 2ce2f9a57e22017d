"""Figures across phases: drawn, with the table behind each, every figure leading to its records."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from usecases.register.charted import charts
from usecases.register.figures import groups
from usecases.register.sources import sources
from usecases.register.views.serving import public
from usecases.register.words import words


@public
def figures(request: HttpRequest) -> HttpResponse:
    """Show the published figures: of the real programmes, and apart from them of invented ones."""
    every = groups()
    context = {
        "groups": [group for group in every if not group.invented],
        "made_up": [group for group in every if group.invented],
        "charts": charts(words()),
        "sources": sources(every),
    }
    return render(request, "register/figures_page.html", context)

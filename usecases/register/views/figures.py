"""Figures across phases: drawn, with the table behind each, every figure leading to its records."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from usecases.register.charted import charts
from usecases.register.figures import groups
from usecases.register.views.serving import public
from usecases.register.words import words


@public
def figures(request: HttpRequest) -> HttpResponse:
    """Show the published figures of the real programmes."""
    real = [group for group in groups() if not group.invented]
    return render(
        request, "register/figures_page.html", {"groups": real, "charts": charts(words())}
    )

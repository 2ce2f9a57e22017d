"""The front page: what this is, the phases with their figures, the ways in, the sources."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from usecases.register.figures import groups
from usecases.register.lessons import topics
from usecases.register.sources import sources


@require_safe
@conditional_page
@cache_control(public=True, max_age=60)
def home(request: HttpRequest) -> HttpResponse:
    """Show the same page to everybody, whoever is signed in."""
    every = groups()
    real = [group for group in every if not group.invented]
    invented = [group for group in every if group.invented]
    context = {
        "real": real,
        "invented": invented,
        "topics": topics(real),
        "sources": sources(every),
    }
    return render(request, "register/home.html", context)

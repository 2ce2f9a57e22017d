"""The front page: phases on a timeline with their figures, and the ways to everything else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from usecases.register.figures import groups
from usecases.register.latest import counts, latest
from usecases.register.timeline import timeline
from usecases.register.views.serving import public
from usecases.register.words import words


@public
def home(request: HttpRequest) -> HttpResponse:
    """Show the same page to everybody, whoever is signed in."""
    every, known = groups(), words()
    context = {
        "real": [group for group in every if not group.invented],
        "made_up": [group for group in every if group.invented],
        "timeline": timeline(known),
        "subjects": counts(known),
        "latest": latest(known),
    }
    return render(request, "register/home.html", context)

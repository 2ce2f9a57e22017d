"""The trial of a bank's use case: plan, targets, results, what is due, incidents, notes."""

from typing import Any

from django.http import HttpRequest

from usecases.portal.place import Place
from usecases.portal.trials import trial_of


def trial_tab(request: HttpRequest, place: Place) -> dict[str, Any]:
    """Show all of it, each with what the bank does next."""
    return trial_of(place.case, place.person)

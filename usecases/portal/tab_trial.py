"""The trial of a bank's use case: its plan, and what the case officer wrote about it."""

from typing import Any

from django.http import HttpRequest

from usecases.portal.place import Place
from usecases.rules.visibility import trials_for
from usecases.rules.visibility_casefile import notes_for


def trial_tab(request: HttpRequest, place: Place) -> dict[str, Any]:
    """Show the plan and the notes."""
    trials = trials_for(place.person).filter(use_case=place.case).select_related("environment")
    return {
        "trial": trials.first(),
        "notes": notes_for(place.person).filter(use_case=place.case),
    }

"""Who is on a bank's use case: whom to ask, and who stands on it beside the bank."""

from typing import Any

from django.http import HttpRequest

from usecases.portal.place import Place
from usecases.rules.visibility import parties_for


def people_tab(request: HttpRequest, place: Place) -> dict[str, Any]:
    """Show the parties, and the colleague who is responsible."""
    parties = parties_for(place.person).filter(use_case=place.case)
    return {"parties": parties.select_related("institution", "partner")}

"""Who is on a bank's use case: whom to ask, and who stands on it beside the bank."""

from typing import Any

from django.http import HttpRequest

from usecases.portal.people import parties_on
from usecases.portal.place import Place


def people_tab(request: HttpRequest, place: Place) -> dict[str, Any]:
    """Show the parties, and the colleague who is responsible."""
    return {"parties": parties_on(place.case, place.person)}

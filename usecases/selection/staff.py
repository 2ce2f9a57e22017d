"""Parameters that staff alone may ask: to everybody else there are none of that name."""

from django.utils.translation import gettext_lazy as _

from usecases.models.person import Person
from usecases.rules.missing import Missing
from usecases.rules.visibility import reading_grants
from usecases.selection.errors import BadParameters


def for_staff(person: Person, name: str) -> None:
    """Refuse a parameter to whoever is no staff that reads cases."""
    if not (person.system or reading_grants(person)):
        raise BadParameters(Missing(name, "unknown", _("There is no such parameter.")))

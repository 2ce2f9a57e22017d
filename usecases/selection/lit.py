"""Use cases and trials by the traffic light of the trial that runs: a question for staff alone."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from usecases.rules.missing import Missing
from usecases.rules.visibility import reading_grants
from usecases.selection.errors import BadParameters
from usecases.selection.filters import FilterSet, SeveralChoices
from usecases.selection.monitored import lit
from usecases.vocabulary.monitoring import Colour


class Lit(FilterSet):
    """Narrows to what is lit so now, whatever moment the rest asks about."""

    light = SeveralChoices(choices=Colour.choices, method="of_colour")
    lit_path: ClassVar[str] = "pk"

    def of_colour(self, rows: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        """Keep what has one of these colours; a light tells of notes and lateness inside."""
        if not value:
            return rows
        if not (self.request.system or reading_grants(self.request)):
            raise BadParameters(Missing(name, "unknown", _("There is no such parameter.")))
        return rows.filter(lit(value, timezone.now(), self.lit_path))

"""The traffic light of a trial in lists: its badge, its reasons, the filter by colour."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from usecases.admin.changelist import ConsoleChangeList
from usecases.admin.lists import Alternatives
from usecases.models.trials import Trial
from usecases.rules.lights import Light, lights_for
from usecases.selection.monitored import lit
from usecases.vocabulary.monitoring import Colour


def light_badge(light: Light | None) -> SafeString | str:
    """Return the badge of a light; a dash where there is none."""
    if light is None:
        return "–"
    about = {"colour": light.colour.value, "label": light.colour.label}
    return render_to_string("includes/light.html", about)


def why(trial: Trial) -> str:
    """Return the reasons for the light of a trial of the list."""
    light: Light | None = getattr(trial, "light", None)
    return light.why if light else "–"


def colour(trial: Trial) -> str | None:
    """Return the colour in words, for an export."""
    light: Light | None = getattr(trial, "light", None)
    return str(light.colour.label) if light else None


class LightChangeList(ConsoleChangeList):
    """A list of trials that reads the lights of a whole page at once."""

    def prepared(self, rows: Iterable[Any]) -> list[Any]:
        """Give each trial its light."""
        found = list(rows)
        lights = lights_for([row.use_case for row in found], timezone.now())
        for row in found:
            vars(row)["light"] = lights.get(row.use_case_id)
        return found


class LightFilter(Alternatives):
    """Narrows to trials of which the light has one of the chosen colours."""

    title = _("traffic light")
    parameter = parameter_name = "light"

    def __init__(
        self,
        request: HttpRequest,
        params: dict[str, list[str]],
        model: type[Model],
        model_admin: Any,
    ) -> None:
        self.take(params)
        super().__init__(request, params, model, model_admin)
        self.hold([(each.value, each.label) for each in Colour])

    def condition(self) -> Q:
        """Return that the light of the trial has any of the chosen colours."""
        return lit(self.chosen, timezone.now(), "use_case")

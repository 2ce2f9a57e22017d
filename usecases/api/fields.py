"""`fields`: the part of a body that is asked for."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from usecases.rules.missing import Missing
from usecases.selection.errors import BadParameters
from usecases.selection.strict import Params, one

PARAMETER = "fields"


def chosen(params: Params, known: Iterable[str]) -> list[str] | None:
    """Return the fields asked for, or None for all; one that is not shown here is refused."""
    text = one(params, PARAMETER)
    if text is None:
        return None
    names = [name.strip() for name in text.split(",")]
    there = set(known)
    fault = _("There is no such field: {name}.")
    faults = [Missing(PARAMETER, "unknown", fault.format(name=n)) for n in names if n not in there]
    if faults:
        raise BadParameters(*faults)
    return names


def only(body: Mapping[str, Any], names: list[str] | None) -> dict[str, Any]:
    """Return the body, or the part of it that is asked for."""
    return {name: body[name] for name in body if names is None or name in names}

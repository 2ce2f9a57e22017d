"""What a breakdown of the funnel says of fairness: severity, and which rates rest on little."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from usecases.models.access import User
from usecases.reporting.assessments import judged_for
from usecases.reporting.scope import Scope
from usecases.reporting.severity import severities
from usecases.reporting.table import Column, Type
from usecases.selection.fairness import assessments_made
from usecases.vocabulary.criteria import RATE_FEWEST, SEVERITY_FEWEST

BREAKDOWNS = ("kind", "newcomer", "assessor")

WARNING = Column(
    "small_numbers",
    Type.TEXT,
    _("What rests on few use cases, and says little; empty where nothing does."),
    label=_("Small numbers"),
)
_NAME = Column("name", Type.TEXT, _("Name of the person."), label=_("Name"))
_SEVERITY = (
    Column(
        "severity",
        Type.NUMBER,
        _(
            "Own weighted mean less the mean of the others on the same use cases, on average, on a "
            "scale of 1 to 5: below zero is stricter than colleagues. As it stands now."
        ),
        unit=_("points"),
        label=_("Severity"),
    ),
    Column(
        "severity_cases",
        Type.NUMBER,
        _("Use cases that somebody else assessed too."),
        unit=_("use cases"),
        label=_("Compared on"),
    ),
)


def texts_of(name: str) -> tuple[Column, ...]:
    """Return the columns beside the value of a dimension."""
    return (_NAME,) if name == "assessor" else ()


def columns_of(name: str) -> tuple[Column, ...]:
    """Return the columns that a dimension adds behind the rates."""
    if name not in BREAKDOWNS:
        return ()
    return (*(_SEVERITY if name == "assessor" else ()), WARNING)


def beside(scope: Scope, name: str) -> dict[Any, dict[str, Any]]:
    """Return, by the value of a dimension, what its row says that is counted elsewhere."""
    if name != "assessor":
        return {}
    made = assessments_made(scope.person, scope.times).order_by().values("use_case")
    cases = scope.timeless().select("use-cases").filter(pk__in=made).order_by()
    found = severities(judged_for(scope.person, cases).values()) if scope.times.now else {}
    people = User.objects.in_bulk(
        assessments_made(scope.person, scope.times).values_list("assessor", flat=True)
    )
    return {key: _of_assessor(user, found.get(key)) for key, user in people.items()}


def _of_assessor(user: User, found: Any) -> dict[str, Any]:
    return {
        "name": str(user),
        "severity": found.points if found else None,
        "severity_cases": found.cases if found else 0,
    }


def warned(values: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the warning of a row, if its figures rest on little."""
    if name not in BREAKDOWNS:
        return {}
    told = []
    decided = values["decided_accepted"] + values["decided_declined"]
    if decided < RATE_FEWEST:
        told.append(ngettext("{n} decided", "{n} decided", decided).format(n=decided))
    cases = values.get("severity_cases")
    if cases is not None and cases < SEVERITY_FEWEST:
        told.append(ngettext("{n} compared", "{n} compared", cases).format(n=cases))
    return {WARNING.name: ", ".join(told) or None}


def key_of(value: Any) -> Any:
    """Return a value of a dimension as a row writes it."""
    return str(value) if isinstance(value, UUID) else value

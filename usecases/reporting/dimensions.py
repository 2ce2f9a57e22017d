"""What a report may be broken down by: where the value stands, and how it is asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Q, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.reporting.funnelcounts import Grouping
from usecases.reporting.scope import Scope
from usecases.reporting.table import Column, Type
from usecases.rules.missing import Missing
from usecases.selection.errors import BadParameters
from usecases.selection.fairness import assessments_made, returning


@dataclass(frozen=True)
class Dimension:
    """A property of a use case: its columns, private and published, and its parameter."""

    name: str
    label: Promise
    private: str
    published: str = ""

    def column(self) -> Column:
        """Return the column that holds its value."""
        return Column(self.name, Type.TEXT, _("Code; empty where there is none."), label=self.label)

    def path(self, scope: Scope) -> str:
        """Return where its value stands in the rows that this scope selects."""
        return self.published if scope.public else self.private

    def part_path(self, subject: str) -> str:
        """Return where its value stands in use cases, or in what hangs on them."""
        return self.private if subject == "use-cases" else f"use_case__{self.private}"

    def shows(self, scope: Scope, value: Any) -> bool:
        """Whether a value has a row: where some are asked for, a case may have others beside."""
        return not scope.params.get(self.name) or value in scope.params[self.name]

    def narrowed(self, value: Any) -> dict[str, str]:
        """Return the parameters that ask for one value, or for none."""
        return {self.name: str(value)} if value else {"without": self.name}

    def grouping(self, scope: Scope) -> Grouping:
        """Return how rows that hang on use cases are counted by it."""
        return Grouping((f"use_case__{self.private}",))


class Newcomer(Dimension):
    """Whether an institution took part in an earlier phase of the family."""

    def column(self) -> Column:
        """Return the column that holds its value."""
        told = _("true: in no phase of the family announced earlier; false: in at least one.")
        return Column(self.name, Type.TEXT, told, label=self.label)

    def grouping(self, scope: Scope) -> Grouping:
        """Ask of each case by its phase."""
        back = returning(scope.every_phase, scope.times, "use_case__")
        returned = When(back, then=Value("false"))
        return Grouping((Case(returned, default=Value("true"), output_field=CharField()),))


class Assessor(Dimension):
    """Who assessed a case; one with several assessors is counted under each."""

    def column(self) -> Column:
        """Return the column that holds its value."""
        told = _("Id of the person; a case is counted under everybody who assessed it.")
        return Column(self.name, Type.TEXT, told, label=self.label)

    def shows(self, scope: Scope, value: Any) -> bool:
        """Nobody is asked for by a report."""
        return True

    def grouping(self, scope: Scope) -> Grouping:
        """Count what was handed in and not made void by a conflict."""
        made = assessments_made(scope.person, scope.times).order_by().values("pk")
        held = Q(use_case__assessments__in=made)
        return Grouping(("use_case__assessments__assessor",), held)


DIMENSIONS: dict[str, Dimension] = {
    each.name: each
    for each in (
        Dimension("category", _("Category"), "category__code", "category"),
        Dimension("technique", _("Technique"), "techniques__code"),
        Dimension("sector", _("Sector"), "institution__sector__code", "sector"),
        Dimension("kind", _("Kind of institution"), "institution__kind__code"),
        Dimension("authority", _("Authority"), "authority__code"),
    )
}
# Of the regulator alone: how fair selection is. They stand in no column of a use case.
FAIRNESS: dict[str, Dimension] = {
    each.name: each
    for each in (
        Newcomer("newcomer", _("Newcomer"), "newcomer"),
        Assessor("assessor", _("Assessor"), "assessor"),
    )
}


def dimension(scope: Scope, default: str = "", also: Iterable[str] = ()) -> Dimension | None:
    """Return the dimension that `by` names; one that the reader cannot have is refused."""
    offered = {**DIMENSIONS, **{name: FAIRNESS[name] for name in also}}
    name = scope.value("by") or default
    found = offered.get(name)
    if name and (found is None or not found.path(scope)):
        known = [n for n, each in offered.items() if each.path(scope)]
        text = _("This report can be broken down by: {names}.")
        raise BadParameters(Missing("by", "invalid", str(text).format(names=", ".join(known))))
    return found

"""What a report may be broken down by: where the value stands, and how it is asked for."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.reporting.scope import Scope
from usecases.reporting.table import Column, Type
from usecases.rules.missing import Missing
from usecases.selection.errors import BadParameters


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

    def shows(self, scope: Scope, value: Any) -> bool:
        """Whether a value has a row: where some are asked for, a case may have others beside."""
        return not scope.params.get(self.name) or value in scope.params[self.name]

    def narrowed(self, value: Any) -> dict[str, str]:
        """Return the parameters that ask for one value, or for none."""
        return {self.name: str(value)} if value else {"without": self.name}


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


def dimension(scope: Scope, default: str = "") -> Dimension | None:
    """Return the dimension that `by` names; one that the reader cannot have is refused."""
    name = scope.value("by") or default
    found = DIMENSIONS.get(name)
    if name and (found is None or not found.path(scope)):
        known = [n for n, each in DIMENSIONS.items() if each.path(scope)]
        text = _("This report can be broken down by: {names}.")
        raise BadParameters(Missing("by", "invalid", str(text).format(names=", ".join(known))))
    return found

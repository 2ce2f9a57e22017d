"""What the charts of a report are drawn from."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from usecases.admin.figures import figure_url
from usecases.admin.report_table import written
from usecases.charts.chart import Point
from usecases.models.person import Person
from usecases.reporting.table import Column, Row, Table

# So many phases stand beside each other in one chart, the newest of them.
SIDE_BY_SIDE = 3
USE_CASES = _("use cases")


@dataclass(frozen=True)
class Drawn:
    """What charts are drawn from: the rows, newest phases first, and words for their codes."""

    table: Table
    person: Person
    words: dict[str, str]
    invented: frozenset[str]

    @property
    def rows(self) -> list[Row]:
        """The rows of the report."""
        return self.table.rows

    @property
    def columns(self) -> dict[str, Column]:
        """The columns by their names."""
        return {column.name: column for column in self.table.columns}

    def phase(self, code: str) -> str:
        """Return how a phase is called; an invented one says so."""
        return f"{code} ({_('invented')})" if code in self.invented else code

    def groups(self) -> list[tuple[str, list[str]]]:
        """Return the newest phases, real and invented apart, each with what their chart is called.

        They are never compared with each other.
        """
        codes = list(dict.fromkeys(row.values["phase"] for row in self.rows))
        real = [code for code in codes if code not in self.invented]
        made_up = [code for code in codes if code in self.invented]
        both = (("", real), ("-invented", made_up))
        return [(name, group[:SIDE_BY_SIDE]) for name, group in both if group]


def point(row: Row, name: str) -> Point:
    """Return one figure of a row."""
    records = row.records.get(name)
    value = row.values.get(name)
    return Point(value, written(value), figure_url(records) if records else "")

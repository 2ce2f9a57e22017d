"""What the charts of a report are drawn from."""

from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.text import format_lazy
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
class Group:
    """Phases that stand side by side, with what their chart is called."""

    suffix: str
    title: Promise | str
    codes: list[str]


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

    def groups(self, title: Promise) -> list[Group]:
        """Return the newest phases, real and invented apart: they are not to be compared."""
        codes = list(dict.fromkeys(row.values["phase"] for row in self.rows))
        real = [code for code in codes if code not in self.invented]
        made_up = [code for code in codes if code in self.invented]
        said = format_lazy("{} ({})", title, _("invented"))
        both = (Group("", title, real), Group("-invented", said, made_up))
        return [replace(each, codes=each.codes[:SIDE_BY_SIDE]) for each in both if each.codes]


def known(row: Row, name: str) -> Point:
    """Return a figure to draw; one that cannot be said is none."""
    told = point(row, name)
    return told if told.value is not None else Point(text=written(None))


def point(row: Row, name: str) -> Point:
    """Return one figure of a row."""
    records = row.records.get(name)
    value = row.values.get(name)
    return Point(value, written(value), figure_url(records) if records else "")

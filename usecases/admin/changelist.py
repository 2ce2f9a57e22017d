"""The list that is on screen: which rows, in which order, with which columns."""

from dataclasses import dataclass
from typing import Any

from django.contrib.admin.utils import label_for_field
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.utils.text import capfirst

CHECKBOX = "action_checkbox"


@dataclass(frozen=True)
class Column:
    """One column of a list: its name in the address, and its heading."""

    name: str
    heading: str


class ConsoleChangeList(ChangeList):
    """A list that can say exactly what it shows."""

    def exact_queryset(self) -> QuerySet[Any]:
        """Return every row of the list on all its pages: filtered, searched, in its order."""
        rows: QuerySet[Any] = self.queryset
        return rows

    def shown_columns(self) -> list[Column]:
        """Return the columns on screen from left to right, without the boxes to tick."""
        return [self.column(str(name)) for name in self.list_display if name != CHECKBOX]

    def column(self, name: str) -> Column:
        """Return a column with its heading."""
        return Column(name, capfirst(str(label_for_field(name, self.model, self.model_admin))))

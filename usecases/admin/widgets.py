"""Choices found by typing, drawn again safely after a forged id."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple


def _ids(values: Sequence[Any]) -> list[Any]:
    """Return what could be an id: the stock widget asks the database for whatever was posted."""
    found = []
    for value in values:
        try:
            found.append(str(UUID(str(value))))
        except ValueError:
            continue
    return found


class TypedSelect(AutocompleteSelect):
    """One record."""

    def optgroups(self, name: str, value: Sequence[Any], attr: Any = None) -> Any:
        """Return the chosen record."""
        return super().optgroups(name, _ids(value), attr)


class TypedSelectMultiple(AutocompleteSelectMultiple):
    """Several records, taken away one by one."""

    def build_attrs(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Leave out the button that clears all: its script puts it where no list may have it."""
        return {**super().build_attrs(*args, **kwargs), "data-allow-clear": "false"}

    def optgroups(self, name: str, value: Sequence[Any], attr: Any = None) -> Any:
        """Return the chosen records."""
        return super().optgroups(name, _ids(value), attr)

"""The one way in which factories write."""

from typing import Any, TypeVar

from tests.factories.memory import once
from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.base import Record
from usecases.models.person import Person
from usecases.workflow import people

R = TypeVar("R", bound=Record)


def system() -> Person:
    """Return the service that commands and factories act as."""
    return once("system", people.system)


def add(record: R, **many: Any) -> R:
    """Write a record through the trail; `many` holds its many-to-many fields."""
    with writing(by=system(), reason="factory"):
        return trail.add(record, None, **many)

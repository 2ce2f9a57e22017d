"""The one way in which factories write."""

from typing import Any, TypeVar

from factory import declarations
from factory.django import DjangoModelFactory

from tests.factories.memory import once
from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.base import Record
from usecases.models.person import Person
from usecases.workflow import people

R = TypeVar("R", bound=Record)

# Sequence, LazyAttribute, SubFactory, ...: the library gives them no types.
declare: Any = declarations


def system() -> Person:
    """Return the service that commands and factories act as."""
    return once("system", people.system)


def add(record: R, **many: Any) -> R:
    """Write a record through the trail; `many` holds its many-to-many fields."""
    with writing(by=system(), reason="factory"):
        return trail.add(record, None, **many)


def given(**fields: Any) -> dict[str, Any]:
    """Return what a test gave; the factory knows the rest."""
    return {name: value for name, value in fields.items() if value}


class RecordFactory(DjangoModelFactory[R]):
    """Makes records, each with the `Change` row that tells of it."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: type[R], *args: Any, **kwargs: Any) -> R:
        return add(model_class(*args, **kwargs))

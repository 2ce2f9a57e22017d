"""What the rows of the trail are about, in words: the record and the fields, page by page."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from usecases.admin.changelist import ConsoleChangeList
from usecases.admin.history import model_of
from usecases.admin.person import person_of
from usecases.admin.records import ROWS, rows_for
from usecases.models.person import Person
from usecases.models.trail import Change
from usecases.models.usecases import UseCase
from usecases.rules.visibility_register import may_read_content

MOST_FIELDS = 5


class TrailChangeList(ConsoleChangeList):
    """A list that asks once for each kind of record on its page how these are called."""

    def get_results(self, request: HttpRequest) -> None:
        """Remember who reads the rows, on the page and in a file."""
        self.person = person_of(request)
        super().get_results(request)

    def prepared(self, rows: Iterable[Any]) -> list[Change]:
        """Give each row the name of its record, and the fields that it tells of."""
        return described(rows, self.person)


def described(rows: Iterable[Change], person: Person) -> list[Change]:
    """Return changes that know how their record is called and what was changed of it."""
    found = list(rows)
    names = _names(found, person)
    for row in found:
        case = names.get(("usecase", str(row.use_case_id)), "")
        vars(row)["name"] = names.get((row.kind, row.record), case)
        vars(row)["fields"] = _fields(row) if may_read_content(person, row) else ""
    return found


def _names(rows: Iterable[Change], person: Person) -> Mapping[tuple[str, str], str]:
    """Return what the records are called; of those that the person does not see, nothing.

    A part that no list shows goes by its use case.
    """
    wanted: dict[type[Model], dict[str, str]] = {}
    for row in rows:
        model = model_of(row)
        if model in ROWS:
            wanted.setdefault(model, {})[row.record] = row.kind
        elif row.use_case_id:
            wanted.setdefault(UseCase, {})[str(row.use_case_id)] = "usecase"
    return {
        (kinds[str(record.pk)], str(record.pk)): str(record)
        for model, kinds in wanted.items()
        for record in _seen(model, person).filter(pk__in=kinds)
    }


def _seen(model: type[Model], person: Person) -> Any:
    """Return the rows that the person sees, with what their names are made of."""
    keys = [field.name for field in model._meta.fields if field.is_relation]
    return rows_for(model, person).select_related(*keys)


def _fields(row: Change) -> str:
    """Return what was changed, by its labels; of a new record only that it is new."""
    if not row.before:
        return _("Added")
    labels = [_label(model_of(row), name) for name in {**row.before, **row.after}]
    more = len(labels) - MOST_FIELDS
    told = ", ".join(labels[:MOST_FIELDS])
    return _("{fields} and {n} more").format(fields=told, n=more) if more > 0 else told


def _label(model: type[Model] | None, name: str) -> str:
    try:
        field: Any = model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        field = None
    return capfirst(str(getattr(field, "verbose_name", name.replace("_", " "))))

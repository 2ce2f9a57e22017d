"""The history of a record as people read it: labels for names, words for ids."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateField, DateTimeField, Field, Model, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from usecases.admin.records import KINDS, rows_for
from usecases.models.access import User
from usecases.models.person import Person
from usecases.models.trail import Change
from usecases.rules.visibility_register import may_read_content

Names = dict[type[Model], dict[str, str]]
# Said already by where the entry stands, or told to programs only.
_PLAIN = frozenset({"use_case", "form_version", "version", "imported_as"})
_PLAIN_OF: dict[str, frozenset[str]] = {"publication": frozenset({"record", "sort", "words"})}


@dataclass(frozen=True)
class Line:
    """One field, before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """One edit: by whom, when, why, and field by field."""

    change: Change
    kind: str
    hidden: bool
    lines: list[Line]

    @property
    def moment(self) -> datetime:
        """When it was written."""
        return self.change.recorded_at

    @property
    def new(self) -> bool:
        """Whether the record was added."""
        return not self.change.before


def model_of(change: Change) -> type[Model] | None:
    """Return the table that a change is about."""
    return KINDS.get(change.kind)


def entries(changes: Iterable[Change], person: Person, zone: str) -> list[Entry]:
    """Return changes as entries, with one query for each kind of record that they name."""
    rows = list(changes)
    names = _names([row for row in rows if may_read_content(person, row)], person)
    with timezone.override(zone):
        return [_entry(row, person, names) for row in rows]


def _entry(change: Change, person: Person, names: Names) -> Entry:
    model = model_of(change)
    kind = capfirst(str(model._meta.verbose_name)) if model else change.kind
    if not may_read_content(person, change):
        return Entry(change, kind, True, [])
    lines = [
        Line(
            _label(model, name),
            _words(model, name, change.before.get(name), names),
            _words(model, name, change.after.get(name), names),
        )
        for name in {**change.before, **change.after}
        if name not in _PLAIN | _PLAIN_OF.get(change.kind, frozenset())
    ]
    return Entry(change, kind, False, lines)


def _field(model: type[Model] | None, name: str) -> Field[Any, Any] | None:
    try:
        found = model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None
    return found if isinstance(found, Field) else None


def _label(model: type[Model] | None, name: str) -> str:
    field = _field(model, name)
    return capfirst(str(field.verbose_name if field else name))


def _words(model: type[Model] | None, name: str, value: Any, names: Names) -> str:
    """Return a stored value as a person would say it."""
    field = _field(model, name)
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if field is not None and field.is_relation:
        known = names.get(field.related_model, {})  # type: ignore[arg-type]  # never "self"
        keys = value if isinstance(value, list) else [value]
        return ", ".join(known.get(str(key), _("a record you do not see")) for key in keys)
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, dict):
        return _("Shown on its own page.")
    return ", ".join(map(str, value)) if isinstance(value, list) else _dated(field, value)


def _dated(field: Field[Any, Any] | None, value: Any) -> str:
    """Return a moment in the zone of the page, a day in words, anything else as it is."""
    if isinstance(field, DateTimeField) and (moment := parse_datetime(str(value))):
        local = timezone.localtime(moment)
        return f"{date_format(local, 'DATETIME_FORMAT')} {local.tzname()}"
    if isinstance(field, DateField) and (day := parse_date(str(value))):
        return date_format(day, "DATE_FORMAT")
    return str(value)


def _names(changes: Iterable[Change], person: Person) -> Names:
    """Return what the records that the changes point to are called."""
    wanted: dict[type[Model], set[str]] = {}
    for change in changes:
        model = model_of(change)
        for values in (change.before, change.after):
            for name, value in values.items():
                field = _field(model, name)
                if field is not None and field.is_relation and value:
                    keys = value if isinstance(value, list) else [value]
                    named: type[Model] = field.related_model  # type: ignore[assignment]  # never "self"
                    wanted[named] = wanted.get(named, set()).union(keys)
    return {
        model: {str(row.pk): str(row) for row in _named(model, person).filter(pk__in=keys)}
        for model, keys in wanted.items()
    }


def _named(model: type[Model], person: Person) -> QuerySet[Any]:
    """Return the rows whose names may be shown; who acted is no secret to whoever reads this."""
    if model is User:
        return User.objects.all()
    keys = [field.name for field in model._meta.fields if field.is_relation]
    return rows_for(model, person).select_related(*keys)

"""Amendments in words: fields by their names, codes by their words, days as days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from usecases.models.monitoring import Deliverable
from usecases.models.trials import Amendment, Target, Trial
from usecases.vocabulary.trials import WHOLE, Unit


@dataclass(frozen=True)
class Amended:
    """A change of the plan: of what, from what, to what."""

    row: Amendment
    what: str
    before: Any
    after: Any
    dated: bool = False


def in_words(row: Amendment, places: Mapping[str, str]) -> Amended:
    """Say an amendment in words: fields by their names, codes by their words, days as days."""
    if row.field == WHOLE:
        return Amended(row, _("Targets"), row.before, row.after)
    model: type[Model] = Target if row.target_id else Deliverable if row.deliverable_id else Trial
    name = str(model._meta.get_field(row.field).verbose_name)  # type: ignore[union-attr]  # plain columns
    of = row.deliverable.title if row.deliverable else str(row.target.metric) if row.target else ""
    what = f"{of}: {name}" if of else name[:1].upper() + name[1:]
    dated = row.field in ("planned_from", "planned_to", "due_on")
    before, after = (_said(row, each, places) for each in (row.before, row.after))
    return Amended(row, what, before, after, dated)


def _said(row: Amendment, value: str, places: Mapping[str, str]) -> str | date:
    if not value:
        return ""
    if row.field in ("planned_from", "planned_to", "due_on"):
        return date.fromisoformat(value)
    if row.field == "environment":
        return places.get(value, value)
    if row.field == "success":
        return str(dict(Target._meta.get_field("success").flatchoices).get(value, value))
    numbers = {"value", "baseline"}
    if row.target is not None and row.field in numbers:
        return value if row.target.metric.unit == Unit.RATIO else _unit(value, row.target)
    return value


def _unit(value: str, target: Target) -> str:
    return f"{value} {target.metric.get_unit_display()}"

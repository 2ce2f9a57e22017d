"""What was agreed before a trial changes after its start by amendments: dated, with a reason."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Model
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.audit.writing import current
from usecases.models.base import Record
from usecases.models.monitoring import Deliverable
from usecases.models.person import Person
from usecases.models.trials import Amendment, Target, Trial
from usecases.models.usecases import UseCase
from usecases.models.words import Metric
from usecases.notices.amended import tell_amended
from usecases.rules.missing import Missing
from usecases.rules.spans import trial_span
from usecases.rules.visibility import trials_for
from usecases.rules.visibility_trials import deliverables_for, targets_for
from usecases.text.digest import plain
from usecases.text.normal import normal
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.trials import PLAN_FIELDS, TARGET_FIELDS, WHOLE
from usecases.workflow.errors import Invalid, Stale, WrongStage, invalid
from usecases.workflow.fetch import fetch
from usecases.workflow.held import RUNNING, held_case, only
from usecases.workflow.targets import rewrite_target, write_target
from usecases.workflow.validate import validate


def amend(
    record: Trial | Target | Deliverable,
    *,
    fields: Mapping[str, Any],
    reason: str,
    by: Person,
    based_on: datetime | None = None,
) -> list[Amendment]:
    """Change the plan, a target or a due date after the start: one row for each field.

    Of a deliverable `due_on` is amended: the day that was fixed stays beside the new one.
    """
    with writing(by=by, reason=reason):
        known = _known(record, by)
        case = _running(known.use_case, by, reason)
        if based_on is not None and known.updated_at != based_on:
            raise Stale
        before = {name: _shown(known, name) for name in fields}
        _write(known, dict(fields), case)
        after = {name: _shown(known, name) for name in fields}
        differing = [name for name in fields if before[name] != after[name]]
        if not differing:
            raise Invalid(Missing("", "same", _("Nothing differs from what is agreed.")))
        part = {type(known).__name__.lower(): known} if not isinstance(known, Trial) else {}
        rows = [_row(case, name, (before[name], after[name]), reason, **part) for name in differing]
        tell_amended(case, rows)
        return rows


def amend_in_target(
    use_case: UseCase,
    *,
    metric: Metric,
    success: str,
    value: Decimal,
    reason: str,
    by: Person,
    aspect: str = "",
    baseline: Decimal | None = None,
    meaning: str = "",
) -> Target:
    """Add a target after the start, with the reason."""
    said = {"success": success, "value": value, "baseline": baseline, "meaning": meaning}
    with writing(by=by, reason=reason):
        case = _running(use_case, by, reason)
        target = write_target(case, metric=metric, aspect=aspect, fields=said)
        tell_amended(case, [_row(case, WHOLE, ("", _named(target)), reason, target=target)])
        return target


def amend_out_target(target: Target, *, reason: str, by: Person) -> Target:
    """Give a target up after the start, with the reason."""
    with writing(by=by, reason=reason) as opened:
        known = fetch(targets_for(by), target.pk)
        case = _running(known.use_case, by, reason)
        if known.results.filter(voided_at__isnull=True).exists():
            text = _("It was measured already: it stays, and is met or missed.")
            raise invalid("", "measured", text)
        tell_amended(case, [_row(case, WHOLE, (_named(known), ""), reason, target=known)])
        trail.amend(known, {"dropped_at": opened.now})
        return known


def _running(use_case: UseCase, by: Person, reason: str) -> UseCase:
    """Return a live case in trial, about which there is a reason to amend something."""
    case = held_case(use_case, by, RUNNING)
    if case.basis != Basis.LIVE or case.stage not in RUNNING:
        raise WrongStage
    if not reason.strip():
        raise invalid("reason", "required", _("Say why."))
    return case


def _known(record: Trial | Target | Deliverable, by: Person) -> Trial | Target | Deliverable:
    if isinstance(record, Trial):
        return fetch(trials_for(by), record.pk)
    if isinstance(record, Target):
        return fetch(targets_for(by), record.pk)
    return fetch(deliverables_for(by), record.pk)


def _write(known: Trial | Target | Deliverable, fields: dict[str, Any], case: UseCase) -> None:
    if isinstance(known, Target):
        rewrite_target(known, only(fields, TARGET_FIELDS))
        return
    if isinstance(known, Deliverable):
        _not_before(case, "due_on", only(fields, ("due_on",))["due_on"])
        trail.amend(known, {"amended_due_on": fields["due_on"]})
        return
    given = only(fields, PLAN_FIELDS)
    for name in ("plan", "planned_from", "planned_to"):
        if name in given and not given[name]:
            raise invalid(name, "required", _("A trial that runs keeps its plan and both dates."))
    _not_before(case, "planned_to", given.get("planned_to"))
    fresh = Trial.objects.get(pk=known.pk)
    for name, value in given.items():
        setattr(fresh, name, value)
    validate(fresh)
    trail.amend(known, given)


def _not_before(case: UseCase, field: str, day: date | None) -> None:
    """Refuse a date before the trial started."""
    first = trial_span(case).first_day
    if day is not None and first is not None and day < first:
        raise invalid(field, "before-start", _("This is before the trial started."))


def _shown(record: Record, name: str) -> str:
    """Return a value as an amendment keeps it: codes and numbers plain, a record by its code."""
    due = isinstance(record, Deliverable) and record.amended_due_on is not None
    value = getattr(record, "amended_due_on" if due and name == "due_on" else name, None)
    if isinstance(value, Model):
        return str(getattr(value, "code", value.pk))
    return "" if value is None else normal(str(plain(value))).strip()


def _named(target: Target) -> str:
    with translation.override("en"):
        return " · ".join(filter(None, (str(target), target.aspect)))


def _row(case: UseCase, field: str, values: tuple[str, str], reason: str, **part: Any) -> Amendment:
    opened = current()
    row = Amendment(
        use_case=case,
        field=field,
        before=values[0],
        after=values[1],
        reason=reason.strip(),
        amended_by=opened.user,
        amended_at=opened.moment,
        **part,
    )
    validate(row)
    return trail.add(row)

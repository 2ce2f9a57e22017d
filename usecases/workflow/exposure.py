"""What a trial has used so far: customers exposed, transactions made, compute."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.person import Person
from usecases.models.trials import Trial
from usecases.models.usecases import UseCase
from usecases.rules.due import today_of
from usecases.rules.missing import Missing
from usecases.vocabulary.actions import Action
from usecases.vocabulary.monitoring import LIMITED, STARTED
from usecases.workflow.errors import Invalid, NotFound, WrongStage, invalid
from usecases.workflow.fetch import fetch_use_case, require
from usecases.workflow.inside import clock
from usecases.workflow.validate import validate

NUMBERS: tuple[str, ...] = tuple(used for used, _limit, _label, _unit in LIMITED)


def record_exposure(
    use_case: UseCase, numbers: Mapping[str, Any], *, as_of: date, by: Person, reason: str = ""
) -> Trial:
    """Write the numbers counted since the start, as of a day that the trail keeps.

    A number over its limit, or below what was recorded before, is taken with a reason only.
    """
    with writing(by=by, reason=_kept(as_of, reason)) as opened:
        case = fetch_use_case(use_case, by)
        require(by, Action.HANDLE, case)
        row = Trial.objects.filter(use_case=case).first()
        if case.stage not in STARTED:
            raise WrongStage
        if row is None:
            raise NotFound
        _is_inside(as_of, case, today_of(case.phase.programme, opened.moment))
        known = {name: value for name, value in numbers.items() if name in NUMBERS}
        given = {name: value for name, value in known.items() if value is not None}
        if not given:
            raise invalid(NUMBERS[0], "required", _("Give at least one number."))
        tried = Trial.objects.get(pk=row.pk)
        for name, value in given.items():
            setattr(tried, name, value)
        validate(tried)
        if not reason.strip() and (faults := _questionable(row, given)):
            raise Invalid(*faults)
        trail.amend(row, given)
        return row


def _kept(as_of: date, reason: str) -> str:
    """Return what the trail keeps: as of which day, and why."""
    return f"As of {as_of.isoformat()}. {reason.strip()}".strip()


def _is_inside(as_of: date, case: UseCase, today: date) -> None:
    of = clock(case)
    if as_of > today:
        raise invalid("as_of", "future", _("This date is in the future."))
    if of.began is None or as_of < today_of(case.phase.programme, of.began.happened_on):
        raise invalid("as_of", "before-start", _("The trial had not started then."))


def _questionable(row: Trial, given: Mapping[str, Any]) -> list[Missing]:
    """Ask why a number is over its limit, or below what was recorded before."""
    faults = []
    for used, limit, label, _unit in LIMITED:
        number, most, before = given.get(used), getattr(row, limit), getattr(row, used)
        if number is None:
            continue
        if most is not None and Decimal(number) > most:
            text = _("{label}: this is over the limit of {most}. Say why, and it is recorded.")
            told = format_lazy(text, label=label, most=f"{most:,}")
            faults.append(Missing("reason", "over-limit", told))
        if before is not None and Decimal(number) < before:
            text = _("{label}: {before} was recorded before. Say why it is less now.")
            told = format_lazy(text, label=label, before=f"{before:,}")
            faults.append(Missing("reason", "less", told))
    return faults

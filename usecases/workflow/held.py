"""What the verbs of a trial share: the case they write about, and values that are numbers."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from django.utils.translation import gettext_lazy as _

from usecases.models.base import Record
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.missing import Missing
from usecases.rules.permissions import may, on_case
from usecases.vocabulary.actions import Action
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.stages import UNCOUNTED, Stage
from usecases.workflow.errors import Invalid, WrongStage
from usecases.workflow.fetch import fetch_use_case, require

R = TypeVar("R", bound=Record)

RUNNING = (Stage.TRIALLING, Stage.SUSPENDED)


def held_case(use_case: UseCase, by: Person, stages: Iterable[str]) -> UseCase:
    """Return a case at one of these stages; one recorded after the fact at any that counts."""
    case = fetch_use_case(use_case, by)
    require(by, Action.HANDLE, case)
    recorded = case.basis == Basis.RECORDED and case.stage not in UNCOUNTED
    if case.stage not in stages and not recorded:
        raise WrongStage
    return case


def by_bank(by: Person, case: UseCase, staff: Action = Action.HANDLE) -> bool:
    """Whether somebody writes about a live trial for its bank, and not as staff; whoever may do
    neither is refused.
    """
    if may(on_case(by, case), staff):
        return False
    require(by, Action.WRITE_TRIAL, case)
    if case.basis == Basis.RECORDED:
        raise WrongStage
    return True


def measured_case(use_case: UseCase, by: Person, after: Iterable[str] = ()) -> UseCase:
    """Return a case of which the trial is measured: by its bank while it runs, by staff then and
    at these stages after it too.
    """
    case = fetch_use_case(use_case, by)
    if not by_bank(by, case):
        return held_case(case, by, (*RUNNING, *after))
    if case.stage not in RUNNING:
        raise WrongStage
    return case


def only(fields: Mapping[str, Any], known: Iterable[str]) -> dict[str, Any]:
    """Return the fields; refuse one that is none of these, and a number that is none."""
    text = _("This field is not yours to edit.")
    faults = [Missing(name, "not-editable", text) for name in sorted({*fields} - {*known})]
    faults += [
        Missing(name, "invalid", _("Enter a number."))
        for name, value in fields.items()
        if isinstance(value, Decimal) and not value.is_finite()
    ]
    if faults:
        raise Invalid(*faults)
    return dict(fields)


def refuse(faults: Iterable[Missing]) -> None:
    """Raise `Invalid` if there is any fault."""
    found = tuple(faults)
    if found:
        raise Invalid(*found)

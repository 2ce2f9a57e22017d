"""Acts that assign use cases, by hand and in bulk, take an assignment back, or find a conflict."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from usecases.admin.acts import Act, WhyForm
from usecases.admin.assign_forms import AssignForm, FoundForm
from usecases.admin.bulk_acts import NOT_AT_THIS_STAGE, SOMEBODY_ELSES, BulkAct, Outlook
from usecases.models.assessments import Assignment
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.assignable import ASSIGNED_AT, assigned_in_conflict
from usecases.rules.permissions import may, on_case
from usecases.rules.visibility_reviews import assignments_for
from usecases.vocabulary.actions import Action
from usecases.workflow.assign import assign, is_assigned, unassign
from usecases.workflow.declare import Target, find_conflict

TAB = "reviews"
_LEAD = _(
    "Each of them is asked to assess it, by mail that does not say which use case it is. They read "
    "it once they have declared that they have no conflict of interest."
)


def assign_acts(case: UseCase, person: Person) -> list[Act]:
    """Offer to assign a use case, and to write down a conflict that was found."""
    own, acts = on_case(person, case), []
    if may(own, Action.HANDLE) and case.stage in ASSIGNED_AT:
        acts.append(
            Act(
                name="assign-assessors",
                label=_("Assign assessors"),
                lead=_LEAD,
                perform=partial(_assign, case, person),
                form=AssignForm,
                done=_("Assigned."),
                tab=TAB,
            )
        )
    if may(own, Action.FIND_CONFLICT):
        acts.append(_finding(case, person))
    return acts


def _finding(case: UseCase, person: Person) -> Act:
    targets = _targets(case)
    choices = [(key, str(label)) for key, (label, _target) in targets.items()]
    return Act(
        name="find-conflict",
        label=_("Record a conflict of interest"),
        lead=_(
            "The person reads it no more, anywhere. What they have scored is kept and counts no "
            "longer. An approver can lift it."
        ),
        perform=lambda values: find_conflict(
            values["person_found"],
            case.phase,
            targets[values["about"]][1],
            by=person,
            why=values["why"],
        ),
        form=type("FoundForm", (FoundForm,), {"targets": choices}),
        done=_("The conflict is written down."),
        more=True,
        tab=TAB,
    )


def _targets(case: UseCase) -> dict[str, tuple[Any, Target]]:
    """Return what a conflict on this case can be in: itself or one of its parties."""
    found: dict[str, tuple[Any, Target]] = {
        "use_case": (_("This use case alone"), case),
        "institution": (case.institution, case.institution),
    }
    for number, party in enumerate(case.parties.select_related("institution", "partner")):
        firm = party.institution or party.partner
        if firm is not None:
            found[f"party-{number}"] = (firm, firm)
    return found


def _assign(case: UseCase, person: Person, values: dict[str, Any]) -> None:
    """Assign everybody who was chosen and is not assigned yet."""
    for each in values["assessors"]:
        if not is_assigned(each, case):
            words = {"due_on": values["due_on"], "reason": values["reason"]}
            assign(case, each, by=person, **words)


def _outlook(cases: Sequence[UseCase], person: Person) -> list[Outlook]:
    rows = assignments_for(person).filter(use_case__in=cases, ended_at__isnull=True)
    known: dict[object, list[str]] = {}
    for row in rows.select_related("assessor").order_by("assessor__name"):
        known.setdefault(row.use_case_id, []).append(row.assessor.name)
    conflicts = assigned_in_conflict(cases)
    return [
        Outlook(case, str(case.institution), case.stage, "", "" if why_not else what, why_not)
        for case in cases
        for what in [_now(case, known.get(case.pk, []), len(conflicts.get(case.pk, [])))]
        for why_not in [_why_not(case, person)]
    ]


def _why_not(case: UseCase, person: Person) -> Any:
    if not may(on_case(person, case), Action.HANDLE):
        return SOMEBODY_ELSES
    return "" if case.stage in ASSIGNED_AT else NOT_AT_THIS_STAGE


def _now(case: UseCase, names: list[str], conflicts: int) -> str:
    """Say who assesses a case by now, how many are needed, and whom a conflict keeps away."""
    least = case.phase.minimum_assessors
    told = [_("Now: {names}.").format(names=", ".join(names) or _("nobody"))]
    if least:
        told.append(ngettext("{n} is needed.", "{n} are needed.", least).format(n=least))
    if conflicts:
        text = ngettext("{n} of them has a conflict.", "{n} of them have a conflict.", conflicts)
        told.append(text.format(n=conflicts))
    return " ".join(str(each) for each in told)


ASSIGN_ACTS = (
    BulkAct(
        name="assign-assessors",
        label=_("Assign assessors"),
        lead=_LEAD,
        may=lambda person: may(person, Action.HANDLE),
        outlook=_outlook,
        perform=_assign,
        form=AssignForm,
        related=("phase__programme", "institution"),
    ),
)


def unassign_acts(row: Assignment, person: Person) -> list[Act]:
    """Offer to take a standing assignment back."""
    if row.ended_at is not None or not may(on_case(person, row.use_case), Action.HANDLE):
        return []
    return [
        Act(
            name="unassign",
            label=_("Take it back"),
            lead=_(
                "The assessor reads the use case no more. What was handed in is kept and counts."
            ),
            perform=lambda values: unassign(row, by=person, **values),
            form=WhyForm,
            done=_("Taken back."),
            danger=True,
        )
    ]

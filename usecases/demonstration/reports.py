"""What invented trials hand in: an interim report half-way, the end report at the end."""

from datetime import date

from usecases.models.monitoring import Deliverable
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.vocabulary.trials import DeliverableKind
from usecases.workflow.deliverables import set_deliverable
from usecases.workflow.hand_in import hand_in, sign_off

_INTERIM = "All tests of the first half are done. Two prompts were changed; see the results."
_END = "What was planned was tried. Results, incidents and lessons are set out part by part."


def set_reports(case: UseCase, first: date, last: date, *, by: Person) -> None:
    """Agree both reports with the plan; the end report is due when the trials end."""
    half = first + (last - first) / 2
    due = (
        (DeliverableKind.INTERIM_REPORT, "Interim report", half),
        (DeliverableKind.END_REPORT, "End report", last),
    )
    for kind, title, day in due:
        set_deliverable(case, kind=kind, title=title, due_on=day, by=by)


def hand_in_first(case: UseCase, *, by: Person) -> None:
    """Hand in what falls due first, and have it signed off."""
    row = Deliverable.objects.filter(use_case=case, handed_in_at=None).order_by("due_on").first()
    if row is not None and row.kind != DeliverableKind.END_REPORT:
        hand_in(row, by=by, text=_INTERIM)
        sign_off(row, by=by)


def hand_in_reports(case: UseCase, *, by: Person) -> None:
    """Hand in what is still open, and have it signed off."""
    for each in Deliverable.objects.filter(use_case=case, signed_off_at=None).order_by("due_on"):
        if each.handed_in_at is None:
            end = each.kind == DeliverableKind.END_REPORT
            hand_in(each, by=by, text=_END if end else _INTERIM)
        sign_off(each, by=by)

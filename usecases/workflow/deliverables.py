"""What falls due in a trial: set and changed before it starts, waived by an approver."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.audit.writing import Writing
from usecases.models.monitoring import Deliverable
from usecases.models.person import Person
from usecases.models.trials import Amendment, Trial
from usecases.models.usecases import UseCase
from usecases.notices.amended import tell_amended
from usecases.notices.outbox import tell
from usecases.rules.due import today_of
from usecases.rules.visibility_trials import deliverables_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.messages import Letter
from usecases.vocabulary.monitoring import EXPECTED, RUNNING
from usecases.vocabulary.stages import Stage
from usecases.workflow.errors import Stale, WrongStage, invalid
from usecases.workflow.fetch import fetch, fetch_use_case, require
from usecases.workflow.validate import validate

CHANGED = frozenset({"kind", "title", "due_on"})


def set_deliverable(
    use_case: UseCase, *, kind: str, title: str, due_on: date, by: Person, reason: str = ""
) -> Deliverable:
    """Say what falls due, and when. Once the trial runs this amends its plan, with a reason."""
    with writing(by=by, reason=reason) as opened:
        case = fetch_use_case(use_case, by)
        require(by, Action.HANDLE, case)
        if case.stage not in (Stage.ACCEPTED, *RUNNING):
            raise WrongStage
        row = Deliverable(use_case=case, kind=kind, title=title.strip(), due_on=due_on)
        late = case.stage in RUNNING
        if late and not reason.strip():
            raise invalid("reason", "required", _("The trial runs already: say why it is added."))
        validate(row)
        _after(due_on, case, today_of(case.phase.programme, opened.moment) if late else None)
        row = trail.add(row)
        if late:
            _amended(row, opened, reason)
        return row


def change_deliverable(
    deliverable: Deliverable,
    fields: Mapping[str, Any],
    *,
    by: Person,
    based_on: datetime | None = None,
) -> Deliverable:
    """Change what was set while the trial has not started; afterwards the plan is amended."""
    with writing(by=by):
        row, case = its_case(deliverable, by)
        require(by, Action.HANDLE, case)
        if case.stage != Stage.ACCEPTED or row.waived_at:
            raise WrongStage
        if based_on is not None and row.updated_at != based_on:
            raise Stale
        known = {name: value for name, value in fields.items() if name in CHANGED}
        tried = Deliverable.objects.get(pk=row.pk)
        for name, value in known.items():
            setattr(tried, name, value)
        validate(tried)
        _after(tried.due_on, case, None)
        trail.amend(row, known)
        return row


def waive(deliverable: Deliverable, *, by: Person, reason: str) -> Deliverable:
    """Ask for it no longer; an approver says why, and the bank is told."""
    with writing(by=by, reason=reason) as opened:
        row, case = its_case(deliverable, by)
        require(by, Action.INTERVENE, case)
        if case.stage not in EXPECTED:
            raise WrongStage
        if not reason.strip():
            raise invalid("reason", "required", _("Say why."))
        if row.waived_at:
            raise invalid("", "waived", _("It is waived already."))
        if row.signed_off_at:
            raise invalid("", "signed-off", _("It is signed off: there is nothing to waive."))
        fields = {"waived_at": opened.moment, "waived_by": opened.user, "waiver": reason.strip()}
        trail.amend(row, fields)
        tell(Letter.WAIVED, case, deliverable=row, reason=reason)
        return row


def its_case(deliverable: Deliverable, by: Person) -> tuple[Deliverable, UseCase]:
    """Return a deliverable and its use case as they stand, if the person sees them."""
    row = fetch(deliverables_for(by), deliverable.pk)
    return row, fetch_use_case(row.use_case, by)


def _after(due_on: date, case: UseCase, today: date | None) -> None:
    """Refuse a day before the trial is to start, or one that has passed while it runs."""
    trial = Trial.objects.filter(use_case=case).first()
    if today is not None and due_on < today:
        raise invalid("due_on", "past", _("This day has passed."))
    begins = trial.planned_from if trial else None
    if begins and due_on < begins:
        raise invalid("due_on", "before-start", _("The trial is planned to start later."))


def _amended(row: Deliverable, opened: Writing, reason: str) -> None:
    amendment = Amendment(
        use_case_id=row.use_case_id,
        deliverable=row,
        field="due_on",
        after=row.due_on.isoformat(),
        reason=reason.strip(),
        amended_by=opened.user,
        amended_at=opened.moment,
    )
    validate(amendment)
    tell_amended(row.use_case, [trail.add(amendment)])

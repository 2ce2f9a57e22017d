"""What falls due in a trial and what goes wrong in one, by their verbs."""

from datetime import date
from typing import Any

from django.utils import timezone

from tests.people import officer
from usecases.models.casefile import Note
from usecases.models.monitoring import Deliverable, Incident
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.trials import DeliverableKind, NoteKind, Severity
from usecases.workflow import deliverables, hand_in, incidents, note

FAR = date(2099, 12, 31)


def due_deliverable(case: UseCase, **fields: Any) -> Deliverable:
    """The officer says what falls due; of a trial that runs, with the reason."""
    told = {"kind": DeliverableKind.MILESTONE, "title": "First results", "due_on": FAR, **fields}
    return deliverables.set_deliverable(case, **{"by": officer(), "reason": "Agreed.", **told})


def due_end_report(case: UseCase, **fields: Any) -> Deliverable:
    """The officer sets the end report."""
    told = {"kind": DeliverableKind.END_REPORT, "title": "End report", **fields}
    return due_deliverable(case, **told)


def handed_in(deliverable: Deliverable, **fields: Any) -> Deliverable:
    """The officer writes down that it came."""
    return hand_in.hand_in(deliverable, **{"by": officer(), "text": "All of it.", **fields})


def signed_off(deliverable: Deliverable, **fields: Any) -> Deliverable:
    """It came, and the officer signs it off."""
    return hand_in.sign_off(handed_in(deliverable, **fields), by=officer())


def signed_end_report(case: UseCase) -> Deliverable:
    """The end report came and is signed off; it is set first where there is none."""
    known = Deliverable.objects.filter(
        use_case=case, kind=DeliverableKind.END_REPORT, waived_at=None
    ).first()
    if known is not None and known.signed_off_at:
        return known
    return signed_off(known or due_end_report(case))


def reported_incident(case: UseCase, **fields: Any) -> Incident:
    """The officer writes down what went wrong on the trial's first day."""
    began = case.stage_changes.standing().filter(to_stage=Stage.TRIALLING).order_by("row").last()
    told = {
        "severity": Severity.MEDIUM,
        "description": "It answered out of scope.",
        "detected_at": began.happened_on if began else timezone.now(),
        **fields,
    }
    return incidents.report_incident(case, **{"by": officer(), **told})


def bank_note(case: UseCase, **fields: Any) -> Note:
    """The officer writes to the bank."""
    told = {"kind": NoteKind.SUPERVISORY, "text": "Mind the prompts.", **fields}
    return note.write_note(case, **{"by": officer(), **told})


def watched(case: UseCase) -> None:
    """An incident, a note to the bank, and one that the bank never reads."""
    reported_incident(case)
    bank_note(case, action_wanted="Take it out.", due_on=FAR)
    note.write_note(case, text="Secret of staff.", by=officer())

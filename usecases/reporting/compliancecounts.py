"""The columns of compliance: which deliverables, questions and notes each of them counts."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from usecases.reporting.parts import Counted
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.monitoring import DeliverableState
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.trials import NoteKind

_ACCEPTED = {"reached": Stage.ACCEPTED.value}
_SUBMITTED = {"reached": Stage.SUBMITTED.value, "basis": Basis.LIVE.value}
_CAME = [DeliverableState.SIGNED_OFF.value, DeliverableState.HANDED_IN.value]
_TO_BANK = {
    **_ACCEPTED,
    "kind": [NoteKind.SUPERVISORY.value, NoteKind.TECHNICAL.value],
    "dated": "true",
}


def _due(name: str, label: Any, definition: Any, **asked: Any) -> Counted:
    return Counted(name, label, definition, "deliverables", {**_ACCEPTED, **asked})


def _asked(name: str, label: Any, definition: Any, **asked: Any) -> Counted:
    return Counted(name, label, definition, "clarifications", {**_SUBMITTED, **asked})


def _noted(name: str, label: Any, definition: Any, **asked: Any) -> Counted:
    return Counted(name, label, definition, "notes", {**_TO_BANK, **asked})


COUNTED = (
    _due("deliverables", _("Deliverables"), _("Milestones and reports of accepted use cases.")),
    _due(
        "on_time",
        _("On time"),
        _("Handed in by the day it was due, as amended; not waived."),
        state=_CAME,
        in_time="true",
    ),
    _due(
        "on_time_at_first",
        _("On time at first"),
        _("Handed in by the day fixed at first, whatever was amended since; not waived."),
        state=_CAME,
        in_time_at_first="true",
    ),
    _due(
        "late",
        _("Late"),
        _("Handed in after the day it was due, as amended; not waived."),
        state=_CAME,
        in_time="false",
    ),
    _due(
        "missing",
        _("Missing"),
        _("Past the day it was due, as amended, and not handed in."),
        state=DeliverableState.LATE.value,
    ),
    _due("waived", _("Waived"), _("Asked for no longer."), state=DeliverableState.WAIVED.value),
    _asked("questions", _("Questions"), _("Asked of banks in the review of live use cases.")),
    _asked(
        "answered_in_time",
        _("Answered in time"),
        _("Closed with an answer by the moment it was due."),
        in_time="true",
    ),
    _asked(
        "answered_late",
        _("Answered late"),
        _("Closed with an answer after it was due."),
        in_time="false",
    ),
    _asked(
        "closed_unanswered",
        _("Closed unanswered"),
        _("The review went on without an answer."),
        answered="false",
    ),
    _asked(
        "unanswered_late",
        _("Unanswered, late"),
        _("Open, and past the moment it was due."),
        late="true",
    ),
    Counted(
        "use_cases",
        _("Use cases reviewed"),
        _("Live use cases that were ever submitted."),
        "use-cases",
        _SUBMITTED,
    ),
    Counted(
        "rounds",
        _("Question rounds"),
        _("How often a review of these waited for the bank's answers."),
        "stage-changes",
        {
            "reached": Stage.SUBMITTED.value,
            "to_stage": Stage.CLARIFYING.value,
            "standing": "true",
            "basis": Basis.LIVE.value,
        },
    ),
    _noted("notes", _("Notes with a day"), _("Notes to banks that want something by a day.")),
    _noted(
        "closed_in_time",
        _("Closed in time"),
        _("Closed by the day they name."),
        in_time="true",
    ),
    _noted("closed_late", _("Closed late"), _("Closed after the day they name."), in_time="false"),
    _noted("open_late", _("Open, late"), _("Open, and past the day they name."), past_due="true"),
)

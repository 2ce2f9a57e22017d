"""What can wait on whom: which list holds it, on whom it waits, and since when."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import DateField, DateTimeField, F, OuterRef, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.selection.history import Times, stage_changes
from usecases.selection.monitored_then import due_then
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.monitoring import DeliverableState
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.trials import NoteKind

OFFICER, BANK, ASSESSOR, APPROVER = "case-officer", "bank", "assessor", "approver"
# On whom something waits: the parameter that asks for them, in the list of use cases and in others.
WHOM: dict[str, tuple[str, str]] = {
    OFFICER: ("case_officer", "case_officer"),
    BANK: ("institution", "institution"),
    ASSESSOR: ("assessor", "assessor"),
    APPROVER: ("", ""),
}


@dataclass(frozen=True)
class Wait:
    """One thing that waits."""

    name: str
    label: Promise
    on: str
    subject: str
    asked: dict[str, str | list[str]]
    since: Callable[[Times], Combinable]

    @property
    def path(self) -> str:
        """Where the one on whom it waits stands in the rows; empty where nobody is named."""
        column = WHOM[self.on][1]
        own = not column or self.subject == "use-cases" or self.on == ASSESSOR
        return column if own else f"use_case__{column}"


def _moved(times: Times) -> Combinable:
    """Since the last move of the use case."""
    moves = stage_changes(times).filter(use_case=OuterRef("pk"))
    last = moves.order_by("-happened_on", "-row").values("happened_on")[:1]
    return Subquery(last, output_field=DateTimeField())


def _at(*fields: str) -> Callable[[Times], Combinable]:
    def since(_times: Times) -> Combinable:
        return Coalesce(*fields) if len(fields) > 1 else F(fields[0])

    return since


def _due(times: Times) -> Combinable:
    return Cast(due_then(times), DateField())


def _case(name: str, label: Promise, on: str, stage: Stage, **asked: Any) -> Wait:
    told = {"stage": stage.value, "basis": Basis.LIVE.value, **asked}
    return Wait(name, label, on, "use-cases", told, _moved)


_OF_ACCEPTED = {"reached": Stage.ACCEPTED.value}

WAITS: tuple[Wait, ...] = (
    _case("to-screen", _("To screen"), OFFICER, Stage.SUBMITTED),
    _case("to-assess", _("To send to assessment"), OFFICER, Stage.SCREENING),
    _case("to-answer", _("Questions to answer"), BANK, Stage.CLARIFYING),
    _case("to-decide", _("Being assessed, to decide"), OFFICER, Stage.ASSESSING),
    Wait(
        "to-hand-in-assessment",
        _("Assessments to hand in"),
        ASSESSOR,
        "assignments",
        {"owed": "true"},
        _at("recorded_at"),
    ),
    Wait(
        "to-confirm",
        _("Decisions to confirm"),
        APPROVER,
        "decisions",
        {"awaits": "confirmation"},
        _at("proposed_at"),
    ),
    Wait(
        "to-release",
        _("Decisions to release"),
        APPROVER,
        "decisions",
        {"awaits": "release"},
        _at("confirmed_at"),
    ),
    _case("to-start", _("To start"), OFFICER, Stage.ACCEPTED),
    Wait(
        "to-hand-in",
        _("Deliverables missing"),
        BANK,
        "deliverables",
        {**_OF_ACCEPTED, "state": DeliverableState.LATE.value},
        _due,
    ),
    Wait(
        "to-sign-off",
        _("Deliverables to sign off"),
        OFFICER,
        "deliverables",
        {**_OF_ACCEPTED, "state": DeliverableState.HANDED_IN.value},
        _at("handed_in_at"),
    ),
    Wait(
        "to-resolve",
        _("Incidents to resolve"),
        OFFICER,
        "incidents",
        {"reached": Stage.TRIALLING.value, "open": "true"},
        _at("reported_at"),
    ),
    Wait(
        "to-act-on",
        _("Notes to act on"),
        BANK,
        "notes",
        {
            **_OF_ACCEPTED,
            "kind": [NoteKind.SUPERVISORY.value, NoteKind.TECHNICAL.value],
            "open": "true",
        },
        _at("written_at", "recorded_at"),
    ),
)

"""The next steps of a use case as buttons, each with a page that says what will happen."""

from functools import partial
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act, VersionForm, VersionWhyForm
from usecases.admin.case_forms import StageForm, end_of
from usecases.admin.clarify_acts import clarify_acts
from usecases.admin.mending_acts import mending_acts
from usecases.admin.outcome_forms import ToldForm
from usecases.admin.proposals import proposal
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.deciding import grounds_for
from usecases.rules.permissions import may
from usecases.rules.readiness import Step, steps
from usecases.vocabulary.actions import Action
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.verbs import BY_DECISION, Verb
from usecases.workflow import conclude, moves
from usecases.workflow.record import Reached, record_stages

WHAT_HAPPENS: dict[str, Promise] = {
    Verb.SCREEN: _("Screening begins. The bank reads that its submission is being checked."),
    Verb.ASSESS: _("It goes to assessment. The bank reads that it is under assessment."),
    Verb.START: _("The trial starts today as planned, and the bank is told by letter."),
    Verb.COMPLETE: _("The trial ends, and the bank is told by letter."),
    Verb.WITHDRAW: _("The use case is withdrawn; an approver alone can reopen it."),
    Verb.SUSPEND: _(
        "The trial stops at once and the bank is told by letter. What an officer suspends goes on "
        "after 48 hours, unless an approver upholds it."
    ),
    Verb.RESUME: _("The trial goes on, and the bank is told by letter."),
    Verb.TERMINATE: _("The trial ends for good, and the bank is told by letter."),
    Verb.LAPSE: _("The place lapses: the trial never starts. The bank is told by letter."),
    Verb.REOPEN: _(
        "It is taken up again: from screening, or from where it was withdrawn. The decision made "
        "before counts no longer. The bank is told by letter."
    ),
    Verb.VOID: _(
        "For what was entered in error, or twice. It keeps its reference, counts nowhere from now "
        "on, and is taken out of public view. The bank of a live case is told by letter."
    ),
}
# Of the steps of the table, those that stand under "More", and those in red.
_RARE = frozenset({Verb.LAPSE, Verb.TERMINATE, Verb.REOPEN, Verb.VOID})
_HARD = frozenset({Verb.TERMINATE, Verb.VOID})
# Steps of the bank; staff make them by its letter, or not at all.
_OF_THE_BANK = frozenset({Verb.SUBMIT, Verb.RECALL, Verb.WITHDRAW, Verb.ANSWER})
# Steps that are more than a move have acts of their own.
_OWN_ACTS = frozenset({Verb.ASK, Verb.PROCEED})
# At these the case's page offers the outcome; the verbs decide.
_TOLD = (Stage.TRIALLING, Stage.SUSPENDED, Stage.COMPLETED, Stage.TERMINATED)


def case_acts(case: UseCase, person: Person) -> list[Act]:
    """Return what can be done to a use case now, allowed or greyed."""
    ground = grounds_for([case], person, timezone.now())[case]
    acts = [
        proposal(ground, step.move.verb, person)
        if step.move.verb in BY_DECISION
        else _move(case, step, person)
        for step in steps(ground.facts, person)
        if step.move.verb not in _OF_THE_BANK | _OWN_ACTS
    ]
    acts += clarify_acts(case, steps(ground.facts, person), person)
    if may(person, Action.HANDLE):
        acts += _written(case, person)
    recorded = case.basis == Basis.RECORDED and case.stage != Stage.VOID
    if recorded and may(person, Action.RECORD):
        acts.append(_recorded(case, person))
    return [*acts, *mending_acts(case, person)]


def _move(case: UseCase, step: Step, person: Person) -> Act:
    verb = step.move.verb
    return Act(
        name=verb,
        label=_("Uphold the suspension") if case.stage == step.move.target else verb.label,
        lead=WHAT_HAPPENS.get(verb, ""),
        perform=lambda values: moves.move(case, verb, by=person, **values),
        form=VersionWhyForm if step.move.needs_reason else VersionForm,
        initial={"version": case.version},
        why_not=step.why_not,
        done=_("Reopened.")
        if verb == Verb.REOPEN
        else format_lazy(_("Stage now: {stage}."), stage=Stage(step.move.target).label),
        main=step.allowed and verb not in _RARE,
        danger=verb in _HARD,
        more=verb in _RARE,
    )


def _written(case: UseCase, person: Person) -> list[Act]:
    """Return the acts that write about the trial."""
    acts = []
    if case.stage in _TOLD and case.basis == Basis.LIVE:
        acts.append(
            Act(
                name="outcome",
                label=_("Tell the outcome"),
                lead=_("A row is added; the latest one is the outcome. Earlier ones stay."),
                perform=partial(_tell, case, person),
                form=ToldForm,
                done=_("The outcome is written down."),
                tab="outcome",
            )
        )
    return acts


def _tell(case: UseCase, person: Person, values: dict[str, Any]) -> None:
    day = values.pop("happened_on")
    moment = end_of(day, case.phase.programme) if day else None
    conclude.tell(case, by=person, happened_on=moment, **values)


def _recorded(case: UseCase, person: Person) -> Act:
    return Act(
        name="stage",
        label=_("Record a later stage"),
        lead=_("It stands at this stage from then on. No letter goes out."),
        perform=partial(_record, case, person),
        form=StageForm,
        done=_("Recorded."),
    )


def _record(case: UseCase, person: Person, values: dict[str, Any]) -> None:
    moment = end_of(values["happened_on"], case.phase.programme)
    reached = Reached(values["stage"], moment, "day")
    record_stages(case, [reached], source=values["source"], by=person)

"""Use cases: driven by verbs to the stage wanted, or recorded after the fact."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from tests.factories.base import add, system
from tests.factories.institutions import bank_a
from tests.factories.memory import number
from tests.factories.outcomes import told_outcome
from tests.factories.phases import phase as any_phase
from tests.factories.reviews import released_decision
from tests.factories.trials import planned_trial
from tests.factories.words import category
from tests.people import officer, signatory
from usecases.audit.context import lived_at
from usecases.models.institutions import Institution, TechnologyPartner
from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.models.usecases import Party, UseCase
from usecases.vocabulary.sections import BANK_FIELDS, REGULATOR_FIELDS
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.terms import Autonomy, MissingCategory, PartyRole
from usecases.workflow import assess, conclude, draft, edit, submit, trial
from usecases.workflow.record import Reached, Told, record


def answers(**fields: Any) -> dict[str, Any]:
    """Return every required answer of a submission, overridden by `fields`."""
    return {
        "title": f"Use case {number('use case')}",
        "summary": "Answers questions about lending rules.",
        "own_category": category(),
        "problem": "It takes long.",
        "solution": "A model drafts, people check.",
        "expected_impact": "Half the time.",
        "role_of_ai": "It drafts.",
        "data_description": "Published rules.",
        "compute_asked": Decimal("120.50"),
        "testing_plan": "Beside the people who do it now.",
        "success_measures": "Nine in ten drafts stand.",
        "risks": "It may be wrong.",
        "safeguards": "People check.",
        "human_oversight": "Every draft is read.",
        "autonomy": Autonomy.ASSISTS,
        "customer_facing": False,
        **fields,
    }


def empty_draft(institution: Institution | None = None, phase: Phase | None = None) -> UseCase:
    """Begin a draft in which nothing is written."""
    return draft.begin(phase=(phase or any_phase()).pk, by=signatory(institution))


def use_case_at(
    stage: str,
    *,
    institution: Institution | None = None,
    phase: Phase | None = None,
    partners: Sequence[TechnologyPartner] = (),
    at: datetime | None = None,
    **fields: Any,
) -> UseCase:
    """Drive a use case by the verbs to a stage.

    `fields` are the bank's, written in the draft, or the regulator's, edited at the end.
    `at` is when all of it happens: it need not be now, the phase must be open then.
    """
    bank, signer = institution or bank_a(), signatory(institution)
    if foreign := set(fields) - {*BANK_FIELDS, *REGULATOR_FIELDS}:
        raise TypeError(f"No fields of a use case: {sorted(foreign)}")
    written = answers(**{name: fields[name] for name in fields if name in BANK_FIELDS})
    with lived_at(at) if at else nullcontext():
        case = draft.begin(phase=(phase or any_phase()).pk, by=signer, fields=written)
        for partner in partners:
            add(Party(use_case=case, partner=partner, role=PartyRole.PROVIDER))
        for step in _ROADS[stage]:
            step(case, signer)
    assert case.institution_id == bank.pk
    if regulated := {name: fields[name] for name in fields if name in REGULATOR_FIELDS}:
        edit.change(case, regulated, by=officer(), reason="factory")
    return UseCase.objects.get(pk=case.pk)


def recorded_case(
    stage: str = Stage.ACCEPTED,
    *,
    institution: Institution | None = None,
    phase: Phase | None = None,
    happened_on: datetime = datetime(2020, 6, 1, tzinfo=UTC),
    stages: Sequence[Reached] = (),
    by: Person | None = None,
    **fields: Any,
) -> UseCase:
    """Record a use case after the fact, at one stage or along `stages`."""
    given = {
        "title": f"Recorded case {number('recorded case')}",
        "source": "A press release",
        "source_kind": "primary",
        **fields,
    }
    if given.get("category") is None:
        given.setdefault("uncategorised_reason", MissingCategory.NOT_PUBLISHED)
    told = Told(
        phase=phase or any_phase(),
        institution=institution or bank_a(),
        stages=stages or (Reached(stage, happened_on),),
        **given,
    )
    return record(told, by=by or system())


Step = Callable[[UseCase, Person], object]


def _submit(case: UseCase, signer: Person) -> object:
    return submit.submit(case, by=signer)


def _screen(case: UseCase, _: Person) -> object:
    return assess.screen(case, by=officer())


def _assess(case: UseCase, _: Person) -> object:
    return assess.assess(case, by=officer())


def _decided(outcome: str) -> Step:
    return lambda case, _: released_decision(case, outcome)


def _start(case: UseCase, _: Person) -> object:
    planned_trial(case)
    return trial.start(case, by=officer())


def _complete(case: UseCase, _: Person) -> object:
    told_outcome(case)
    return conclude.complete(case, by=officer())


def _withdraw(case: UseCase, signer: Person) -> object:
    return submit.withdraw(case, by=signer, reason="Our plans changed.")


_ASSESSED: tuple[Step, ...] = (_submit, _screen, _assess)
_STARTED: tuple[Step, ...] = (*_ASSESSED, _decided("accept"), _start)

_ROADS: dict[str, tuple[Step, ...]] = {
    Stage.DRAFT: (),
    Stage.SUBMITTED: (_submit,),
    Stage.SCREENING: (_submit, _screen),
    Stage.ASSESSING: _ASSESSED,
    Stage.WAITLISTED: (*_ASSESSED, _decided("waitlist")),
    Stage.ACCEPTED: (*_ASSESSED, _decided("accept")),
    Stage.TRIALLING: _STARTED,
    Stage.COMPLETED: (*_STARTED, _complete),
    Stage.DECLINED: (*_ASSESSED, _decided("decline")),
    Stage.WITHDRAWN: (_submit, _withdraw),
}

# The stages that verbs reach in this issue, in the order of the life of a use case.
REACHED = tuple(_ROADS)

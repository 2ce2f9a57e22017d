"""Use cases: driven by verbs to the stage wanted, or recorded after the fact."""

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from factory.base import Factory

from tests.factories.base import RecordFactory, declare, given, system
from tests.factories.institutions import TechnologyPartnerFactory, bank_a
from tests.factories.phases import phase as any_phase
from tests.factories.roads import ROADS
from tests.factories.words import category
from tests.people import officer, signatory
from usecases.audit.context import lived_at
from usecases.models.institutions import Institution, TechnologyPartner
from usecases.models.parties import Party
from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.models.usecases import UseCase
from usecases.vocabulary.sections import BANK_FIELDS, REGULATOR_FIELDS
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.terms import Autonomy, MissingCategory, PartyRole
from usecases.workflow import draft, edit
from usecases.workflow.record import Reached, Told, record

# The stages that verbs reach, in the order of the life of a use case.
REACHED = tuple(ROADS)


class AnswersFactory(Factory[dict[str, Any]]):
    """Makes the required answers of a submission."""

    class Meta:
        model = dict

    title = declare.Sequence(lambda n: f"Use case {n}")
    summary = "Answers questions about lending rules."
    own_category = declare.LazyFunction(category)
    problem = "It takes long."
    solution = "A model drafts, people check."
    expected_impact = "Half the time."
    role_of_ai = "It drafts."
    data_description = "Published rules."
    compute_asked = Decimal("120.50")
    testing_plan = "Beside the people who do it now."
    success_measures = "Nine in ten drafts stand."
    risks = "It may be wrong."
    safeguards = "People check."
    human_oversight = "Every draft is read."
    autonomy = Autonomy.ASSISTS
    customer_facing = False


class PartyFactory(RecordFactory[Party]):
    """Makes the partners of a use case."""

    class Meta:
        model = Party

    partner = declare.SubFactory(TechnologyPartnerFactory)
    role = PartyRole.PROVIDER


class ToldFactory(Factory[Told]):
    """Makes what is known of a use case from a source."""

    class Meta:
        model = Told

    phase = declare.LazyFunction(any_phase)
    institution = declare.LazyFunction(bank_a)
    title = declare.Sequence(lambda n: f"Recorded case {n}")
    source = "A press release"
    source_kind = "primary"
    category = None
    uncategorised_reason = declare.LazyAttribute(
        lambda told: "" if told.category else MissingCategory.NOT_PUBLISHED
    )


def answers(**fields: Any) -> dict[str, Any]:
    """Return every required answer of a submission, overridden by `fields`."""
    return AnswersFactory.create(**fields)


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
            PartyFactory.create(use_case=case, partner=partner)
        for step in ROADS[stage]:
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
    told = ToldFactory.create(
        **given(phase=phase, institution=institution),
        stages=stages or (Reached(stage, happened_on),),
        **fields,
    )
    return record(told, by=by or system())

"""Records what happened before or outside the system: with dates and a source, no letters."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.audit.writing import current
from usecases.models.institutions import Institution, TechnologyPartner
from usecases.models.parties import Party
from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.models.usecases import UseCase
from usecases.models.words import Category
from usecases.vocabulary.actions import Action
from usecases.vocabulary.basis import Basis, Precision
from usecases.vocabulary.sections import BANK_FIELDS
from usecases.vocabulary.stages import IMPLIED, Stage
from usecases.vocabulary.terms import PartyRole
from usecases.vocabulary.verbs import Verb
from usecases.workflow.ending import Decided, Ended, write_decision, write_outcome
from usecases.workflow.errors import WrongStage, invalid
from usecases.workflow.fetch import fetch_use_case, require
from usecases.workflow.participate import follow
from usecases.workflow.published import Published, write_published
from usecases.workflow.submit import next_reference
from usecases.workflow.validate import validate


@dataclass(frozen=True)
class Reached:
    """A stage that was reached, when, and how precisely that is known."""

    stage: str
    happened_on: datetime
    precision: str = Precision.DAY


@dataclass(frozen=True)
class Told:
    """What is known of a use case from a source."""

    phase: Phase
    institution: Institution
    title: str
    source: str
    source_kind: str
    stages: Sequence[Reached]
    summary: str = ""
    category: Category | None = None
    uncategorised_reason: str = ""
    partners: Sequence[TechnologyPartner] = field(default=())
    decision: Decided | None = None
    outcome: Ended | None = None
    results: Sequence[Published] = field(default=())
    fields: Mapping[str, Any] = field(default_factory=dict)  # more of the bank's own
    imported_as: str = ""


def record(told: Told, *, by: Person, reason: str = "") -> UseCase:
    """Record a use case after the fact, at the last of its stages."""
    with writing(by=by, reason=reason):
        require(by, Action.RECORD)
        if not told.source.strip():
            raise invalid("source", "required", _("What is recorded needs its source."))
        _check_stages(told.stages, after=None)
        case = _use_case(told)
        require(by, Action.RECORD, case)
        trail.add(case)
        for partner in told.partners:
            trail.add(Party(use_case=case, partner=partner, role=PartyRole.PROVIDER))
        _append(case, "", told.stages, told)
        if told.decision:
            reached = {each.stage: each.happened_on for each in told.stages}
            write_decision(case, told.decision, reached, told.source)
        if told.outcome:
            write_outcome(case, told.outcome, told.stages[0].happened_on, told.source)
        last = told.stages[-1]
        write_published(case, told.results, (last.happened_on, last.precision), told.source)
        return case


def record_stages(
    use_case: UseCase, stages: Sequence[Reached], *, source: str, by: Person
) -> UseCase:
    """Record further stages of a case whose basis is recorded."""
    with writing(by=by, reason=source) as opened:
        case = fetch_use_case(use_case, by)
        require(by, Action.RECORD, case)
        if case.basis != Basis.RECORDED:
            raise invalid("stage", "live", _("This use case is live; use its next steps."))
        if case.stage == Stage.VOID:
            raise WrongStage
        if not source.strip():
            raise invalid("source", "required", _("What is recorded needs its source."))
        last = case.stage_changes.standing().order_by("-happened_on", "-row").first()
        _check_stages(stages, after=last.happened_on if last else None)
        origin, case.stage = case.stage, stages[-1].stage
        UseCase.objects.filter(pk=case.pk).update(
            stage=case.stage, version=case.version + 1, updated_at=opened.now
        )
        if case.looked_over_by_id:
            trail.amend(case, {"looked_over_by": None})
        told = Told(case.phase, case.institution, case.title, source, case.source_kind, stages)
        _append(case, origin, stages, told)
        return fetch_use_case(case, by)


def _use_case(told: Told) -> UseCase:
    case = UseCase(
        phase=told.phase,
        institution=told.institution,
        authority=told.institution.authority or told.phase.programme.lead,
        title=told.title,
        summary=told.summary,
        public_title=told.title,
        public_summary=told.summary,
        category=told.category,
        uncategorised_reason=told.uncategorised_reason,
        basis=Basis.RECORDED,
        source=told.source,
        source_kind=told.source_kind,
        stage=told.stages[-1].stage,
        version=1,
        imported_as=told.imported_as,
    )
    for name in set(told.fields) & {*BANK_FIELDS}:
        setattr(case, name, told.fields[name])
    case.reference = next_reference(told.phase)
    validate(case)
    return case


def _check_stages(stages: Sequence[Reached], after: datetime | None) -> None:
    """A recorded life has at least one stage, in order of time, none of them in the future."""
    if not stages:
        raise invalid("stage", "required", _("Give at least one stage with its date."))
    for reached in stages:
        if reached.stage not in IMPLIED:
            raise invalid("stage", "invalid", _("A use case cannot be recorded at this stage."))
        name = Stage(reached.stage).label
        if after is not None and reached.happened_on < after:
            text = _("{stage} is dated before the stage that stands above it.")
            raise invalid("happened_on", "order", format_lazy(text, stage=name))
        if reached.happened_on > current().moment:
            text = _("{stage} is dated in the future.")
            raise invalid("happened_on", "future", format_lazy(text, stage=name))
        after = reached.happened_on


def _append(case: UseCase, origin: str, stages: Iterable[Reached], told: Told) -> None:
    """Append one stage change for each stage, and let the institutions take part."""
    for reached in stages:
        trail.step(
            case,
            Verb.RECORD,
            origin,
            reason=current().reason,
            to_stage=reached.stage,
            happened_on=reached.happened_on,
            precision=reached.precision,
            basis=Basis.RECORDED,
            source=told.source,
        )
        origin = reached.stage
    follow(case)

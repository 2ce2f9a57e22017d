"""What a row tells of a use case of the past: its stages, decision, outcome and source."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from usecases.exchange.results_written import written_results
from usecases.exchange.sheet_cells import Cells
from usecases.exchange.sheet_names import coded
from usecases.exchange.use_cases_dates import moment, reached
from usecases.exchange.use_cases_known import Known
from usecases.models.institutions import Institution, TechnologyPartner
from usecases.models.phases import Phase, Programme
from usecases.models.usecases import UseCase
from usecases.models.words import Category
from usecases.rules.lifecycle import TABLE
from usecases.vocabulary.basis import Basis, SourceKind
from usecases.vocabulary.limits import TITLE_CHARACTERS
from usecases.vocabulary.stages import IMPLIED, Stage
from usecases.vocabulary.terms import DecisionOutcome, MissingCategory, OutcomeResult
from usecases.workflow.ending import Decided, Ended
from usecases.workflow.published import Published, faults_of_published
from usecases.workflow.record import Reached, Told

_DECISIONS = coded(DecisionOutcome.choices)
_RESULTS = coded(OutcomeResult.choices)
_KINDS = coded(SourceKind.choices)
_MISSING = coded(MissingCategory.choices)


@dataclass(frozen=True)
class Common:
    """What every row says, drafts too."""

    phase: Phase | None
    institution: Institution | None
    fields: dict[str, Any]
    partners: list[TechnologyPartner]


def told_of(cells: Cells, known: Known, common: Common) -> Told | None:
    """Return what a row tells; nothing while it is unclear of whom or of which phase."""
    programme = common.phase.programme if common.phase else Programme()
    category, missing = _category(cells, known)
    source, kind = _source(cells)
    cells.required("stage")
    stages = reached(cells, programme)
    decision = _decision(cells, known)
    outcome = _outcome(cells, programme, stages)
    results = _results(cells, known, stages, common)
    if common.phase is None or common.institution is None or not stages:
        return None
    own = {name: common.fields[name] for name in common.fields if name not in ("title", "summary")}
    return Told(
        phase=common.phase,
        institution=common.institution,
        title=common.fields["title"],
        summary=common.fields["summary"],
        category=category,
        uncategorised_reason=missing,
        partners=common.partners,
        source=source,
        source_kind=kind,
        stages=stages,
        decision=decision,
        outcome=outcome,
        results=results,
        fields=own,
    )


def _results(cells: Cells, known: Known, stages: list[Reached], common: Common) -> list[Published]:
    """Return what was measured; only what was accepted can have been tried."""
    results = written_results(cells, "results", known.metrics)
    if results and stages and common.phase:
        case = UseCase(phase=common.phase, basis=Basis.RECORDED, stage=stages[-1].stage)
        last = (stages[-1].happened_on, stages[-1].precision)
        for wrong in faults_of_published(case, results, last, cells.text("source")):
            cells.fault("results", wrong.code, wrong.text)
    if cells.text("results") and stages and not _accepted(stages):
        text = _("It was never accepted, so nothing can have been measured.")
        cells.fault("results", "impossible", text)
    return results


def _accepted(stages: list[Reached]) -> bool:
    return any(Stage.ACCEPTED in IMPLIED[each.stage] for each in stages)


def _category(cells: Cells, known: Known) -> tuple[Category | None, str]:
    """Return the category, or why there is none; exactly one of them is given."""
    category = cells.one("category", known.categories)
    missing = cells.one("uncategorised_reason", _MISSING) or ""
    if not cells.text("category") and not cells.text("uncategorised_reason"):
        text = _("Give a category, or say in uncategorised_reason why there is none.")
        cells.fault("category", "required", text)
    elif cells.text("category") and cells.text("uncategorised_reason"):
        text = _("There is a category: leave this empty.")
        cells.fault("uncategorised_reason", "surplus", text)
    return category, missing


def _source(cells: Cells) -> tuple[str, str]:
    cells.required("source_kind")
    basis = cells.text("basis")
    if basis and basis.casefold() != Basis.RECORDED:
        text = _("What is imported with its history is recorded, never live.")
        cells.fault("basis", "invalid", text)
    return cells.required("source"), cells.one("source_kind", _KINDS) or ""


def _decision(cells: Cells, known: Known) -> Decided | None:
    """Return the decision; its day is that of the stage to which it led."""
    outcome, reason = cells.one("decision", _DECISIONS), cells.one("decision_reason", known.reasons)
    if cells.text("decision_reason") and not cells.text("decision"):
        cells.fault("decision", "required", _("There is a reason, but no decision."))
    if outcome is None:
        return None
    stage = TABLE[outcome].target
    if not cells.text(stage):
        text = _("Give its date in the column %(column)s.") % {"column": stage.value}
        cells.fault("decision", "undated", text)
    return Decided(outcome, reason)


def _outcome(cells: Cells, programme: Programme, stages: list[Reached]) -> Ended | None:
    """Return what became of it; something can only become of what was accepted."""
    result, when = cells.one("outcome", _RESULTS), moment(cells, "outcome_on", programme)
    told_by = cells.text("told_by")
    if len(told_by) > TITLE_CHARACTERS or "\n" in told_by:
        text = _("Give at most %(most)d characters, on one line.") % {"most": TITLE_CHARACTERS}
        cells.fault("told_by", "invalid", text)
    if not cells.text("outcome"):
        if cells.text("outcome_on") or told_by:
            cells.fault("outcome", "required", _("Say what became of it."))
        return None
    if not cells.text("outcome_on"):
        cells.fault("outcome_on", "required", _("Say when."))
    elif when and stages and when[0] < stages[0].happened_on:
        cells.fault("outcome_on", "order", _("This is before the first stage."))
    if stages and not _accepted(stages):
        text = _("It was never accepted, so nothing can have become of it.")
        cells.fault("outcome", "impossible", text)
    return Ended(result, *when, told_by=told_by) if result and when else None

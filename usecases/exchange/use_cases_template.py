"""The file to fill in: its columns, an example, what each holds, and what is accepted."""

from django.utils.translation import gettext as _

from usecases.exchange.sheet_columns import Column
from usecases.exchange.sheet_template import Accepted, csv_file, workbook
from usecases.exchange.use_cases_columns import STAGES, columns_for
from usecases.exchange.use_cases_known import Known, look_up
from usecases.exchange.use_cases_rows import EXAMPLE
from usecases.models.person import Person
from usecases.vocabulary.basis import SourceKind
from usecases.vocabulary.terms import (
    Autonomy,
    DecisionOutcome,
    DevelopmentStage,
    MissingCategory,
    OutcomeResult,
)
from usecases.workflow.take_in import takes_drafts

_YES = ["yes", "no"]


def csv_template(by: Person, *, record: bool) -> bytes:
    """Return the header and the example, as spreadsheets read it."""
    return csv_file(*_filled(by, record=record)[:2])


def xlsx_template(by: Person, *, record: bool) -> bytes:
    """Return a workbook: the sheet to fill in, the explanation, the accepted values."""
    columns, rows, accepted = _filled(by, record=record)
    offered = {name: codes for name, codes in accepted.items() if name != "partners"}
    return workbook(_("Use cases"), columns, rows, accepted, offered=offered)


def _filled(by: Person, *, record: bool) -> tuple[tuple[Column, ...], list[list[str]], Accepted]:
    columns, accepted = columns_for(record=record), _accepted(look_up(by), record=record)
    return columns, [[_example(column, accepted) for column in columns]], accepted


def _accepted(known: Known, *, record: bool) -> Accepted:
    """Return what may stand in each column that takes only some values."""
    phases = known.phases.things()
    accepted = {
        "phase": sorted(each.code for each in phases if record or takes_drafts(each)),
        "institution": sorted(each.short_name for each in known.institutions.things()),
        "category": [each.code for each in known.categories.things()],
        "partners": sorted(each.name for each in known.partners.things()),
        "stage_of_development": list(DevelopmentStage.values),
        "autonomy": list(Autonomy.values),
        **dict.fromkeys(("customer_facing", "ai_against_ai"), _YES),
        **{f"data_{kind}": _YES for kind in ("public", "proprietary", "synthetic", "personal")},
    }
    recorded = {
        "source_kind": list(SourceKind.values),
        "stage": list(STAGES),
        "decision": list(DecisionOutcome.values),
        "decision_reason": sorted(each.code for each in known.reasons.things()),
        "outcome": list(OutcomeResult.values),
        "uncategorised_reason": list(MissingCategory.values),
    }
    return {**accepted, **(recorded if record else {})}


def _example(column: Column, accepted: Accepted) -> str:
    """Return what the example says: real names where there are any, and a title that is refused."""
    if column.name == "title":
        return EXAMPLE
    if column.name in ("phase", "institution", "category"):
        return next(iter(accepted[column.name]), "")
    return _("Document, page") if column.name == "source" else str(column.example)

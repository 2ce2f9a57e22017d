"""Figures of all banks together, frozen for outsiders: one officer, one approver."""

from collections.abc import Sequence
from datetime import datetime

from usecases.demonstration.cast import Cast
from usecases.workflow import freeze, publish
from usecases.workflow.errors import Invalid

_TABLES = (
    ("funnel", "", "How far use cases came, by phase"),
    ("performance", "category", "Results against locked targets, by phase and category"),
    ("incidents", "", "Incidents of the trials, by phase"),
    ("compliance", "", "Reports, answers and notes in time, by phase"),
    ("compute", "", "Compute and exposure, by phase"),
    ("durations", "", "Decided in time, by phase"),
    ("outcomes", "", "What became of use cases, by phase"),
    ("lineage", "", "What followed from earlier use cases, by phase"),
)


def freeze_tables(cast: Cast, phases: Sequence[str], now: datetime) -> None:
    """Freeze each table and publish it: each is held against those before."""
    for report, split, title in _TABLES if phases else ():
        try:
            proposed = freeze.propose(
                report=report, phases=phases, split=split, title=title, as_at=now, by=cast.officer
            )
        except Invalid as refusal:
            if {fault.code for fault in refusal.faults} == {"disclosure"}:
                continue  # beside the tables before, it would give away what they withhold
            raise
        publish.confirm(proposed, by=cast.approver)

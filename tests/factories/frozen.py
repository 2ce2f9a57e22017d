"""Frozen tables, by their verbs."""

from collections.abc import Sequence

from django.utils import timezone

from tests.people import approver, officer
from usecases.models.frozen import FrozenTable
from usecases.models.publications import Publication
from usecases.workflow import freeze, publish


def proposed_table(
    report: str = "funnel",
    phases: Sequence[str] = ("GS1",),
    split: str = "",
    title: str = "A table",
) -> Publication:
    """The officer freezes a table as things stand now, and proposes to publish it."""
    return freeze.propose(
        report=report,
        phases=phases,
        split=split,
        title="A table",
        as_at=timezone.now(),
        by=officer(),
    )


def public_table(
    report: str = "funnel",
    phases: Sequence[str] = ("GS1",),
    split: str = "",
    title: str = "A table",
) -> FrozenTable:
    """The approver publishes what the officer froze."""
    row = proposed_table(report, phases, split)
    publish.confirm(row, by=approver())
    return FrozenTable.objects.get(pk=row.record)

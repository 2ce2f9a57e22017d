"""The end report of a trial: what is still missing of it before the trial is completed."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from usecases.models.monitoring import Deliverable
from usecases.models.usecases import UseCase
from usecases.rules.missing import Missing
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.trials import DeliverableKind


def end_reports(rows: Iterable[UseCase]) -> dict[UUID, tuple[Deliverable, ...]]:
    """Return the end reports of those in trial, waived ones left out; none there, no query."""
    running = [row for row in rows if row.stage == Stage.TRIALLING]
    if not running:
        return {}
    found = Deliverable.objects.filter(
        use_case__in=running, kind=DeliverableKind.END_REPORT, waived_at=None
    )
    reports: dict[UUID, tuple[Deliverable, ...]] = {}
    for row in found:
        reports[row.use_case_id] = (*reports.get(row.use_case_id, ()), row)
    return reports


def missing_report(reports: tuple[Deliverable, ...]) -> list[Missing]:
    """Return what is missing: an end report, one that is not handed in, or not signed off."""
    if not reports:
        text = _("No end report is set: set one, and sign it off once it is handed in.")
        return [Missing("end_report", "required", text)]
    if any(each.handed_in_at is None for each in reports):
        return [Missing("end_report", "not-handed-in", _("The end report is not handed in yet."))]
    if any(each.signed_off_at is None for each in reports):
        return [Missing("end_report", "not-signed-off", _("The end report is not signed off yet."))]
    return []

"""The texts of a phase report that are in force, and which of its editions waits or is public."""

from django.db.models import Exists, OuterRef

from usecases.models.phase_reports import PhaseReport, PhaseReportText
from usecases.models.publications import Publication
from usecases.rules.visibility_register import published


def latest_texts(report: PhaseReport) -> dict[str, PhaseReportText]:
    """Return the text in force of every section that was ever written, by its section."""
    later = PhaseReportText.objects.filter(
        report=OuterRef("report"), section=OuterRef("section"), number__gt=OuterRef("number")
    )
    rows = PhaseReportText.objects.filter(~Exists(later), report=report)
    return {row.section: row for row in rows.select_related("written_by")}


def texts_of(report: PhaseReport) -> dict[str, str]:
    """Return what stands in every section."""
    return {section: row.text for section, row in latest_texts(report).items()}


def editions_of(report: PhaseReport) -> list[Publication]:
    """Return every edition that was proposed, the last first."""
    rows = Publication.objects.filter(record=report.pk).order_by("-version")
    return list(rows.select_related("proposed_by", "confirmed_by"))


def waiting_of(report: PhaseReport) -> Publication | None:
    """Return the edition that waits to be confirmed."""
    rows = Publication.objects.filter(record=report.pk)
    return rows.filter(published_at=None, withdrawn_at=None, superseded_at=None).first()


def public_of(report: PhaseReport) -> Publication | None:
    """Return the edition that the public reads."""
    return published(Publication.objects.filter(record=report.pk)).first()

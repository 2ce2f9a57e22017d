"""Who sees the reports on phases while they are written: staff, and nobody else."""

from django.db.models import QuerySet

from usecases.models.person import Person
from usecases.models.phase_reports import PhaseReport, PhaseReportText
from usecases.rules.permissions import is_staff


def phase_reports_for(person: Person) -> QuerySet[PhaseReport]:
    """Staff see every report; what the public sees of one is its publication."""
    rows = PhaseReport.objects.all()
    return rows if person.system or is_staff(person) else rows.none()


def phase_report_texts_for(person: Person) -> QuerySet[PhaseReportText]:
    """Texts of the reports that the person sees."""
    return PhaseReportText.objects.filter(report__in=phase_reports_for(person).values("pk"))

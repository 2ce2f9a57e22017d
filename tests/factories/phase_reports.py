"""Reports on phases, and a phase of which there is something to report."""

from datetime import date

from tests.factories.findings import cited_finding
from tests.factories.institutions import bank_a, make_partner
from tests.factories.memory import once
from tests.factories.phases import make_participation, make_published_figure, open_phase
from tests.factories.publications import loaded
from tests.factories.usecases import recorded_case
from tests.factories.words import category
from tests.people import approver, officer
from usecases.models.phase_reports import PhaseReport
from usecases.models.phases import Phase
from usecases.models.publications import Publication
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow import phase_reports


def told_phase() -> Phase:
    """A phase of which everything is public that a report lists, once each."""

    def make() -> Phase:
        phase = open_phase("GS1", announced_on=date(2020, 6, 1))
        bank, partner = bank_a(), make_partner("A partner")
        case = recorded_case(Stage.COMPLETED, phase=phase, institution=bank, category=category())
        finding = cited_finding(phase=phase)
        figure = make_published_figure(phase, said_on=date(2020, 6, 1))
        taken = make_participation(phase, partner)
        for record in (phase.programme, phase, category(), bank, partner, case, finding, figure):
            loaded(record)
        for each in (taken, *phase.participations.exclude(pk=taken.pk)):
            loaded(each)
        return phase

    return once("told phase", make)


def told_case() -> UseCase:
    """The use case of that phase."""
    return UseCase.objects.get(phase=told_phase())


def written_report(summary: str = "**One** bank took part.") -> PhaseReport:
    """The officer has written the summary of the report on that phase."""
    report = phase_reports.draft(told_phase(), by=officer())
    phase_reports.write(report, section="summary", text=summary, by=officer())
    return report


def proposed_report(summary: str = "**One** bank took part.") -> Publication:
    """An edition of it waits to be confirmed."""
    return phase_reports.propose(written_report(summary), by=officer())


def published_report(summary: str = "**One** bank took part.") -> Publication:
    """The approver has published it."""
    return phase_reports.confirm(proposed_report(summary), by=approver())

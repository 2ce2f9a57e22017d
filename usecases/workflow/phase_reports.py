"""Officers write the report on a phase, section by section; two people publish an edition of it.

An edition is frozen when it is proposed: what somebody else confirms is what the public reads.
While one waits nothing is written; afterwards the report goes on, to its next edition.
"""

from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.person import Person
from usecases.models.phase_reports import PhaseReport, PhaseReportText
from usecases.models.phases import Phase
from usecases.models.publications import Publication
from usecases.rules.missing import Missing
from usecases.rules.phase_reports import latest_texts, waiting_of
from usecases.rules.visibility_phase_reports import phase_reports_for
from usecases.rules.visibility_register import phases_for, publications_for
from usecases.text.normal import normal
from usecases.vocabulary.actions import Action
from usecases.vocabulary.limits import PLAIN_CHARACTERS
from usecases.vocabulary.phase_report import SECTION_BY_CODE
from usecases.workflow import publish
from usecases.workflow.errors import Stale, WrongStage, invalid
from usecases.workflow.fetch import fetch, require
from usecases.workflow.texts import within


def draft(phase: Phase, *, by: Person) -> PhaseReport:
    """Begin the report on a phase; one that was begun is returned."""
    with writing(by=by):
        require(by, Action.PROPOSE_PUBLICATION)
        found = fetch(phases_for(by), phase.pk)
        known = PhaseReport.objects.filter(phase=found).first()
        return known or trail.add(PhaseReport(phase=found))


def write(
    report: PhaseReport, *, section: str, text: str, by: Person, seen: int | None = None
) -> PhaseReportText | None:
    """Write the text of a section; the same text anew is nothing new.

    `seen` is the number of the version that the writer saw, 0 of none: another raises `Stale`.
    """
    with writing(by=by) as opened:
        found = _open(report, by)
        if section not in SECTION_BY_CODE:
            raise invalid("section", "not-editable", _("There is no such section."))
        words = normal(text).strip()
        within("text", words, PLAIN_CHARACTERS)
        last = latest_texts(found).get(section)
        number = last.number if last else 0
        if (last.text if last else "") == words:
            return last
        if seen is not None and seen != number:
            told = _("Somebody else wrote this section in the meantime.")
            raise Stale(Missing("text", "stale", told))
        row = PhaseReportText(report=found, section=section, number=number + 1, text=words)
        row.written_by = opened.user
        return trail.add(row)


def propose(report: PhaseReport, *, by: Person) -> Publication:
    """Freeze an edition as it stands now, for another person to confirm."""
    with writing(by=by):
        return publish.propose(_open(report, by), by=by)


def confirm(publication: Publication, *, by: Person, read: str = "") -> Publication:
    """Publish the edition that somebody else proposed; `read` is the digest of what was read."""
    with writing(by=by):
        found = fetch(publications_for(by), publication.pk)
        if read and read != found.content.get("digest"):
            raise Stale
        return publish.confirm(found, by=by)


def take_back(report: PhaseReport, *, by: Person, reason: str) -> None:
    """Withdraw the edition that waits, so that the report can be written on."""
    with writing(by=by, reason=reason) as opened:
        require(by, Action.PROPOSE_PUBLICATION)
        if not reason.strip():
            raise invalid("reason", "required", _("Say why."))
        waiting = waiting_of(fetch(phase_reports_for(by), report.pk))
        if waiting is None:
            raise WrongStage
        trail.amend(waiting, {"withdrawn_at": opened.moment})


def withdraw(publication: Publication, *, by: Person, reason: str) -> None:
    """Take an edition out of public view; what stood in it is kept."""
    publish.withdraw(publication, by=by, reason=reason)


def _open(report: PhaseReport, by: Person) -> PhaseReport:
    """Return a report that is still written: no edition of it waits to be confirmed."""
    require(by, Action.PROPOSE_PUBLICATION)
    found = fetch(phase_reports_for(by).select_related("phase__programme"), report.pk)
    if waiting_of(found) is not None:
        text = _("An edition waits to be confirmed: let it be confirmed or taken back first.")
        raise WrongStage(Missing("", "waiting", text))
    return found

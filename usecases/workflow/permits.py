"""Late permits: an approver lets one institution hand in after its phase closed."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.institutions import Institution
from usecases.models.permits import Permit
from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.models.usecases import UseCase
from usecases.rules.deadlines import is_open
from usecases.rules.permits import permits_for
from usecases.rules.visibility_register import institutions_for, phases_for
from usecases.vocabulary.actions import Action
from usecases.workflow.errors import invalid
from usecases.workflow.fetch import fetch, require
from usecases.workflow.validate import validate


def give(
    phase: Phase, *, institution: Institution, until: datetime, by: Person, reason: str
) -> Permit:
    """Let an institution hand in until a moment; one that it had ends with this one."""
    with writing(by=by, reason=reason) as opened:
        require(by, Action.GIVE_PERMIT)
        found = fetch(phases_for(by).select_related("programme"), phase.pk)
        bank = fetch(institutions_for(by), institution.pk)
        require(by, Action.GIVE_PERMIT, UseCase(phase=found, institution=bank))
        _refuse_pointless(found, until, opened.moment)
        if not reason.strip():
            raise invalid("reason", "required", _("Say why."))
        for row in Permit.objects.filter(phase=found, institution=bank, ended_at__isnull=True):
            trail.amend(row, {"ended_at": opened.moment})
        permit = Permit(
            phase=found, institution=bank, until=until, reason=reason.strip(), given_by=opened.user
        )
        validate(permit)
        return trail.add(permit)


def end(permit: Permit, *, by: Person, reason: str) -> Permit:
    """Take a permit back before its time."""
    with writing(by=by, reason=reason) as opened:
        row = fetch(permits_for(by).select_related("institution", "phase__programme"), permit.pk)
        case = UseCase(phase=row.phase, institution=row.institution)
        require(by, Action.GIVE_PERMIT, case)
        if not reason.strip():
            raise invalid("reason", "required", _("Say why."))
        if row.ended_at is not None or row.until < opened.moment:
            raise invalid("", "ended", _("This permit has ended already."))
        trail.amend(row, {"ended_at": opened.moment})
        return row


def _refuse_pointless(phase: Phase, until: datetime, at: datetime) -> None:
    """Refuse a permit that is over, or that gives nothing beyond the phase's own closing."""
    if until <= at:
        raise invalid("until", "past", _("Give a moment that is still to come."))
    if phase.opens_at is None or phase.opens_at > at:
        raise invalid("phase", "not-open", _("The phase has not opened yet."))
    if phase.closes_at is None and is_open(phase, at):
        raise invalid("phase", "open", _("The phase is open and has no closing date."))
    if phase.closes_at is not None and until <= phase.closes_at:
        raise invalid("until", "open", _("The phase itself is open until then."))

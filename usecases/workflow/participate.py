"""Who stands in a phase, by what happened to their use cases."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from usecases.audit import record as trail
from usecases.models.phases import Participation, Phase
from usecases.models.usecases import UseCase
from usecases.vocabulary.basis import Basis, Precision
from usecases.vocabulary.terms import ParticipationRole


@dataclass(frozen=True)
class Since:
    """From when somebody stands in a phase, and how that is known."""

    moment: datetime
    precision: str = Precision.MOMENT
    basis: str = Basis.LIVE
    source: str = ""
    source_kind: str = ""


def applies(case: UseCase, since: Since) -> None:
    """A submitted use case makes its institution an applicant."""
    stands(case.phase, ParticipationRole.APPLICANT, since, institution=case.institution)


def takes_part(case: UseCase, since: Since) -> None:
    """An accepted use case makes its institutions participants and its providers partners."""
    role = ParticipationRole.PARTICIPANT
    stands(case.phase, role, since, institution=case.institution)
    for party in case.parties.select_related("institution", "partner"):
        if party.institution:
            stands(case.phase, role, since, institution=party.institution)
        else:
            stands(case.phase, ParticipationRole.PARTNER, since, partner=party.partner)


def stands(phase: Phase, role: ParticipationRole, since: Since, **who: object) -> None:
    """Let an institution or a partner stand in a phase in this role, from the earliest moment."""
    known = Participation.objects.filter(Q(phase=phase, role=role) & Q(**who)).first()
    if known is not None:
        if since.moment < known.since:
            earlier = {"since": since.moment, "since_precision": since.precision}
            trail.amend(known, earlier)
        return
    row = Participation(phase=phase, role=role, **who)
    row.since, row.since_precision, row.basis = since.moment, since.precision, since.basis
    row.source, row.source_kind = since.source, since.source_kind
    trail.add(row)

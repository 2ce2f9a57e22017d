"""Who stands in a phase, as it follows from what happened to their use cases.

A row that no longer follows is void from then on and a new one takes its place, so that what was
known before can still be asked.
"""

from typing import Any

from django.db.models import Q, QuerySet

from usecases.audit import record as trail
from usecases.audit.writing import current
from usecases.models.institutions import Institution, TechnologyPartner
from usecases.models.phases import Participation, Phase
from usecases.models.trail import StageChange
from usecases.models.usecases import UseCase
from usecases.selection.history import ACCEPTING
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.stages import UNCOUNTED, Stage
from usecases.vocabulary.terms import ParticipationRole
from usecases.workflow.restate import hand_on

_APPLICANT, _PARTICIPANT = ParticipationRole.APPLICANT, ParticipationRole.PARTICIPANT


def follow(case: UseCase) -> None:
    """Let everyone on a case stand in its phase as their cases there say, or no longer."""
    follow_institution(case.phase, case.institution)
    for party in case.parties.select_related("institution", "partner"):
        if party.institution:
            follow_institution(case.phase, party.institution)
        elif party.partner:
            follow_partner(case.phase, party.partner)


def follow_institution(phase: Phase, institution: Institution) -> None:
    """A submitted case makes its institution an applicant, an accepted one a participant."""
    handed_in = Q(to_stage=Stage.SUBMITTED, basis=Basis.LIVE, use_case__institution=institution)
    theirs = Q(use_case__institution=institution) | Q(use_case__parties__institution=institution)
    accepted = Q(to_stage__in=ACCEPTING) & theirs
    _stand(phase, _APPLICANT, _moves(phase).filter(handed_in), institution=institution)
    _stand(phase, _PARTICIPANT, _moves(phase).filter(accepted), institution=institution)


def follow_partner(phase: Phase, partner: TechnologyPartner) -> None:
    """An accepted case makes its providers partners."""
    accepted = Q(to_stage__in=ACCEPTING, use_case__parties__partner=partner)
    _stand(phase, ParticipationRole.PARTNER, _moves(phase).filter(accepted), partner=partner)


def _moves(phase: Phase) -> QuerySet[StageChange]:
    rows = StageChange.objects.standing().filter(use_case__phase=phase)
    return rows.exclude(use_case__stage__in=UNCOUNTED)


def _stand(phase: Phase, role: ParticipationRole, moves: QuerySet[StageChange], **who: Any) -> None:
    """Let somebody stand in a phase since the first of these moves; without any, no longer.

    What a published list says stays as it is.
    """
    known = Participation.objects.filter(phase=phase, role=role, voided_at=None, **who).first()
    if known is not None and not known.by_cases:
        return
    first = moves.order_by("happened_on", "row").select_related("use_case").first()
    if known is not None:
        if first is not None and known.since == first.happened_on:
            return
        trail.amend(known, {"voided_at": current().now})
    if first is None:
        hand_on(known, None)
        return
    row = Participation(phase=phase, role=role, by_cases=True, **who)
    row.since, row.since_precision, row.basis = first.happened_on, first.precision, first.basis
    if first.basis == Basis.RECORDED:
        row.source, row.source_kind = first.source, first.use_case.source_kind
    hand_on(known, trail.add(row))

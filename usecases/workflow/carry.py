"""Keeps conflicts of interest where records are merged or moved: none is lost on the way."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from usecases.audit import record as trail
from usecases.audit.writing import current
from usecases.models.access import User
from usecases.models.institutions import Institution, TechnologyPartner
from usecases.models.interests import Interest
from usecases.models.phases import Phase
from usecases.models.usecases import UseCase
from usecases.vocabulary.reviews import Standing

Firm = Institution | TechnologyPartner


def carry_to(stays: Firm, gone: Firm) -> None:
    """Let conflicts in a duplicate hold in the one that stays; who was free declares anew."""
    column = "institution" if isinstance(gone, Institution) else "partner"
    for row in _in_force(**{column: gone}):
        same = _in_force(person=row.person, phase=row.phase, **{column: stays}).first()
        known = same is not None and same.standing == Standing.CONFLICT
        if row.standing != Standing.CONFLICT or known:
            _end(row)
            continue
        if same is not None:
            _end(same)
        trail.amend(row, {column: stays})


def closed_to(case: UseCase) -> list[User]:
    """Return to whom a conflict closes the case."""
    parties = Q(institution=case.institution_id)
    parties |= Q(institution__joint_parties__use_case=case) | Q(partner__parties__use_case=case)
    about = Q(use_case=case) | Q(phase=case.phase_id) & parties
    rows = _in_force(standing=Standing.CONFLICT).filter(about)
    return list(User.objects.filter(pk__in=rows.values("person")).order_by("email"))


def carry_over(case: UseCase, closed: list[User], *, other_firm: bool) -> None:
    """Keep a case that moved closed to whom it was; of another bank all declare anew."""
    for row in _in_force(use_case=case):
        if row.standing == Standing.NONE and (other_firm or row.person in closed):
            _end(row)
        else:
            trail.amend(row, {"phase": case.phase})
    told = {row.person_id for row in _in_force(use_case=case, standing=Standing.CONFLICT)}
    for person in closed:
        if person.pk not in told:
            trail.add(_carried(case, case.phase, person))


def _carried(case: UseCase, phase: Phase, person: User) -> Interest:
    opened = current()
    return Interest(
        person=person,
        phase=phase,
        use_case=case,
        standing=Standing.CONFLICT,
        why=_("Declared before the use case was moved here."),
        declared_by=opened.user,
        declared_at=opened.moment,
    )


def _in_force(**about: Any) -> Any:
    return Interest.objects.filter(ended_at__isnull=True, **about).select_related("person", "phase")


def _end(row: Interest) -> None:
    trail.amend(row, {"ended_at": current().now})

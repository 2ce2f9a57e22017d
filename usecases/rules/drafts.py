"""What staff may know of drafts: that there are some, and how complete, never what they say."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from usecases.models.institutions import Institution
from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.models.usecases import UseCase
from usecases.rules.answers import missing_answers
from usecases.rules.permissions import is_staff, may
from usecases.rules.visibility import reading_grants
from usecases.vocabulary.actions import Action
from usecases.vocabulary.sections import REQUIRED_FIELDS
from usecases.vocabulary.stages import Stage


@dataclass(frozen=True)
class UnderWay:
    """The drafts of one phase: how many, how many of them complete, and how full on average."""

    phase: Phase
    drafts: int
    complete: int
    answered: int


@dataclass(frozen=True)
class InWriting:
    """One draft as staff know it: whose, for which phase, how full. Nothing of what it says."""

    key: UUID
    institution: Institution
    phase: Phase
    reference: str
    answered: int
    missing: int
    updated_at: datetime


def in_writing(person: Person) -> list[InWriting]:
    """Return the drafts under way, to staff who read cases; the latest first."""
    rows = _drafts(person).select_related("phase__programme", "institution")
    return [_in_writing(draft) for draft in rows.order_by("-updated_at", "pk")]


def one_in_writing(person: Person, key: UUID) -> InWriting | None:
    """Return one such draft."""
    rows = _drafts(person).select_related("phase__programme", "institution")
    draft = rows.filter(pk=key).first()
    return _in_writing(draft) if draft else None


def _in_writing(draft: UseCase) -> InWriting:
    missing = len(list(missing_answers(draft)))
    asked = len(REQUIRED_FIELDS)
    return InWriting(
        key=draft.pk,
        institution=draft.institution,
        phase=draft.phase,
        reference=draft.reference,
        answered=round(100 * (asked - min(missing, asked)) / asked),
        missing=missing,
        updated_at=draft.updated_at,
    )


def _drafts(person: Person) -> QuerySet[UseCase]:
    if not (is_staff(person) and may(person, Action.READ_CASES)):
        return UseCase.objects.none()
    return UseCase.objects.filter(_to_belong_to(person), stage=Stage.DRAFT, discarded_at=None)


def under_way(person: Person) -> list[UnderWay]:
    """Return the drafts under way in each phase, to staff who read cases."""
    rows = _drafts(person)
    missing: dict[Phase, list[int]] = {}
    for draft in rows.select_related("phase__programme").order_by("phase__code"):
        missing.setdefault(draft.phase, []).append(len(list(missing_answers(draft))))
    return [_summed(phase, counts) for phase, counts in missing.items()]


def _to_belong_to(person: Person) -> Q:
    """The condition that a draft would be, once submitted, of an authority the person reads."""
    authorities = [grant.authority_id for grant in reading_grants(person)]
    if None in authorities:
        return Q()
    led = Q(institution__authority=None, phase__programme__lead__in=authorities)
    return Q(institution__authority__in=authorities) | led


def _summed(phase: Phase, missing: list[int]) -> UnderWay:
    asked = len(REQUIRED_FIELDS) * len(missing)
    lacking = sum(min(each, len(REQUIRED_FIELDS)) for each in missing)
    return UnderWay(phase, len(missing), missing.count(0), round(100 * (asked - lacking) / asked))

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
from usecases.rules.asked import Asked, asked_of, missing_answered
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
    drafts = list(rows.order_by("-updated_at", "pk"))
    asked = asked_of(drafts)
    return [_in_writing(draft, asked[draft.pk]) for draft in drafts]


def one_in_writing(person: Person, key: UUID) -> InWriting | None:
    """Return one such draft."""
    rows = _drafts(person).select_related("phase__programme", "institution")
    draft = rows.filter(pk=key).first()
    return _in_writing(draft, asked_of([draft])[draft.pk]) if draft else None


def _in_writing(draft: UseCase, form: Asked) -> InWriting:
    missing, asked = _missing(draft, form), _required(form)
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
    drafts = list(rows.select_related("phase__programme").order_by("phase__code"))
    forms, counted = asked_of(drafts), dict[Phase, list[tuple[int, int]]]()
    for draft in drafts:
        form = forms[draft.pk]
        counted.setdefault(draft.phase, []).append((_missing(draft, form), _required(form)))
    return [_summed(phase, counts) for phase, counts in counted.items()]


def _missing(draft: UseCase, form: Asked) -> int:
    return len([*missing_answers(draft), *missing_answered(form)])


def _required(form: Asked) -> int:
    """Return how many answers the form of a phase asks for at least."""
    return len(REQUIRED_FIELDS) + sum(1 for each in form.questions if each.required)


def _to_belong_to(person: Person) -> Q:
    """The condition that a draft would be, once submitted, of an authority the person reads."""
    authorities = [grant.authority_id for grant in reading_grants(person)]
    if None in authorities:
        return Q()
    led = Q(institution__authority=None, phase__programme__lead__in=authorities)
    return Q(institution__authority__in=authorities) | led


def _summed(phase: Phase, counted: list[tuple[int, int]]) -> UnderWay:
    asked = sum(required for _, required in counted)
    lacking = sum(min(missing, required) for missing, required in counted)
    complete = sum(1 for missing, _ in counted if not missing)
    return UnderWay(phase, len(counted), complete, round(100 * (asked - lacking) / asked))

"""Conflicts of interest: which cases are closed to whom, and which are declared free of one.

A conflict in an institution or a partner closes every case of the phase on which it is a party;
one in a use case closes that case.
"""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from usecases.models.access import User
from usecases.models.interests import Interest
from usecases.models.parties import Party
from usecases.models.usecases import UseCase
from usecases.vocabulary.reviews import Standing


def no_conflict(user: User, case: str = "pk") -> Q:
    """The condition that a case, found at `case`, is not one that the person has a conflict in."""
    of_cases = Interest.objects.filter(**_conflict("", user), use_case__isnull=False)
    led = UseCase.objects.filter(
        **_conflict("institution__interests__", user), institution__interests__phase=F("phase")
    )
    joint = Party.objects.filter(
        **_conflict("institution__interests__", user),
        institution__interests__phase=F("use_case__phase"),
    )
    provided = Party.objects.filter(
        **_conflict("partner__interests__", user),
        partner__interests__phase=F("use_case__phase"),
    )
    return (
        ~Q(**{f"{case}__in": of_cases.values("use_case")})
        & ~Q(**{f"{case}__in": led.values("pk")})
        & ~Q(**{f"{case}__in": joint.values("use_case")})
        & ~Q(**{f"{case}__in": provided.values("use_case")})
    )


def _conflict(prefix: str, user: User) -> dict[str, Any]:
    told = {"person": user, "standing": Standing.CONFLICT, "ended_at__isnull": True}
    return {f"{prefix}{name}": value for name, value in told.items()}


def conflicts_of(person: str, case: str) -> Exists:
    """The condition on rows that the person at one path has a conflict in the case at another."""
    phase, bank = f"{case}__phase", f"{case}__institution"
    party = Q(institution__joint_parties__use_case=OuterRef(case)) | Q(
        partner__parties__use_case=OuterRef(case)
    )
    about = Q(use_case=OuterRef(case)) | Q(phase=OuterRef(phase)) & (
        Q(institution=OuterRef(bank)) | party
    )
    rows = Interest.objects.filter(about, person=OuterRef(person))
    return Exists(rows.filter(standing=Standing.CONFLICT, ended_at__isnull=True))


def declared_free(user: User) -> Q:
    """The condition on use cases that the person declared no conflict in the case itself, or
    none in any party to it.
    """
    free = Interest.objects.filter(person=user, standing=Standing.NONE, ended_at__isnull=True)
    bank = free.filter(phase=OuterRef("phase"), institution=OuterRef("institution"))
    party = free.filter(phase=OuterRef("use_case__phase")).filter(
        Q(institution=OuterRef("institution")) | Q(partner=OuterRef("partner"))
    )
    unsaid = Party.objects.filter(~Exists(party), use_case=OuterRef("pk"))
    return Q(Exists(free.filter(use_case=OuterRef("pk")))) | Q(Exists(bank)) & ~Q(Exists(unsaid))

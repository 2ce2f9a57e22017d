"""What staff are told by mail: that something waits in the console, and never what."""

from datetime import date
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from usecases.audit.context import reliving
from usecases.audit.writing import current
from usecases.models.access import RoleGrant, User
from usecases.models.messages import Message
from usecases.models.person import in_force, person_for
from usecases.models.phases import Phase
from usecases.models.usecases import UseCase
from usecases.rules.permissions import may, on_case
from usecases.rules.visibility import use_cases_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.messages import Channel, Letter
from usecases.vocabulary.roles import Role


def tell_assigned(assessor: User, phase: Phase, due_on: date | None) -> None:
    """Tell somebody that use cases of a phase wait for an assessment."""
    address = settings.PUBLIC_ADDRESS + reverse("admin:assessments-mine")
    about = {"phase": phase, "due_on": due_on, "address": address}
    _tell(Letter.ASSIGNED, assessor, about)


def tell_again(assessor: User, phase: Phase) -> None:
    """Tell somebody that what they assessed was changed, and is to be assessed anew."""
    address = settings.PUBLIC_ADDRESS + reverse("admin:assessments-mine")
    _tell(Letter.ASKED_AGAIN, assessor, {"phase": phase, "address": address})


def tell_officers(letter: str, case: UseCase, address: str, **about: Any) -> None:
    """Tell who handles a case that its bank did something: its officer, else all who may."""
    about |= {"phase": case.phase, "address": settings.PUBLIC_ADDRESS + address}
    for reader in _officers(case):
        _tell(letter, reader, about)


def _officers(case: UseCase) -> list[User]:
    """Return the officer of a case, if still one who sees it; else every officer who does."""
    own = [case.case_officer] if case.case_officer else []
    if found := [each for each in own if _handles(each, case)]:
        return found
    grants = RoleGrant.objects.filter(in_force(current().now), role=Role.OFFICER)
    people = User.objects.filter(pk__in=grants.values("user"), is_active=True).order_by("email")
    return [each for each in people if _handles(each, case)]


def _handles(user: User, case: UseCase) -> bool:
    person = person_for(user)
    seen = may(on_case(person, case), Action.HANDLE)
    return seen and use_cases_for(person).filter(pk=case.pk).exists()


def _tell(letter: str, reader: User, about: dict[str, Any]) -> None:
    """Queue a mail, once in a transaction however many cases it is about.

    It belongs to no case: whoever turns out to have a conflict finds none in it.
    """
    opened = current()
    if reliving():
        return
    with translation.override("en"):
        text = render_to_string(f"letters/{letter}.txt", {"reader": reader, **about})
    subject, _, body = text.strip().partition("\n")
    words = {"letter": letter, "recipient": reader, "subject": subject.strip()}
    words["body"] = body.strip() + "\n"
    if Message.objects.filter(recorded_at=opened.now, **words).exists():
        return
    Message.objects.create(
        recorded_at=opened.now, updated_at=opened.now, channel=Channel.MAIL, **words
    )

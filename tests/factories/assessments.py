"""Criteria, interests, assignments and assessments, by their verbs."""

from typing import Any

from tests.factories.base import add
from tests.people import assessor, officer
from usecases.models.access import User
from usecases.models.assessments import Assessment, Assignment, Criterion
from usecases.models.interests import Interest
from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.models.usecases import UseCase
from usecases.workflow.assign import assign
from usecases.workflow.declare import declare
from usecases.workflow.judge import hand_in, write

WORDS = {"1": "Poor", "2": "Weak", "3": "Fair", "4": "Good", "5": "Excellent"}


def user_of(person: Person) -> User:
    """Return the account of somebody who signed in."""
    assert person.user is not None
    return person.user


def make_criterion(phase: Phase, code: str = "innovation", **fields: Any) -> Criterion:
    """Make a criterion of a phase, from 1 to 5."""
    words = {"label_en": code.title(), "scale": WORDS, **fields}
    return add(Criterion(phase=phase, code=code, **words))


def assigned(case: UseCase, person: Person | None = None, **fields: Any) -> Assignment:
    """The officer assigns a case."""
    return assign(case, user_of(person or assessor()), by=officer(), **fields)


def declared(case: UseCase, person: Person | None = None) -> list[Interest]:
    """The assessor declares no conflict in a case."""
    return declare(case.phase, free=[case], by=person or assessor())


def conflicted(case: UseCase, person: Person, why: str = "") -> list[Interest]:
    """The person declares a conflict in a case."""
    return declare(case.phase, conflicts=[case], by=person, why=why)


def open_to_assess(case: UseCase, person: Person | None = None) -> UseCase:
    """Assign a case and declare it free of a conflict."""
    assigned(case, person)
    declared(case, person)
    return case


def drafted(case: UseCase, person: Person | None = None, score: int = 4) -> Assessment:
    """The assessor scores every criterion of the case's phase, and hands nothing in."""
    criteria = case.phase.criteria.filter(active=True)
    return write(
        case,
        scores={each.code: (score, "") for each in criteria},
        comment="Sound.",
        recommendation="accept",
        by=person or assessor(),
    )


def handed_in(case: UseCase, person: Person | None = None, score: int = 4) -> Assessment:
    """Assign, declare, score and hand in."""
    open_to_assess(case, person)
    drafted(case, person, score)
    return hand_in(case, by=person or assessor())


def judged_once(case: UseCase) -> None:
    """Write what was assigned, declared and handed in about a case, wherever it stands by now."""
    person, by = user_of(assessor()), user_of(officer())
    version = case.submissions.order_by("-number")[:1].get()
    add(Assignment(use_case=case, assessor=person, assigned_by=by))
    said = {"standing": "none", "declared_by": person, "declared_at": version.signed_at}
    add(Interest(person=person, phase=case.phase, use_case=case, **said))
    judged = {"recommendation": "accept", "comment": "Sound.", "submitted_at": version.signed_at}
    add(Assessment(use_case=case, submission=version, assessor=person, **judged))

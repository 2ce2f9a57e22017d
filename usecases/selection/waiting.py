"""What waits on a person: named selections, so that a number is the count of the list behind it.

A list narrows itself by `waiting=<name>`; first page and sidebar count the same selections.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.missing import Missing
from usecases.rules.permissions import may
from usecases.rules.visibility import decisions_for, use_cases_for
from usecases.rules.visibility_register import publications_for
from usecases.rules.visibility_trials import deliverables_for
from usecases.selection import conditions as when
from usecases.selection.errors import BadParameters
from usecases.selection.history import any_of
from usecases.selection.waits import Waiting
from usecases.selection.waits_review import REVIEW
from usecases.vocabulary.actions import Action
from usecases.vocabulary.stages import ENDED, Stage

# The subjects that something can wait in, by their names in the API: whose rows a person sees.
ROWS: dict[str, Callable[[Person], QuerySet[Any]]] = {
    "use-cases": use_cases_for,
    "decisions": decisions_for,
    "publications": publications_for,
    "deliverables": deliverables_for,
}


WAITING: dict[str, Waiting] = {
    each.name: each
    for each in (
        Waiting(
            "to-screen",
            "use-cases",
            _("To screen"),
            _("came in and wait for screening"),
            Action.HANDLE,
            when.to_screen,
        ),
        Waiting(
            "to-assess",
            "use-cases",
            _("To send to assessment"),
            _("are being screened"),
            Action.HANDLE,
            when.to_assess,
        ),
        *REVIEW,
        Waiting(
            "to-propose",
            "use-cases",
            _("To propose a decision on"),
            _("are assessed, with no decision proposed"),
            Action.PROPOSE,
            when.to_propose,
        ),
        Waiting(
            "assessor-in-conflict",
            "use-cases",
            _("Assessor with a conflict"),
            _("are assigned to somebody who has a conflict of interest"),
            Action.HANDLE,
            when.assessor_in_conflict,
        ),
        Waiting(
            "to-start",
            "use-cases",
            _("To start"),
            _("were accepted and wait for their trial to start"),
            Action.HANDLE,
            when.to_start,
        ),
        Waiting(
            "to-follow-up",
            "use-cases",
            _("To follow up"),
            _("were completed 6 or 12 months ago, and nothing is written of it yet"),
            Action.HANDLE,
            when.to_follow_up,
        ),
        Waiting(
            "to-sign-off",
            "deliverables",
            _("To sign off"),
            _("were handed in and wait to be signed off"),
            Action.HANDLE,
            when.deliverables_to_sign_off,
        ),
        Waiting(
            "late-deliverable",
            "deliverables",
            _("Deliverable late"),
            _("are past their day and not handed in"),
            Action.READ_CASES,
            when.late_deliverables,
            late=True,
        ),
        Waiting(
            "without-officer",
            "use-cases",
            _("Without a case officer"),
            _("are active and nobody's"),
            Action.HANDLE,
            when.without_officer,
        ),
        Waiting(
            "to-look-over",
            "use-cases",
            _("Recorded, to look over"),
            _("were recorded after the fact and not looked over"),
            Action.LOOK_OVER,
            when.to_look_over,
        ),
        Waiting(
            "late-decision",
            "use-cases",
            _("Decision late"),
            _("are past the programme's target for a decision"),
            Action.READ_CASES,
            when.late_decision,
            late=True,
        ),
        Waiting(
            "late-start",
            "use-cases",
            _("Start late"),
            _("should be in trial by their plan"),
            Action.READ_CASES,
            when.late_start,
            late=True,
        ),
        Waiting(
            "late-end",
            "use-cases",
            _("End late"),
            _("are in trial past the planned end"),
            Action.READ_CASES,
            when.late_end,
            late=True,
        ),
        Waiting(
            "to-confirm",
            "decisions",
            _("To confirm"),
            _("were proposed by somebody else"),
            Action.CONFIRM,
            when.decisions_to_confirm,
        ),
        Waiting(
            "to-release",
            "decisions",
            _("To release"),
            _("are confirmed and due; the bank knows nothing yet"),
            Action.RELEASE,
            when.decisions_to_release,
        ),
        Waiting(
            "to-publish",
            "publications",
            _("To confirm"),
            _("were proposed for publication by somebody else"),
            Action.CONFIRM_PUBLICATION,
            when.publications_to_confirm,
        ),
    )
}


def open_to(person: Person) -> list[Waiting]:
    """Return what can wait on this person at all."""
    return [each for each in WAITING.values() if may(person, each.action)]


def narrow(rows: QuerySet[Any], subject: str, name: str, person: Person) -> QuerySet[Any]:
    """Narrow rows of a subject that the person sees to what waits under this name."""
    waiting = WAITING.get(name)
    if waiting is None or waiting.subject != subject or not may(person, waiting.action):
        raise BadParameters(Missing("waiting", "unknown", _("There is no such list.")))
    return rows.filter(waiting.condition(person, timezone.now()))


def select(person: Person, name: str) -> QuerySet[Any]:
    """Return what waits on the person under this name."""
    subject = WAITING[name].subject
    return narrow(ROWS[subject](person), subject, name, person)


def counts(person: Person) -> Mapping[str, int]:
    """Return how many wait under each name that is open to the person: one query a subject."""
    now, found = timezone.now(), dict[str, int]()
    for subject, rows in ROWS.items():
        mine = [each for each in open_to(person) if each.subject == subject]
        conditions = {each.name: each.condition(person, now) for each in mine}
        if conditions:
            counted = {name: Count("pk", filter=held) for name, held in conditions.items()}
            found |= _active(rows(person), conditions).order_by().aggregate(**counted)
    return found


# What waits though its use case has ended.
_OF_THE_PAST = ("to-look-over", "to-follow-up")


def _active(rows: QuerySet[Any], conditions: Mapping[str, Q]) -> QuerySet[Any]:
    """Pass over use cases on which nothing can wait, so that a long past costs nothing."""
    if rows.model is not UseCase:
        return rows
    active = Q(stage__in=[stage for stage in Stage if stage not in ENDED])
    past = [conditions[name] for name in _OF_THE_PAST if name in conditions]
    return rows.filter(any_of([active, *past]))

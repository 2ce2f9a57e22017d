"""The first page: what waits at which stage, the decisions under way, the intake of a phase."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.rules.deadlines import is_open
from usecases.rules.drafts import UnderWay, under_way
from usecases.rules.permissions import may
from usecases.rules.visibility import decisions_for, use_cases_for
from usecases.rules.visibility_register import phases_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.stages import Stage

_WAITING: tuple[tuple[str, Promise], ...] = (
    (Stage.SUBMITTED, _("came in and wait for screening")),
    (Stage.SCREENING, _("are being screened")),
    (Stage.ASSESSING, _("are being assessed and wait for a decision")),
    (Stage.WAITLISTED, _("are on the waiting list")),
    (Stage.ACCEPTED, _("were accepted and wait for their trial to start")),
    (Stage.TRIALLING, _("are in trial")),
)


@dataclass(frozen=True)
class Tile:
    """A number that opens its list."""

    label: Promise | str
    note: Promise | str
    number: int
    url: str


@dataclass(frozen=True)
class Intake:
    """What came into an open phase, against its capacity."""

    phase: Phase
    received: int
    url: str


def _list(model: str, **params: Any) -> str:
    return f"{reverse(f'admin:usecases_{model}_changelist')}?{urlencode(params)}"


def first_page(person: Person) -> dict[str, list[Tile] | list[Intake] | list[UnderWay]]:
    """Return what the first page shows to this person; whoever reads no cases, nothing of them."""
    if not may(person, Action.READ_CASES):
        return {"cases": [], "decisions": [], "drafts": [], "intake": []}
    return {
        "cases": _cases(person),
        "decisions": _decisions(person),
        "drafts": under_way(person),
        "intake": _intake(person),
    }


def _cases(person: Person) -> list[Tile]:
    by_stage = use_cases_for(person).order_by().values_list("stage").annotate(Count("pk"))
    counts = dict(by_stage)
    return [
        Tile(Stage(code).label, note, counts.get(code, 0), _list("usecase", stage__exact=code))
        for code, note in _WAITING
    ]


def _decisions(person: Person) -> list[Tile]:
    rows = decisions_for(person).filter(released_at=None, refused_at=None)
    proposed = rows.filter(confirmed_at=None).count()
    confirmed = rows.exclude(confirmed_at=None).count()
    return [
        Tile(
            _("Proposed"),
            _("wait for another person"),
            proposed,
            _list("decision", state="proposed"),
        ),
        Tile(
            _("Confirmed"), _("wait for release"), confirmed, _list("decision", state="confirmed")
        ),
    ]


def _intake(person: Person) -> list[Intake]:
    now, cases = timezone.now(), use_cases_for(person)
    phases = phases_for(person).select_related("programme").filter(opens_at__lte=now)
    counts = dict(cases.order_by().values_list("phase").annotate(Count("pk")))
    return [
        Intake(phase, counts.get(phase.pk, 0), _list("usecase", phase__id__exact=phase.pk))
        for phase in phases
        if is_open(phase, now)
    ]

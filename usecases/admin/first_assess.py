"""What waits on an assessor, for the first page."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from usecases.models.person import Person
from usecases.rules.assessing import Task, tasks_for
from usecases.rules.permissions import may
from usecases.vocabulary.actions import Action

_SHOWN = 5


@dataclass(frozen=True)
class Assessing:
    """How much is assigned and how far it is; what is due next."""

    undeclared: int
    to_do: int
    late: int
    handed_in: int
    next: list[Task]


def assessing(person: Person, now: datetime) -> Assessing | None:
    """Return what is assigned to the person; nothing where nothing is."""
    tasks = tasks_for(person) if may(person, Action.ASSESS) else []
    if not tasks:
        return None
    today = timezone.localdate(now)
    to_do = [each for each in tasks if each.owed and each.declared]
    return Assessing(
        undeclared=sum(1 for each in tasks if not each.declared),
        to_do=len(to_do),
        late=sum(1 for each in tasks if each.late(today)),
        handed_in=sum(1 for each in tasks if not each.owed),
        next=to_do[:_SHOWN],
    )

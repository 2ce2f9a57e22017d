"""What became of a bank's use case: told by the bank, asked again after 6 and 12 months."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest

from usecases.models.outcomes import Outcome
from usecases.portal.place import Place
from usecases.rules.due import today_of
from usecases.rules.follow_ups import FollowUp, follow_ups
from usecases.rules.visibility import outcomes_for
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.limits import FOLLOW_UP_EARLY_DAYS
from usecases.vocabulary.monitoring import STARTED
from usecases.vocabulary.stages import Stage


@dataclass(frozen=True)
class Asked:
    """One follow-up as the bank sees it: when it is asked, what was replied, whether it is open."""

    row: FollowUp
    today: date

    @property
    def opens_on(self) -> date:
        """From which day on a reply answers it."""
        return self.row.due_on - timedelta(days=FOLLOW_UP_EARLY_DAYS)

    @property
    def open(self) -> bool:
        """Whether a reply is taken now: also where it was written down that none came."""
        told = self.row.reply is not None and not self.row.unanswered
        return not told and self.opens_on <= self.today

    @property
    def late(self) -> bool:
        """Whether its day has passed without a reply."""
        return self.open and self.row.due_on < self.today


def outcome_tab(request: HttpRequest, place: Place) -> dict[str, Any]:
    """Show what was told, what is asked again and when."""
    outcomes = outcomes_of(place)
    return {
        "outcomes": outcomes,
        "follow_ups": asked_of(place, outcomes),
        "tellable": tellable(place),
    }


def outcomes_of(place: Place) -> list[Outcome]:
    """Return what was told of a use case, the latest first."""
    return list(outcomes_for(place.person).filter(use_case=place.case))


def tellable(place: Place) -> bool:
    """Whether its bank may tell what became of it."""
    return place.case.stage in STARTED and place.case.basis == Basis.LIVE


def asked_of(place: Place, outcomes: list[Outcome]) -> list[Asked]:
    """Return the follow-ups of a completed trial."""
    case = place.case
    ended = [each.change for each in place.lived if each.status.code == Stage.COMPLETED]
    if case.stage != Stage.COMPLETED or case.basis != Basis.LIVE or not ended:
        return []
    programme = case.phase.programme
    completed, today = (today_of(programme, at) for at in (ended[-1].happened_on, place.now))
    return [Asked(each, today) for each in follow_ups(completed, outcomes)]

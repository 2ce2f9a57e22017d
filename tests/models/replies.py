"""What would break each constraint of replies to decisions and to what is to be public."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from tests.factories.access import make_user
from tests.factories.base import add
from tests.factories.reviews import released_decision
from tests.factories.usecases import recorded_case, use_case_at
from tests.models.behind import again, set_to
from usecases.models.proposals import Clearance, DecisionReply
from usecases.vocabulary.stages import Stage

AT = datetime(2020, 6, 1, tzinfo=UTC)


def decision_reply(*, accepts: bool, **fields: Any) -> DecisionReply:
    decision = released_decision(use_case_at(Stage.ASSESSING))
    told = {"replied_by": make_user(), "replied_at": AT, "accepts": accepts, **fields}
    return add(DecisionReply(decision=decision, use_case=decision.use_case, **told))


def clearance() -> Clearance:
    return add(Clearance(use_case=recorded_case(), asked_by=make_user(), asked_at=AT))


VIOLATIONS: dict[str, Callable[[], Any]] = {
    "decision_accepted_once": lambda: again(decision_reply(accepts=True)),
    "decision_query_says_what": lambda: set_to(decision_reply(accepts=True), accepts=False),
    "decision_query_answered_says_what": lambda: set_to(
        decision_reply(accepts=False, text="Why?"), answered_at=AT
    ),
    "clearance_open_once": lambda: again(clearance()),
    "clearance_answered_says_how": lambda: set_to(clearance(), answered_at=AT, agreed=True),
}

"""What was decided about a bank's use case, what the bank said to it, and what it may say yet."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from usecases.models.proposals import DecisionReply
from usecases.models.reviews import Decision
from usecases.portal.place import Place
from usecases.rules import replies
from usecases.rules.visibility import decisions_for
from usecases.rules.visibility_replies import decision_replies_for


@dataclass(frozen=True)
class Decided:
    """A decision with the replies to it; which further ones are open to the bank."""

    row: Decision
    replies: list[DecisionReply] = field(default_factory=list)
    acceptable: bool = False
    queryable: bool = False

    @property
    def accepted(self) -> DecisionReply | None:
        """The reply that accepts it, if there is one."""
        return next((each for each in self.replies if each.accepts), None)


def decision_tab(request: HttpRequest, place: Place) -> dict[str, Any]:
    """Show every decision that was released, the latest first, with what was said to it."""
    return {"decided": decided_of(place)}


def decided_of(place: Place) -> list[Decided]:
    """Return the released decisions of a use case, the latest first; two queries, or one."""
    rows = decisions_for(place.person).filter(use_case=place.case)
    found = list(rows.select_related("reason", "letter").order_by("-released_at", "id"))
    if not found:
        return []
    said: dict[Any, list[DecisionReply]] = {}
    told = decision_replies_for(place.person).filter(use_case=place.case)
    for each in told.select_related("replied_by", "answered_by").order_by("replied_at", "id"):
        said.setdefault(each.decision_id, []).append(each)
    standing = replies.in_force(place.case, found)
    return [_decided(row, standing, said.get(row.pk, [])) for row in found]


def _decided(row: Decision, standing: Decision | None, said: list[DecisionReply]) -> Decided:
    return Decided(
        row,
        said,
        acceptable=not list(replies.against_accepting(row, standing, said)),
        queryable=not list(replies.against_querying(row, standing, said)),
    )

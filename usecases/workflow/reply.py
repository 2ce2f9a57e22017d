"""The bank accepts a decision with its conditions, or asks about it; staff answer."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.audit.writing import current
from usecases.models.person import Person
from usecases.models.proposals import DecisionReply
from usecases.models.reviews import Decision
from usecases.models.usecases import UseCase
from usecases.notices.outbox import tell
from usecases.notices.staff import tell_officers
from usecases.rules import replies
from usecases.rules.missing import Missing
from usecases.rules.visibility import decisions_for
from usecases.rules.visibility_replies import decision_replies_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.limits import PLAIN_CHARACTERS
from usecases.vocabulary.messages import Letter
from usecases.workflow.errors import Invalid, WrongStage, invalid
from usecases.workflow.fetch import fetch, fetch_use_case, require
from usecases.workflow.texts import required


def accept(decision: Decision, *, by: Person) -> DecisionReply:
    """Accept a decision with its conditions, for the institution: a signatory's act."""
    with writing(by=by) as opened:
        found, case = _fetched(decision, by, Action.SIGN)
        _heed(replies.against_accepting(found, *_told(found, case, by)))
        reply = DecisionReply(
            decision=found,
            use_case=case,
            accepts=True,
            replied_by=opened.user,
            replied_at=opened.moment,
        )
        reply = trail.add(reply)
        tell(Letter.DECISION_ACCEPTED, case, decision=found, reply=reply)
        _tell_officers(case)
        return reply


def query(decision: Decision, *, text: str, by: Person) -> DecisionReply:
    """Ask about a decision, whatever it says; one query at a time."""
    with writing(by=by) as opened:
        found, case = _fetched(decision, by, Action.DRAFT)
        _heed(replies.against_querying(found, *_told(found, case, by)))
        said = required("text", text, PLAIN_CHARACTERS, _("Write your query."))
        reply = DecisionReply(
            decision=found,
            use_case=case,
            accepts=False,
            text=said,
            replied_by=opened.user,
            replied_at=opened.moment,
        )
        reply = trail.add(reply)
        _tell_officers(case)
        return reply


def answer(reply: DecisionReply, *, text: str, by: Person) -> DecisionReply:
    """Answer a query; the bank reads it in the portal and by mail."""
    with writing(by=by):
        found = fetch(decision_replies_for(by), reply.pk)
        case = fetch_use_case(found.use_case, by)
        require(by, Action.HANDLE, case)
        if found.accepts:
            raise WrongStage
        if found.answered_at is not None:
            raise invalid("", "answered", _("This query is answered already."))
        said = required("text", text, PLAIN_CHARACTERS, _("Write the answer."))
        opened = current()
        told = {"answer": said, "answered_by": opened.user, "answered_at": opened.moment}
        trail.amend(found, told)
        tell(Letter.QUERY_ANSWERED, case, reply=found)
        return found


def _fetched(decision: Decision, by: Person, action: Action) -> tuple[Decision, UseCase]:
    """Return the decision and its case, if the person may do this for the bank of the case."""
    found = fetch(decisions_for(by), decision.pk)
    case = fetch_use_case(found.use_case, by)
    require(by, action, case)
    return found, case


def _told(
    decision: Decision, case: UseCase, by: Person
) -> tuple[Decision | None, list[DecisionReply]]:
    standing = replies.in_force(case, decisions_for(by).filter(use_case=case))
    return standing, list(decision_replies_for(by).filter(decision=decision))


def _heed(against: Iterable[Missing]) -> None:
    faults = tuple(against)
    if faults:
        raise (WrongStage if faults[0].code == replies.WRONG_STAGE else Invalid)(*faults)


def _tell_officers(case: UseCase) -> None:
    tell_officers(Letter.BANK_REPLIED, case, reverse("admin:index"))

"""What of a use case is to be public: staff ask with the very text, a signatory agrees or not."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.audit.writing import current
from usecases.models.person import Person
from usecases.models.proposals import Clearance
from usecases.models.usecases import UseCase
from usecases.notices.outbox import tell
from usecases.notices.staff import tell_officers
from usecases.rules.clearances import ASKED_AT, UNCLEARED, cleared, latest_of
from usecases.rules.missing import Missing
from usecases.rules.visibility_replies import clearances_for
from usecases.text.digest import digest
from usecases.vocabulary.actions import Action
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.limits import PLAIN_CHARACTERS
from usecases.vocabulary.messages import Letter
from usecases.workflow.errors import Invalid, NotReady, Stale, WrongStage, invalid
from usecases.workflow.fetch import fetch, fetch_use_case, require
from usecases.workflow.public_side import public_side
from usecases.workflow.texts import required


def stamp(clearance: Clearance) -> str:
    """Return what tells the text that was read from one that reads otherwise."""
    return digest(clearance.content)


def ask(use_case: UseCase, *, by: Person) -> Clearance:
    """Ask the bank to agree to what would be public now; one that waits is asked anew."""
    with writing(by=by) as opened:
        case = fetch_use_case(use_case, by)
        require(by, Action.PROPOSE_PUBLICATION, case)
        _askable(case)
        content, last = public_side(case)[1], latest_of([case.pk]).get(case.pk)
        if last is not None and last.content == content and last.agreed is not False:
            text = _("The bank has been asked about exactly this text.")
            raise invalid("", "asked", text)
        asked = {"content": content, "asked_by": opened.user, "asked_at": opened.moment}
        if last is not None and last.answered_at is None:
            trail.amend(last, asked)
        else:
            last = trail.add(Clearance(use_case=case, **asked))
        tell(Letter.CLEARANCE_ASKED, case)
        return last


def agree(clearance: Clearance, *, by: Person, read: str) -> Clearance:
    """Agree, for the institution, to what was read; `read` is its stamp, else `Stale`."""
    with writing(by=by):
        found = _open(clearance, by)
        if read != stamp(found):
            raise Stale
        return _answer(found, agreed=True, answer="")


def object_to(clearance: Clearance, *, by: Person, text: str) -> Clearance:
    """Say what to change before anything is published."""
    with writing(by=by):
        found = _open(clearance, by)
        said = required("text", text, PLAIN_CHARACTERS, _("Say what to change."))
        return _answer(found, agreed=False, answer=said)


def refuse_uncleared(case: UseCase, content: dict[str, Any]) -> None:
    """Refuse to publish of a live case what its bank has not agreed to, word by word."""
    if not cleared(case, content, latest_of([case.pk]).get(case.pk)):
        raise NotReady(UNCLEARED)


def _askable(case: UseCase) -> None:
    """Refuse a case that is public by its source, one without a place, and a text not written."""
    if case.basis == Basis.RECORDED:
        text = _("It was recorded from what is public: its source stands in, nobody is asked.")
        raise invalid("", "recorded", text)
    if case.stage not in ASKED_AT:
        raise WrongStage
    unwritten = [name for name in ("public_title", "public_summary") if not getattr(case, name)]
    if unwritten:
        text = _("Write it first, under Edit.")
        raise Invalid(*(Missing(name, "required", text) for name in unwritten))


def _open(clearance: Clearance, by: Person) -> Clearance:
    found = fetch(clearances_for(by), clearance.pk)
    require(by, Action.SIGN, fetch_use_case(found.use_case, by))
    if found.answered_at is not None:
        raise WrongStage
    return found


def _answer(found: Clearance, **told: Any) -> Clearance:
    opened = current()
    trail.amend(found, {**told, "answered_by": opened.user, "answered_at": opened.moment})
    tell_officers(Letter.BANK_REPLIED, found.use_case, reverse("admin:index"))
    return found

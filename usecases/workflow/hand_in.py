"""What was due is handed in, signed off, or sent back with a reason.

The bank hands it in itself, now; staff write down what came another way, and when.
"""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.casefile import Attachment
from usecases.models.monitoring import Deliverable
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.notices.outbox import tell
from usecases.notices.staff import tell_officers
from usecases.rules.visibility_casefile import attachments_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.limits import PLAIN_CHARACTERS
from usecases.vocabulary.messages import Letter
from usecases.vocabulary.monitoring import STARTED
from usecases.workflow.attach import Prepared, keep
from usecases.workflow.deliverables import its_case
from usecases.workflow.errors import WrongStage, invalid
from usecases.workflow.fetch import fetch, require
from usecases.workflow.held import by_bank
from usecases.workflow.inside import clock, since_start
from usecases.workflow.texts import within


def hand_in(
    deliverable: Deliverable,
    *,
    by: Person,
    text: str = "",
    file: Attachment | None = None,
    upload: Prepared | None = None,
    handed_in_at: datetime | None = None,
) -> Deliverable:
    """Hand it in: as a text, a file of the case, or a new one.

    `handed_in_at` where staff write down what came before today.
    """
    with writing(by=by) as opened:
        row, case = to_hand_in(deliverable, by)
        itself = by_bank(by, case)
        if itself and handed_in_at is not None:
            raise invalid("handed_in_at", "not-editable", _("It is handed in now."))
        within("text", text, PLAIN_CHARACTERS)
        if file is not None:
            file = fetch(attachments_for(by).filter(use_case=case, internal=False), file.pk)
        if not (text.strip() or file or upload):
            raise invalid("text", "required", _("Give the text or a file."))
        moment = handed_in_at or opened.moment
        since_start("handed_in_at", moment, clock(case))
        if upload is not None:
            file = keep(upload, case, kind="report", by=by, description=row.title)
        fields = {"text": text.strip(), "file": file, "report": None}
        handed = {"handed_in_at": moment, "handed_in_by": opened.user}
        trail.amend(row, {**fields, **handed})
        if itself:
            tell_handed_in(row, case)
        return row


def to_hand_in(deliverable: Deliverable, by: Person) -> tuple[Deliverable, UseCase]:
    """Return what is due and its case, if the person may hand it in now."""
    row, case = its_case(deliverable, by)
    by_bank(by, case)
    _is_open(row, case)
    if row.handed_in_at:
        raise invalid("", "handed-in", _("It is handed in already."))
    return row, case


def tell_handed_in(row: Deliverable, case: UseCase) -> None:
    """Tell the officer that something waits to be signed off; inside `writing()`."""
    address = reverse("admin:usecases_deliverable_change", args=[row.pk])
    tell_officers(Letter.HANDED_IN, case, address, kind=row.get_kind_display())


def sign_off(deliverable: Deliverable, *, by: Person) -> Deliverable:
    """Find what was handed in complete; the bank is told."""
    with writing(by=by) as opened:
        row, case = its_case(deliverable, by)
        require(by, Action.HANDLE, case)
        _is_handed_in(row, case)
        trail.amend(row, {"signed_off_at": opened.moment, "signed_off_by": opened.user})
        tell(Letter.SIGNED_OFF, case, deliverable=row)
        return row


def send_back(deliverable: Deliverable, *, by: Person, reason: str) -> Deliverable:
    """Ask for it anew, with a reason that the bank reads; the trail keeps what had come."""
    with writing(by=by, reason=reason):
        row, case = its_case(deliverable, by)
        require(by, Action.HANDLE, case)
        _is_handed_in(row, case)
        if not reason.strip():
            raise invalid("reason", "required", _("Say what is to be done."))
        trail.amend(row, {"handed_in_at": None, "handed_in_by": None})
        tell(Letter.SENT_BACK, case, deliverable=row, reason=reason)
        return row


def _is_open(row: Deliverable, case: UseCase) -> None:
    if case.stage not in STARTED:
        raise WrongStage
    if row.waived_at:
        raise invalid("", "waived", _("It is waived: nothing is to be handed in."))
    if row.signed_off_at:
        raise invalid("", "signed-off", _("It is signed off already."))


def _is_handed_in(row: Deliverable, case: UseCase) -> None:
    _is_open(row, case)
    if row.handed_in_at is None:
        raise invalid("", "not-handed-in", _("It is not handed in."))

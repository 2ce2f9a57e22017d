"""The next steps of a deliverable: change, hand in, sign off, send back, waive."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act, ActForm, WhyForm
from usecases.admin.monitor_forms import DueForm, HandInForm
from usecases.models.monitoring import Deliverable
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.due import state_of
from usecases.rules.permissions import may, on_case
from usecases.vocabulary.actions import Action
from usecases.vocabulary.monitoring import EXPECTED, STARTED, DeliverableState
from usecases.vocabulary.stages import Stage
from usecases.workflow import attach, deliverables, hand_in

_OPEN = (DeliverableState.DUE, DeliverableState.LATE, DeliverableState.NO_LONGER_DUE)


def deliverable_acts(row: Deliverable, case: UseCase, person: Person) -> list[Act]:
    """Return what this person can do to it where it stands."""
    here, state = on_case(person, case), state_of(row, case, timezone.now())
    acts = list[Act]()
    if may(here, Action.HANDLE):
        if case.stage in STARTED and state in _OPEN:
            acts.append(_hand_in(row, person))
        if case.stage in STARTED and state == DeliverableState.HANDED_IN:
            acts += [_sign_off(row, person), _send_back(row, person)]
        if case.stage == Stage.ACCEPTED and state != DeliverableState.WAIVED:
            acts.append(_change(row, person))
    waivable = state in (*_OPEN, DeliverableState.HANDED_IN) and case.stage in EXPECTED
    if may(here, Action.INTERVENE) and waivable:
        acts.append(_waive(row, person))
    return acts


def _hand_in(row: Deliverable, person: Person) -> Act:
    return Act(
        name="hand-in",
        label=_("Record that it came"),
        lead=_("What the bank sent is kept here; it waits to be signed off."),
        perform=lambda values: _kept(row, person, dict(values)),
        form=HandInForm,
        done=_("It is written down as handed in."),
        main=True,
    )


def _kept(row: Deliverable, person: Person, values: dict[str, Any]) -> None:
    """Hand it in with its file, which is checked and stored first."""
    upload = values.pop("file")
    if upload is None:
        hand_in.hand_in(row, by=person, **values)
        return
    with attach.prepare(upload) as prepared:
        hand_in.hand_in(row, by=person, upload=prepared, **values)


def _sign_off(row: Deliverable, person: Person) -> Act:
    return Act(
        name="sign-off",
        label=_("Sign off"),
        lead=_("You have read it and found it complete. The bank is told by letter."),
        perform=lambda _values: hand_in.sign_off(row, by=person),
        form=ActForm,
        done=_("Signed off."),
        main=True,
    )


def _send_back(row: Deliverable, person: Person) -> Act:
    return Act(
        name="send-back",
        label=_("Send back"),
        lead=_("The bank is told by letter what is to be done, and hands it in anew."),
        perform=lambda values: hand_in.send_back(row, by=person, **values),
        form=WhyForm,
        done=_("Sent back."),
    )


def _change(row: Deliverable, person: Person) -> Act:
    known = {"kind": row.kind, "title": row.title, "due_on": row.due_on}
    return Act(
        name="change",
        label=_("Change"),
        lead=_("Once the trial starts its day is fixed; then the plan is amended."),
        perform=lambda values: deliverables.change_deliverable(row, values, by=person),
        form=DueForm,
        initial=known,
        done=_("Changed."),
    )


def _waive(row: Deliverable, person: Person) -> Act:
    return Act(
        name="waive",
        label=_("Waive"),
        lead=_("It is asked for no longer. The bank is told by letter, with the reason."),
        perform=lambda values: deliverables.waive(row, by=person, **values),
        form=WhyForm,
        done=_("Waived."),
        danger=True,
    )

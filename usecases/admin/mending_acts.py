"""Rarer acts on a use case: to mend what was entered wrongly, to move it, to link it."""

from functools import partial
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act
from usecases.admin.mending_forms import (
    CarryForm,
    CorrectForm,
    LetterForm,
    LinkForm,
    TransferForm,
    UnlinkForm,
)
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.lifecycle import TABLE
from usecases.rules.permissions import may, on_case
from usecases.rules.visibility_casefile import lineages_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.verbs import Verb
from usecases.workflow import correct, lineage, on_behalf, transfer

_OTHERS = _("This step is somebody else's to make.")


def mending_acts(case: UseCase, person: Person) -> list[Act]:
    """Return what mends, moves or links a use case; what is another role's is shown greyed."""
    mine = on_case(person, case)
    acts = []
    if may(person, Action.HANDLE) and case.stage != Stage.VOID:
        acts += [_transfer(case, person), _link(case, person)]
        if lineages_for(person).filter(later=case).exists():
            acts.append(_unlink(case, person))
    if case.basis == Basis.LIVE and case.stage in TABLE[Verb.LAPSE].sources:
        acts.append(_carry(case, person, may(mine, Action.INTERVENE)))
    if case.stage in TABLE[Verb.WITHDRAW].sources and may(mine, Action.ACT_FOR_BANK):
        acts.append(_withdraw(case, person))
    if may(person, Action.HANDLE) or may(person, Action.CORRECT):
        acts.append(_correct(case, person, may(mine, Action.CORRECT)))
    return acts


def _correct(case: UseCase, person: Person, allowed: bool) -> Act:
    return Act(
        name="correct",
        label=_("Correct the history"),
        lead=_(
            "A row is added that replaces or voids an earlier move; the earlier one stays, struck "
            "through. The stage is worked out anew and the figures follow. What was known before "
            "can still be asked by “known at”."
        ),
        perform=partial(_mend, person),
        form=partial(CorrectForm, case=case),  # type: ignore[arg-type]  # makes the form
        initial={"version": case.version},
        why_not="" if allowed else _OTHERS,
        done=_("The history is corrected."),
        more=True,
        tab="history",
    )


def _mend(person: Person, values: dict[str, Any]) -> None:
    correct.correct(
        values["change"],
        values["truth"],
        by=person,
        reason=values["reason"],
        version=values["version"],
    )


def _transfer(case: UseCase, person: Person) -> Act:
    return Act(
        name="transfer",
        label=_("Move to its right place"),
        lead=_(
            "For a case that was entered in the wrong phase, or under the wrong institution. In "
            "another phase it gets a new reference; the old one keeps leading to it. Given to "
            "another institution it leaves public view until two people publish it again. The "
            "bank of a live case is told by letter."
        ),
        perform=lambda values: transfer.transfer(case, by=person, **values),
        form=TransferForm,
        initial={"version": case.version},
        done=_("Moved."),
        more=True,
    )


def _link(case: UseCase, person: Person) -> Act:
    return Act(
        name="link",
        label=_("Link to an earlier use case"),
        lead=_("Says how this use case follows from an earlier one, of any phase or programme."),
        perform=lambda values: lineage.link(later=case, by=person, **values),
        form=LinkForm,
        done=_("Linked."),
        more=True,
        tab="lineage",
    )


def _unlink(case: UseCase, person: Person) -> Act:
    return Act(
        name="unlink",
        label=_("Take a link back"),
        lead=_("For a link that was made in error. Its row stays on the trail."),
        perform=lambda values: lineage.unlink(values.pop("lineage"), by=person, **values),
        form=partial(UnlinkForm, case=case),  # type: ignore[arg-type]  # makes the form
        done=_("The link is taken back."),
        more=True,
        tab="lineage",
    )


def _carry(case: UseCase, person: Person, allowed: bool) -> Act:
    return Act(
        name="carry-over",
        label=_("Carry over to another phase"),
        lead=format_lazy(
            _(
                "The place of {reference} lapses. A draft with its answers waits for the bank in "
                "the other phase, linked to this one, for its signatory to sign anew."
            ),
            reference=case.reference,
        ),
        perform=lambda values: lineage.carry_over(case, by=person, **values),
        form=partial(CarryForm, case=case),  # type: ignore[arg-type]  # makes the form
        initial={"version": case.version},
        why_not="" if allowed else _OTHERS,
        done=_("The place lapsed; the draft waits in the other phase."),
        more=True,
    )


def _withdraw(case: UseCase, person: Person) -> Act:
    return Act(
        name="withdraw-for-bank",
        label=_("Withdraw for the bank"),
        lead=_(
            "On the bank's written wish, with its letter attached. You and the bank stand on the "
            "trail, the bank is told, and from then on you propose or confirm no decision here."
        ),
        perform=lambda values: on_behalf.withdraw(case, by=person, **values),
        form=LetterForm,
        initial={"version": case.version},
        done=_("Withdrawn for the bank."),
        more=True,
        danger=True,
    )

"""Where a decision stands, what is in the way of its next steps, and these as acts."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act, ActForm, WhyForm
from usecases.models.person import Person
from usecases.models.reviews import Decision
from usecases.notices.decided import Paper, composed, frozen
from usecases.rules.deciding import (
    Ground,
    against_confirming,
    against_refusing,
    against_releasing,
    grounds_for,
    words_of,
)
from usecases.rules.permissions import may
from usecases.rules.readiness import for_many
from usecases.rules.void import is_void, with_void
from usecases.vocabulary.actions import Action
from usecases.vocabulary.basis import Basis
from usecases.workflow import decide
from usecases.workflow.letters import RELATED

_OPEN = Q(released_at__isnull=True, refused_at__isnull=True)
STATES: dict[str, tuple[Any, Q]] = {
    "void": (_("Void"), is_void()),
    "proposed": (_("Proposed"), _OPEN & Q(confirmed_at__isnull=True) & ~is_void()),
    "confirmed": (_("Confirmed"), _OPEN & Q(confirmed_at__isnull=False) & ~is_void()),
    "released": (_("Released"), Q(released_at__isnull=False)),
    "refused": (_("Refused"), Q(refused_at__isnull=False)),
}
# What of its case a letter names.
OF_CASE = tuple(f"use_case__{name}" for name in RELATED)
STEPS = ("proposed", "confirmed", "released", "refused")
VOID_HELP = _(
    "A newer version was handed in, or the case left the review: this decision stands no longer. "
    "Take it back or have it refused, then propose anew."
)


class ConfirmForm(ActForm):
    """Carries which letter was read."""

    letter = forms.CharField(required=False, widget=forms.HiddenInput)


def state_of(decision: Decision) -> str:
    """Return where a decision stands."""
    for name in ("refused", "released"):
        if getattr(decision, f"{name}_at"):
            return name
    if _stands_no_longer(decision):
        return "void"
    return "confirmed" if decision.confirmed_at else "proposed"


def _stands_no_longer(decision: Decision) -> bool:
    """Whether an open decision is void; lists have asked for all their rows at once."""
    known = getattr(decision, "void", None)
    if known is None:
        known = with_void(Decision.objects.filter(pk=decision.pk)).get().void  # type: ignore[attr-defined]  # annotated
    return bool(known)


def paper_of(decision: Decision) -> Paper | None:
    """Return the letter of a decision: as it is held or was sent, else as it would read now."""
    if decision.basis == Basis.RECORDED:
        return None
    known = frozen(decision)
    closed = decision.released_at or decision.refused_at
    return known if known or closed else composed(decision, timezone.now())


def released_or_why(
    decisions: Sequence[Decision], person: Person
) -> list[tuple[Decision, Promise | str]]:
    """Return each decision with what stands in the way of its release, if anything."""
    cases, now = [each.use_case for each in decisions], timezone.now()
    steps, grounds = for_many(cases, person, now), grounds_for(cases, person, now)
    found = []
    for decision in decisions:
        why_not = words_of(against_releasing(grounds[decision.use_case], decision))
        step = [s for s in steps[decision.use_case] if s.move.verb == decision.outcome]
        found.append((decision, why_not or (step[0].why_not if step else "")))
    return found


def decision_acts(decision: Decision, person: Person) -> list[Act]:
    """Return the next steps of a decision; each is another person's or the approver's."""
    own = person.user is not None and decision.proposed_by_id == person.user.pk
    state = state_of(decision)
    acts = []
    if state == "proposed" and may(person, Action.CONFIRM):
        ground = grounds_for([decision.use_case], person, timezone.now())[decision.use_case]
        acts.append(_confirm(decision, person, ground))
    if state == "confirmed" and may(person, Action.RELEASE):
        acts.append(_release(decision, person))
    if state in ("void", "proposed", "confirmed") and not against_refusing(person, decision):
        acts.append(_refuse(decision, person, own))
    return acts


def _confirm(decision: Decision, person: Person, ground: Ground) -> Act:
    why_not = words_of(against_confirming(ground, person, decision))
    mark = "" if why_not else composed(decision, timezone.now()).mark
    return Act(
        name="confirm",
        label=_("Confirm"),
        lead=_(
            "Its letter is held as it reads below until the release; nothing of it changes after "
            "this. The bank learns nothing before the release."
        ),
        perform=lambda values: decide.confirm(decision, by=person, letter=values["letter"]),
        form=ConfirmForm,
        initial={"letter": mark},
        why_not=why_not,
        done=_("Confirmed."),
        main=True,
        fresh=True,
        letter=lambda _values: composed(decision, timezone.now()),
    )


def _release(decision: Decision, person: Person) -> Act:
    return Act(
        name="release",
        label=_("Release"),
        lead=_("The stage moves at once and the bank is sent this letter. It is not taken back."),
        perform=lambda _values: decide.release([decision], by=person),
        why_not=released_or_why([decision], person)[0][1],
        done=_("Released. The bank is told."),
        main=True,
        fresh=True,
        letter=lambda _values: frozen(decision) or composed(decision, timezone.now()),
    )


def _refuse(decision: Decision, person: Person, own: bool) -> Act:
    return Act(
        name="refuse",
        label=_("Take back") if own else _("Refuse"),
        lead=_("The decision ends here, and its letter is dropped. Another one can be proposed."),
        perform=lambda values: decide.refuse(decision, by=person, reason=values["reason"]),
        form=WhyForm,
        done=_("Taken back.") if own else _("Refused."),
        danger=True,
        fresh=True,
    )

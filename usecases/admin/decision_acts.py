"""Where a decision stands, what is in the way of its release, and its next steps."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act, ActForm, WhyForm
from usecases.models.person import Person
from usecases.models.reviews import Decision
from usecases.rules.grants import independent
from usecases.rules.permissions import may
from usecases.rules.readiness import for_many
from usecases.vocabulary.actions import Action
from usecases.workflow import decide

_OPEN = {"released_at__isnull": True, "refused_at__isnull": True}
STATES: dict[str, tuple[Any, dict[str, bool]]] = {
    "proposed": (_("Proposed"), {**_OPEN, "confirmed_at__isnull": True}),
    "confirmed": (_("Confirmed"), {**_OPEN, "confirmed_at__isnull": False}),
    "released": (_("Released"), {"released_at__isnull": False}),
    "refused": (_("Refused"), {"refused_at__isnull": False}),
}


def state_of(decision: Decision) -> str:
    """Return where a decision stands."""
    for name in ("refused", "released", "confirmed"):
        if getattr(decision, f"{name}_at"):
            return name
    return "proposed"


def released_or_why(decisions: list[Decision], person: Person) -> list[tuple[Decision, str]]:
    """Return each decision with what stands in the way of its release, if anything."""
    steps = for_many([each.use_case for each in decisions], person, timezone.now())
    found = []
    for decision in decisions:
        step = [s for s in steps[decision.use_case] if s.move.verb == decision.outcome]
        at_stage = str(step[0].why_not) if step else str(_("Not possible at the present stage."))
        waits = state_of(decision) == "confirmed"
        found.append((decision, at_stage if waits else str(_("It does not wait for release."))))
    return found


def decision_acts(decision: Decision, person: Person) -> list[Act]:
    """Return the next steps of a decision; each is another person's or the approver's."""
    own = person.user is not None and decision.proposed_by_id == person.user.pk
    state = state_of(decision)
    acts = []
    if state == "proposed" and may(person, Action.CONFIRM):
        acts.append(_confirm(decision, person, own))
    if state == "confirmed" and may(person, Action.RELEASE):
        acts.append(_release(decision, person))
    if state in ("proposed", "confirmed") and (own or may(person, Action.CONFIRM)):
        acts.append(_refuse(decision, person, own))
    return acts


def _confirm(decision: Decision, person: Person, own: bool) -> Act:
    why_not = _("You proposed it: another person confirms it.") if own else ""
    if not own and not may(independent(person, decision.proposed_by_id), Action.CONFIRM):
        why_not = _("You stand in for whoever proposed it: another person confirms it.")
    return Act(
        name="confirm",
        label=_("Confirm"),
        lead=_("The decision then waits for its release. The bank learns nothing before that."),
        perform=lambda _values: decide.confirm(decision, by=person),
        form=ActForm,
        why_not=why_not,
        done=_("Confirmed."),
        main=True,
    )


def _release(decision: Decision, person: Person) -> Act:
    return Act(
        name="release",
        label=_("Release"),
        lead=_("The stage moves at once and the bank is told by letter. This is not taken back."),
        perform=lambda _values: decide.release([decision], by=person),
        why_not=released_or_why([decision], person)[0][1],
        done=_("Released. The bank is told."),
        main=True,
    )


def _refuse(decision: Decision, person: Person, own: bool) -> Act:
    return Act(
        name="refuse",
        label=_("Take back") if own else _("Refuse"),
        lead=_("The proposal ends here. Another one can be made."),
        perform=lambda values: decide.refuse(decision, by=person, reason=values["reason"]),
        form=WhyForm,
        done=_("Refused."),
        danger=True,
    )

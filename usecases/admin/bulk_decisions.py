"""What can be done to many decisions at once."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import ActForm, WhyForm
from usecases.admin.bulk_acts import ACTED, SOMEBODY_ELSES, BulkAct, Outlook
from usecases.admin.decision_acts import released_or_why, state_of
from usecases.models.person import Person
from usecases.models.reviews import Decision
from usecases.rules.acted import acted_for_bank
from usecases.rules.facts import facts_for
from usecases.rules.grants import independent
from usecases.rules.lifecycle import TABLE
from usecases.rules.permissions import may, on_case
from usecases.vocabulary.actions import Action
from usecases.vocabulary.messages import Letter
from usecases.vocabulary.stages import PLAIN
from usecases.workflow import decide

_RELATED = (
    *("use_case__phase__programme", "use_case__institution", "use_case__category", "submission"),
    "use_case__own_category",
)
_NOT_OPEN = _("It is released or refused already.")


def _outlook(
    decision: Decision, why_not: Promise | str, what: Promise | str, target: str = ""
) -> Outlook:
    case = decision.use_case
    told = "" if why_not else what
    return Outlook(decision, str(case.institution), case.stage, target, told, why_not)


def _own(person: Person, proposed_by: Any) -> bool:
    return person.user is not None and proposed_by == person.user.pk


def _confirmed(decisions: Sequence[Decision], person: Person) -> list[Outlook]:
    what = _("Waits for its release. The bank learns nothing before that.")
    cases = [each.use_case for each in decisions]
    facts, acted = facts_for(cases, timezone.now()), acted_for_bank(person, cases)
    found = []
    for each in decisions:
        case = each.use_case
        why_not = ACTED if case.pk in acted else _not_confirmed(each, person)
        if not why_not and each.digest != facts[case].digest:
            why_not = _("It is about an earlier submission and stands no longer.")
        found.append(_outlook(each, why_not, what))
    return found


def _not_confirmed(decision: Decision, person: Person) -> Promise | str:
    own_right = independent(person, decision.proposed_by_id)
    if not may(on_case(own_right, decision.use_case), Action.CONFIRM):
        return SOMEBODY_ELSES
    if state_of(decision) != "proposed":
        return _("It does not wait to be confirmed.")
    if decision.use_case.stage not in TABLE[decision.outcome].sources:
        return _("The use case no longer stands where such a decision is made.")
    own = _own(person, decision.proposed_by_id)
    return _("You proposed it: another person confirms it.") if own else ""


def _confirm(decision: Decision, person: Person, values: dict[str, Any]) -> None:
    decide.confirm(decision, by=person)


def _released(decisions: Sequence[Decision], person: Person) -> list[Outlook]:
    found = []
    for decision, why_not in released_or_why(list(decisions), person):
        target = TABLE[decision.outcome].target
        words = _("The bank reads “{words}”. Letter: {name}.").format(
            words=PLAIN[target][0], name=Letter.DECIDED.label
        )
        found.append(_outlook(decision, why_not, words, target))
    return found


def _release(decision: Decision, person: Person, values: dict[str, Any]) -> None:
    decide.release([decision], by=person)


def _refused(decisions: Sequence[Decision], person: Person) -> list[Outlook]:
    what = _("The proposal ends here. Another one can be made.")
    return [_outlook(each, _not_refused(each, person), what) for each in decisions]


def _not_refused(decision: Decision, person: Person) -> Promise | str:
    if state_of(decision) not in ("proposed", "confirmed"):
        return _NOT_OPEN
    action = Action.PROPOSE if _own(person, decision.proposed_by_id) else Action.CONFIRM
    return "" if may(on_case(person, decision.use_case), action) else SOMEBODY_ELSES


def _refuse(decision: Decision, person: Person, values: dict[str, Any]) -> None:
    decide.refuse(decision, by=person, reason=values["reason"])


DECISION_ACTS = (
    BulkAct(
        "confirm",
        _("Confirm"),
        _("Each then waits for its release. The banks learn nothing before that."),
        lambda person: may(person, Action.CONFIRM),
        _confirmed,
        _confirm,
        ActForm,
        _RELATED,
    ),
    BulkAct(
        "release",
        _("Release"),
        _("The stages move at once and each bank is told by letter. This is not taken back."),
        lambda person: may(person, Action.RELEASE),
        _released,
        _release,
        ActForm,
        _RELATED,
    ),
    BulkAct(
        "refuse",
        _("Refuse, or take back"),
        _("The proposals end here. Others can be made."),
        lambda person: may(person, Action.PROPOSE),
        _refused,
        _refuse,
        WhyForm,
        _RELATED,
        danger=True,
    ),
)

"""What can be done to many decisions at once."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import ActForm, WhyForm
from usecases.admin.bulk_acts import BulkAct, Outlook
from usecases.admin.decision_acts import OF_CASE, released_or_why
from usecases.models.person import Person
from usecases.models.reviews import Decision
from usecases.notices.decided import Paper, papers_by_decision
from usecases.rules.deciding import against_confirming, against_refusing, grounds_for, words_of
from usecases.rules.lifecycle import TABLE
from usecases.rules.permissions import may
from usecases.vocabulary.actions import Action
from usecases.vocabulary.stages import PLAIN
from usecases.workflow import decide

_RELATED = (*OF_CASE, "submission", "reason", "letter", "use_case__own_category")


def _outlook(
    decision: Decision,
    why_not: Promise | str,
    what: Promise | str,
    target: str = "",
    paper: Paper | None = None,
) -> Outlook:
    case = decision.use_case
    told = "" if why_not else what
    shown = None if why_not else paper
    whose = str(case.institution)
    return Outlook(decision, whose, case.stage, target, told, why_not, paper=shown, agreed=True)


def _confirmed(decisions: Sequence[Decision], person: Person) -> list[Outlook]:
    what = _("Its letter is held for the release. The bank learns nothing before that.")
    now = timezone.now()
    grounds = grounds_for([each.use_case for each in decisions], person, now)
    papers = papers_by_decision(decisions, now)
    return [
        _outlook(each, words_of(against), what, paper=papers[each])
        for each in decisions
        for against in [against_confirming(grounds[each.use_case], person, each)]
    ]


def _confirm(decision: Decision, person: Person, values: dict[str, Any]) -> None:
    decide.confirm(decision, by=person)


def _released(decisions: Sequence[Decision], person: Person) -> list[Outlook]:
    papers = papers_by_decision(decisions, timezone.now())
    found = []
    for decision, why_not in released_or_why(decisions, person):
        target = TABLE[decision.outcome].target
        words = _("The bank reads “{words}” and is sent the letter.").format(words=PLAIN[target][0])
        found.append(_outlook(decision, why_not, words, target, papers[decision]))
    return found


def _release(decision: Decision, person: Person, values: dict[str, Any]) -> None:
    decide.release([decision], by=person)


def _refused(decisions: Sequence[Decision], person: Person) -> list[Outlook]:
    what = _("The decision ends here, and its letter is dropped. Another one can be proposed.")
    return [_outlook(each, words_of(against_refusing(person, each)), what) for each in decisions]


def _refuse(decision: Decision, person: Person, values: dict[str, Any]) -> None:
    decide.refuse(decision, by=person, reason=values["reason"])


DECISION_ACTS = (
    BulkAct(
        "confirm",
        _("Confirm"),
        _(
            "The letters are held as they read below until the release; nothing of them changes "
            "after this. The banks learn nothing before the release."
        ),
        lambda person: may(person, Action.CONFIRM),
        _confirmed,
        _confirm,
        ActForm,
        _RELATED,
        fresh=True,
    ),
    BulkAct(
        "release",
        _("Release"),
        _("The stages move at once and each bank is sent its letter. This is not taken back."),
        lambda person: may(person, Action.RELEASE),
        _released,
        _release,
        ActForm,
        _RELATED,
        fresh=True,
    ),
    BulkAct(
        "refuse",
        _("Refuse, or take back"),
        _("The decisions end here, and their letters are dropped. Others can be proposed."),
        lambda person: may(person, Action.PROPOSE),
        _refused,
        _refuse,
        WhyForm,
        _RELATED,
        danger=True,
        fresh=True,
    ),
)

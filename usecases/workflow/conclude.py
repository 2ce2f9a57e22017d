"""The end of a trial, and what became of it."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.outcomes import Outcome
from usecases.models.person import Person
from usecases.models.trail import StageChange
from usecases.models.usecases import UseCase
from usecases.notices.outbox import tell as notify
from usecases.notices.staff import tell_officers
from usecases.vocabulary.messages import Letter
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.terms import OutcomeResult
from usecases.vocabulary.verbs import Verb
from usecases.workflow.benefits import Claim, claim
from usecases.workflow.errors import WrongStage, invalid
from usecases.workflow.fetch import fetch_use_case
from usecases.workflow.follow_up import answers
from usecases.workflow.held import by_bank
from usecases.workflow.move import check, perform
from usecases.workflow.validate import validate

_TELLABLE = (Stage.TRIALLING, Stage.SUSPENDED, Stage.COMPLETED, Stage.TERMINATED)
# What the regulator alone writes down.
_OF_STAFF = (OutcomeResult.TERMINATED, OutcomeResult.NO_REPLY)


def tell(
    use_case: UseCase,
    *,
    result: str,
    by: Person,
    happened_on: datetime | None = None,
    told_by: str = "",
    benefits: str = "",
    lessons: str = "",
    public_lessons: str = "",
    follow_up: int | None = None,
    claims: Sequence[Claim] = (),
) -> Outcome:
    """Write down what became of a use case; the latest such row is its outcome.

    A bank tells its own. `follow_up`: asked after how many months; `claims`: its benefits.
    """
    with writing(by=by) as opened:
        case = fetch_use_case(use_case, by)
        own = by_bank(by, case)
        if case.stage not in _TELLABLE:
            raise WrongStage
        if own and result in _OF_STAFF:
            raise invalid("result", "not-yours", _("Your case officer writes this down."))
        if happened_on is not None and happened_on > opened.now:
            raise invalid("happened_on", "future", _("This date is in the future."))
        moment = happened_on or opened.moment
        if follow_up is not None:
            answers(case, follow_up, result, moment)
        outcome = Outcome(
            use_case=case,
            result=result,
            happened_on=moment,
            told_by=str(by.user) if own else told_by,
            benefits=benefits,
            lessons=lessons,
            public_lessons=public_lessons,
            follow_up=follow_up,
        )
        validate(outcome)
        outcome = trail.add(outcome)
        claim(outcome, claims)
        if own:
            tell_officers(Letter.BANK_REPLIED, case, reverse("admin:index"))
        return outcome


def complete(
    use_case: UseCase, *, by: Person, reason: str = "", version: int | None = None
) -> StageChange:
    """Complete a trial of which the outcome is told."""
    with writing(by=by, reason=reason):
        case = check(use_case, Verb.COMPLETE, by=by, reason=reason, version=version)
        change = perform(case, Verb.COMPLETE, reason=reason)
        notify("completed", case)
        return change

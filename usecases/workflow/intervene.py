"""The approver's hand in what runs: lapse, suspend, resume, terminate, reopen."""

from datetime import timedelta

from usecases.audit import writing
from usecases.audit.writing import current
from usecases.models.person import Person
from usecases.models.trail import StageChange
from usecases.models.usecases import UseCase
from usecases.notices.outbox import tell
from usecases.rules.permissions import may, on_case
from usecases.vocabulary.actions import Action
from usecases.vocabulary.limits import SUSPENSION_HOURS
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.verbs import Verb
from usecases.workflow.move import check, perform


def lapse(use_case: UseCase, *, by: Person, reason: str, version: int | None = None) -> StageChange:
    """Let the place of a case lapse that never started."""
    with writing(by=by, reason=reason):
        case = check(use_case, Verb.LAPSE, by=by, reason=reason, version=version)
        change = perform(case, Verb.LAPSE, reason=reason)
        tell("lapsed", case, reason=reason)
        return change


def suspend(
    use_case: UseCase, *, by: Person, reason: str, version: int | None = None
) -> StageChange:
    """Suspend a trial; an officer alone for 48 hours, until an approver upholds it."""
    with writing(by=by, reason=reason) as opened:
        case = check(use_case, Verb.SUSPEND, by=by, reason=reason, version=version)
        whole = may(on_case(by, case), Action.INTERVENE)
        until = None if whole else opened.moment + timedelta(hours=SUSPENSION_HOURS)
        change = perform(case, Verb.SUSPEND, reason=reason, until=until)
        tell("suspended", case, reason=reason, until=until)
        return change


def resume(
    use_case: UseCase, *, by: Person, reason: str, version: int | None = None
) -> StageChange:
    """Let a suspended trial go on."""
    with writing(by=by, reason=reason):
        case = check(use_case, Verb.RESUME, by=by, reason=reason, version=version)
        change = perform(case, Verb.RESUME, reason=reason)
        tell("resumed", case, reason=reason)
        return change


def resume_due(*, by: Person) -> list[UseCase]:
    """Let trials go on whose suspension was for a time that is over; return them."""
    reason = "Suspended for a time; nobody upheld it."
    with writing(by=by, reason=reason):
        over = StageChange.objects.standing().filter(
            use_case__stage=Stage.SUSPENDED,
            to_stage=Stage.SUSPENDED,
            until__lte=current().moment,
        )
        resumed = []
        for change in over.select_related("use_case").order_by("until", "row"):
            last = change.use_case.stage_changes.standing().order_by("row").last()
            if last != change:  # upheld since, or suspended anew
                continue
            case = check(change.use_case, Verb.RESUME, by=by, reason=reason, version=None)
            perform(case, Verb.RESUME, reason=reason, happened_on=change.until)
            tell("resumed", case, reason="")
            resumed.append(case)
        return resumed


def terminate(
    use_case: UseCase, *, by: Person, reason: str, version: int | None = None
) -> StageChange:
    """End a trial that is not to go on."""
    with writing(by=by, reason=reason):
        case = check(use_case, Verb.TERMINATE, by=by, reason=reason, version=version)
        change = perform(case, Verb.TERMINATE, reason=reason)
        tell("terminated", case, reason=reason)
        return change


def reopen(
    use_case: UseCase, *, by: Person, reason: str, version: int | None = None
) -> StageChange:
    """Take up again what was declined, from screening, or withdrawn, from where it stood."""
    with writing(by=by, reason=reason):
        case = check(use_case, Verb.REOPEN, by=by, reason=reason, version=version)
        change = perform(case, Verb.REOPEN, reason=reason, target=back_to(case))
        tell("reopened", case, reason=reason)
        return change


def back_to(case: UseCase) -> str:
    """Return the stage that a reopening leads to."""
    if case.stage != Stage.WITHDRAWN:
        return Stage.SCREENING
    stages = case.stage_changes.standing().order_by("happened_on", "row")
    before = list(stages.values_list("to_stage", flat=True))[:-1]
    return before[-1] if before else Stage.SCREENING

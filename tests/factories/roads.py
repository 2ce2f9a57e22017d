"""The verbs that lead from a draft to each stage."""

from collections.abc import Callable

from tests.factories.clarifications import asked
from tests.factories.monitoring import due_end_report, signed_end_report
from tests.factories.outcomes import told_outcome
from tests.factories.reviews import released_decision
from tests.factories.trials import final_results, planned_trial
from tests.people import officer
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow import assess, conclude, submit, trial

Step = Callable[[UseCase, Person], object]


def _submit(case: UseCase, signer: Person) -> object:
    return submit.submit(case, by=signer)


def _screen(case: UseCase, _: Person) -> object:
    return assess.screen(case, by=officer())


def _assess(case: UseCase, _: Person) -> object:
    return assess.assess(case, by=officer())


def _ask(case: UseCase, _: Person) -> object:
    return asked(case)


def _decided(outcome: str) -> Step:
    return lambda case, _: released_decision(case, outcome)


def _start(case: UseCase, _: Person) -> object:
    planned_trial(case)
    due_end_report(case)
    return trial.start(case, by=officer())


def _complete(case: UseCase, _: Person) -> object:
    final_results(case)
    signed_end_report(case)
    told_outcome(case)
    return conclude.complete(case, by=officer())


def _withdraw(case: UseCase, signer: Person) -> object:
    return submit.withdraw(case, by=signer, reason="Our plans changed.")


_ASSESSED: tuple[Step, ...] = (_submit, _screen, _assess)
_STARTED: tuple[Step, ...] = (*_ASSESSED, _decided("accept"), _start)

ROADS: dict[str, tuple[Step, ...]] = {
    Stage.DRAFT: (),
    Stage.SUBMITTED: (_submit,),
    Stage.SCREENING: (_submit, _screen),
    Stage.ASSESSING: _ASSESSED,
    Stage.CLARIFYING: (_submit, _screen, _ask),
    Stage.WAITLISTED: (*_ASSESSED, _decided("waitlist")),
    Stage.ACCEPTED: (*_ASSESSED, _decided("accept")),
    Stage.TRIALLING: _STARTED,
    Stage.COMPLETED: (*_STARTED, _complete),
    Stage.DECLINED: (*_ASSESSED, _decided("decline")),
    Stage.WITHDRAWN: (_submit, _withdraw),
}

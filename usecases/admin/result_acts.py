"""The acts on a result, and the one by which a result is written."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act, WhyForm
from usecases.admin.result_forms import ResultForm
from usecases.models.person import Person
from usecases.models.results import Result
from usecases.models.usecases import UseCase
from usecases.rules.permissions import may, on_case
from usecases.vocabulary.actions import Action
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.monitoring import RUNNING
from usecases.vocabulary.stages import UNCOUNTED, Stage
from usecases.workflow import measure

Writes = Callable[[dict[str, Any]], object]
ENDED = (Stage.COMPLETED, Stage.TERMINATED, Stage.WITHDRAWN)


def result_acts(result: Result, person: Person) -> list[Act]:
    """Return what can be done to a result: its target is judged by it, or it is void."""
    case = result.use_case
    if not may(on_case(person, case), Action.HANDLE) or result.voided_at:
        return []
    acts = [_void(result, person)]
    if result.target_id and not result.final:
        acts.insert(0, _final(result, person))
    return acts


def recorded(case: UseCase) -> bool:
    """Whether a case is recorded after the fact, and counts."""
    return case.basis == Basis.RECORDED and case.stage not in UNCOUNTED


def writing_act(case: UseCase, write: Writes, form: type[ResultForm], **about: Any) -> Act:
    """Return the act by which a result is written."""
    return Act(
        name="result",
        label=_("Write a result"),
        perform=write,
        form=form,
        done=_("The result is written."),
        main=case.stage in RUNNING,
        **about,
    )


def _final(result: Result, person: Person) -> Act:
    return Act(
        name="final",
        label=_("Mark as final"),
        lead=_("Its target is judged by this result; another one is final no longer."),
        perform=lambda values: measure.mark_final(result, by=person, **values),
        form=WhyForm,
        done=_("It is the final result."),
        main=True,
    )


def _void(result: Result, person: Person) -> Act:
    return Act(
        name="void",
        label=_("Declare void"),
        lead=_("For what was entered in error. It counts nowhere, and stays in the history."),
        perform=lambda values: measure.void_result(result, by=person, **values),
        form=WhyForm,
        done=_("The result is void."),
        danger=True,
    )

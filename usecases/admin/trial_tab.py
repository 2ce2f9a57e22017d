"""The trial on the page of a use case: plan, targets beside results, set-ups, amendments."""

from typing import Any

from django.http import HttpRequest

from usecases.admin.person import person_of
from usecases.admin.plans import plan_panel
from usecases.admin.timeline import first_at, standing
from usecases.models.usecases import UseCase
from usecases.rules.aimed import aimed, setups
from usecases.rules.amended import in_words
from usecases.rules.permissions import may, on_case
from usecases.rules.visibility import stage_changes_for, trials_for
from usecases.rules.visibility_register import terms_for
from usecases.rules.visibility_trials import amendments_for, cycles_for, results_for, targets_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.monitoring import RUNNING
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.terms import TermKind


def trial_tab(request: HttpRequest, case: UseCase) -> dict[str, Any]:
    """Return what the tab shows, in a fixed number of queries."""
    person = person_of(request)
    moves = standing(stage_changes_for(person).filter(use_case=case))
    began = first_at(moves, Stage.TRIALLING)
    after = moves[moves.index(began) :] if began else []
    targets = list(targets_for(person).filter(use_case=case).select_related("metric"))
    results = list(
        results_for(person).filter(use_case=case).select_related("metric", "cycle", "evidence")
    )
    cycles = cycles_for(person).filter(use_case=case).prefetch_related("techniques")
    parts = ("target__metric", "deliverable", "amended_by")
    amendments = amendments_for(person).filter(use_case=case).select_related(*parts)
    places = {each.code: str(each) for each in terms_for(person).filter(kind=TermKind.ENVIRONMENT)}
    return {
        "trial": trials_for(person).filter(use_case=case).select_related("environment").first(),
        "began": began,
        "ended": first_at(after, Stage.COMPLETED, Stage.TERMINATED, Stage.WITHDRAWN),
        "aimed": list(aimed(targets, results)),
        "setups": list(setups(cycles, results, targets)),
        "amended": [in_words(each, places) for each in amendments],
        **plan_panel(case, person),
        "measures": may(on_case(person, case), Action.HANDLE) and case.stage in RUNNING,
    }

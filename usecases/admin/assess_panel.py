"""The section on the page of a use case: who assesses it, and what they say."""

from typing import Any

from django.http import HttpRequest

from usecases.admin.assess_read import shown, with_scores
from usecases.admin.assessments import STATES, state_of, with_state
from usecases.admin.person import person_of
from usecases.models.usecases import UseCase
from usecases.rules.visibility_reviews import assessments_for, assignments_for


def assessments_panel(request: HttpRequest, case: UseCase) -> dict[str, Any]:
    """Return what `admin/usecases/usecase/assessments.html` shows."""
    person = person_of(request)
    rows = with_state(assignments_for(person).filter(use_case=case))
    judged = assessments_for(person).filter(use_case=case, submitted_at__isnull=False)
    assigned = rows.select_related("assessor").order_by("ended_at", "recorded_at", "id")
    return {
        "assigned": [(row, state_of(row), STATES[state_of(row)][0]) for row in assigned],
        "judged": [
            shown(each)
            for each in with_scores(judged).order_by("-submission__number", "submitted_at")
        ],
    }

"""What waits while a use case is reviewed, beside the moves themselves."""

from django.utils.translation import gettext_lazy as _

from usecases.selection import conditions_review as when
from usecases.selection.waits import Waiting
from usecases.vocabulary.actions import Action

REVIEW: tuple[Waiting, ...] = (
    Waiting(
        "asked",
        "use-cases",
        _("Asked, waiting for the bank"),
        _("wait for the bank’s answer"),
        Action.HANDLE,
        when.asked,
    ),
    Waiting(
        "answer-overdue",
        "use-cases",
        _("Answer overdue"),
        _("were to be answered by the bank by now"),
        Action.READ_CASES,
        when.answer_overdue,
        late=True,
    ),
    Waiting(
        "change-to-judge",
        "use-cases",
        _("Answered: is the change material?"),
        _("were handed in anew; say whether the change matters"),
        Action.HANDLE,
        when.change_to_judge,
    ),
    Waiting(
        "assessments-missing",
        "use-cases",
        _("Assessments missing"),
        _("wait for an assessor"),
        Action.HANDLE,
        when.assessments_missing,
    ),
    Waiting(
        "assessments-overdue",
        "use-cases",
        _("Assessment overdue"),
        _("wait for an assessment past its day"),
        Action.READ_REPORTS,  # of staff: a bank does not know who is asked
        when.assessments_overdue,
        late=True,
    ),
)

"""After a new submission the officer says whether what it changed matters to the assessments."""

from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.assessments import Assessment, Materiality
from usecases.models.person import Person
from usecases.models.submissions import Submission
from usecases.models.usecases import UseCase
from usecases.notices.staff import tell_again
from usecases.rules.assessed import may_be_material
from usecases.rules.interests import conflicts_of
from usecases.vocabulary.actions import Action
from usecases.workflow.errors import Stale, WrongStage, invalid
from usecases.workflow.fetch import fetch_use_case, require
from usecases.workflow.validate import validate


def say(
    use_case: UseCase, *, material: bool, by: Person, reason: str, version: int | None = None
) -> Materiality:
    """Say whether assessments are asked for again, or stand; until it is decided it can be said
    anew, and the trail keeps both.
    """
    with writing(by=by, reason=reason) as opened:
        case = fetch_use_case(use_case, by)
        require(by, Action.HANDLE, case)
        if version is not None and case.version != version:
            raise Stale
        if not may_be_material(case):
            raise WrongStage
        if not reason.strip():
            raise invalid("reason", "required", _("Say why."))
        latest = case.submissions.order_by("number").last()
        if latest is None or latest.number == 1:
            raise invalid("material", "first", _("There is one version only: nothing changed."))
        said = {
            "material": material,
            "reason": reason.strip(),
            "said_by": opened.user,
            "said_at": opened.moment,
        }
        known = Materiality.objects.filter(submission=latest).first()
        if known is not None:
            if trail.amend(known, said).get("material") and material:
                _ask_again(case, latest)
            return known
        row = Materiality(use_case=case, submission=latest, **said)
        validate(row)
        if material:
            _ask_again(case, latest)
        return trail.add(row)


def _ask_again(case: UseCase, latest: Submission) -> None:
    """Tell those who assessed an earlier version, and still are to, that theirs counts no more."""
    earlier = Assessment.objects.filter(use_case=case, submitted_at__isnull=False)
    told = earlier.exclude(submission=latest).values("assessor")
    here = Assessment.objects.filter(submission=latest, submitted_at__isnull=False)
    rows = case.assignments.filter(ended_at__isnull=True, assessor__in=told)
    rows = rows.exclude(assessor__in=here.values("assessor"))
    for each in rows.exclude(conflicts_of("assessor", "use_case")).select_related("assessor"):
        tell_again(each.assessor, case.phase)

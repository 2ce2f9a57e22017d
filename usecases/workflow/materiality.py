"""After a new submission the officer says whether what it changed matters to the assessments."""

from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.assessments import Materiality
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.assessed import may_be_material
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
            trail.amend(known, said)
            return known
        row = Materiality(use_case=case, submission=latest, **said)
        validate(row)
        return trail.add(row)

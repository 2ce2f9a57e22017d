"""An approver looks over what an officer recorded after the fact."""

from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.vocabulary.actions import Action
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.verbs import Verb
from usecases.workflow.errors import WrongStage, invalid
from usecases.workflow.fetch import fetch_use_case, require


def look_over(use_case: UseCase, *, by: Person, reason: str = "") -> UseCase:
    """Write down that another person than its recorder has looked over a recorded case."""
    with writing(by=by, reason=reason) as opened:
        case = fetch_use_case(use_case, by)
        require(by, Action.LOOK_OVER, case)
        if case.basis != Basis.RECORDED or case.looked_over_by_id:
            raise WrongStage
        if case.stage_changes.filter(verb=Verb.RECORD, by=opened.user).exists():
            raise invalid("", "oneself", _("You recorded it: another person looks it over."))
        trail.amend(case, {"looked_over_by": opened.user})
        return case

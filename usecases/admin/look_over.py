"""An approver's act on what was recorded after the fact."""

from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act, ReasonForm
from usecases.models.person import Person
from usecases.models.trail import StageChange
from usecases.models.usecases import UseCase
from usecases.rules.permissions import may, on_case
from usecases.vocabulary.actions import Action
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.verbs import Verb
from usecases.workflow.look_over import look_over


def look_over_acts(case: UseCase, person: Person) -> list[Act]:
    """Offer to look over a recorded case that waits for it; greyed for whoever recorded it."""
    if case.basis != Basis.RECORDED or case.looked_over_by_id:
        return []
    if not may(on_case(person, case), Action.LOOK_OVER):
        return []
    own = StageChange.objects.filter(use_case=case, verb=Verb.RECORD, by=person.user).exists()
    return [
        Act(
            name="look-over",
            label=_("Looked over"),
            lead=_("You have compared what was recorded with its source and found it right."),
            perform=lambda values: look_over(case, by=person, **values),
            form=ReasonForm,
            why_not=_("You recorded it: another person looks it over.") if own else "",
            done=_("Looked over."),
            main=not own,
        )
    ]

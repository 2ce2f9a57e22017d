"""What can be done to many decisions, and to many publications, at once."""

from collections.abc import Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import ActForm, WhyForm
from usecases.admin.bulk_acts import SOMEBODY_ELSES, BulkAct, Outlook
from usecases.admin.decision_acts import released_or_why, state_of
from usecases.models.person import Person
from usecases.models.publications import Publication
from usecases.models.reviews import Decision
from usecases.rules.lifecycle import TABLE
from usecases.rules.permissions import may, on_case
from usecases.rules.visibility import use_cases_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.messages import Letter
from usecases.vocabulary.publications import Kind
from usecases.vocabulary.stages import PLAIN
from usecases.workflow import decide, publish

_RELATED = (
    *("use_case__phase__programme", "use_case__institution", "use_case__category", "submission"),
    "use_case__own_category",
)
_NOT_OPEN = _("It is released or refused already.")


def _outlook(
    decision: Decision, why_not: Promise | str, what: Promise | str, target: str = ""
) -> Outlook:
    case = decision.use_case
    told = "" if why_not else what
    return Outlook(decision, str(case.institution), case.stage, target, told, why_not)


def _own(person: Person, proposed_by: Any) -> bool:
    return person.user is not None and proposed_by == person.user.pk


def _confirmed(decisions: Sequence[Decision], person: Person) -> list[Outlook]:
    what = _("Waits for its release. The bank learns nothing before that.")
    return [_outlook(each, _not_confirmed(each, person), what) for each in decisions]


def _not_confirmed(decision: Decision, person: Person) -> Promise | str:
    if not may(on_case(person, decision.use_case), Action.CONFIRM):
        return SOMEBODY_ELSES
    if state_of(decision) != "proposed":
        return _("It does not wait to be confirmed.")
    if decision.use_case.stage not in TABLE[decision.outcome].sources:
        return _("The use case no longer stands where such a decision is made.")
    own = _own(person, decision.proposed_by_id)
    return _("You proposed it: another person confirms it.") if own else ""


def _confirm(decision: Decision, person: Person, values: dict[str, Any]) -> None:
    decide.confirm(decision, by=person)


def _released(decisions: Sequence[Decision], person: Person) -> list[Outlook]:
    found = []
    for decision, why_not in released_or_why(list(decisions), person):
        target = TABLE[decision.outcome].target
        words = _("The bank reads “{words}”. Letter: {name}.").format(
            words=PLAIN[target][0], name=Letter.DECIDED.label
        )
        found.append(_outlook(decision, why_not, words, target))
    return found


def _release(decision: Decision, person: Person, values: dict[str, Any]) -> None:
    decide.release([decision], by=person)


def _refused(decisions: Sequence[Decision], person: Person) -> list[Outlook]:
    what = _("The proposal ends here. Another one can be made.")
    return [_outlook(each, _not_refused(each, person), what) for each in decisions]


def _not_refused(decision: Decision, person: Person) -> Promise | str:
    if state_of(decision) not in ("proposed", "confirmed"):
        return _NOT_OPEN
    action = Action.PROPOSE if _own(person, decision.proposed_by_id) else Action.CONFIRM
    return "" if may(on_case(person, decision.use_case), action) else SOMEBODY_ELSES


def _refuse(decision: Decision, person: Person, values: dict[str, Any]) -> None:
    decide.refuse(decision, by=person, reason=values["reason"])


def _published(publications: Sequence[Publication], person: Person) -> list[Outlook]:
    theirs = _cases(publications, person)
    what = _("Public at once, in the place of the version before.")
    return [
        Outlook(each, each.source, what="" if why_not else what, why_not=why_not)
        for each in publications
        for why_not in [_not_published(each, person, theirs)]
    ]


def _not_published(
    publication: Publication, person: Person, theirs: dict[Any, bool]
) -> Promise | str:
    if publication.withdrawn_at or publication.superseded_at or publication.published_at:
        return _("It does not wait to be confirmed.")
    if publication.kind == Kind.USE_CASE and not theirs.get(publication.record):
        return SOMEBODY_ELSES
    own = _own(person, publication.proposed_by_id)
    return _("You proposed it: another person confirms it.") if own else ""


def _withdrawn(publications: Sequence[Publication], person: Person) -> list[Outlook]:
    theirs = _cases(publications, person)
    what = _("Out of public view at once: register, API and assistant.")
    return [
        Outlook(each, each.source, what="" if why_not else what, why_not=why_not)
        for each in publications
        for why_not in [_not_withdrawn(each, theirs)]
    ]


def _not_withdrawn(publication: Publication, theirs: dict[Any, bool]) -> Promise | str:
    if publication.withdrawn_at or publication.superseded_at:
        return _("It is not in public view, and not proposed.")
    hidden = publication.kind == Kind.USE_CASE and not theirs.get(publication.record)
    return SOMEBODY_ELSES if hidden else ""


def _cases(publications: Sequence[Publication], person: Person) -> dict[Any, bool]:
    """Return of which of the published use cases the person decides what is public."""
    keys = [each.record for each in publications if each.kind == Kind.USE_CASE]
    cases = use_cases_for(person).filter(pk__in=keys)
    return {case.pk: may(on_case(person, case), Action.CONFIRM_PUBLICATION) for case in cases}


def _publish(publication: Publication, person: Person, values: dict[str, Any]) -> None:
    publish.confirm(publication, by=person)


def _withdraw(publication: Publication, person: Person, values: dict[str, Any]) -> None:
    publish.withdraw(publication, by=person, reason=values["reason"])


DECISION_ACTS = (
    BulkAct(
        "confirm",
        _("Confirm"),
        _("Each then waits for its release. The banks learn nothing before that."),
        lambda person: may(person, Action.CONFIRM),
        _confirmed,
        _confirm,
        ActForm,
        _RELATED,
    ),
    BulkAct(
        "release",
        _("Release"),
        _("The stages move at once and each bank is told by letter. This is not taken back."),
        lambda person: may(person, Action.RELEASE),
        _released,
        _release,
        ActForm,
        _RELATED,
    ),
    BulkAct(
        "refuse",
        _("Refuse, or take back"),
        _("The proposals end here. Others can be made."),
        lambda person: may(person, Action.PROPOSE),
        _refused,
        _refuse,
        WhyForm,
        _RELATED,
        danger=True,
    ),
)
PUBLICATION_ACTS = (
    BulkAct(
        "publish",
        _("Publish"),
        _("Each is public at once, in the place of the version before."),
        lambda person: may(person, Action.CONFIRM_PUBLICATION),
        _published,
        _publish,
        ActForm,
    ),
    BulkAct(
        "withdraw",
        _("Withdraw"),
        _("Each is out of public view at once: register, API and assistant."),
        lambda person: may(person, Action.CONFIRM_PUBLICATION),
        _withdrawn,
        _withdraw,
        WhyForm,
        danger=True,
    ),
)

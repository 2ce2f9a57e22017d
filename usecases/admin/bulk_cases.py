"""What can be done to many use cases at once."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import ReasonForm, WhyForm
from usecases.admin.bulk_acts import NOT_AT_THIS_STAGE, SOMEBODY_ELSES, BulkAct, Outlook
from usecases.admin.proposals import PROPOSALS, WORDS, ProposeForm
from usecases.models.access import User
from usecases.models.person import Person
from usecases.models.trail import StageChange
from usecases.models.usecases import UseCase
from usecases.notices.decided import Paper, composed_many
from usecases.notices.feedback import feedbacks_for
from usecases.rules.deciding import against_proposing, grounds_for, words_of
from usecases.rules.editing import editable_fields
from usecases.rules.lifecycle import TABLE
from usecases.rules.permissions import may, on_case
from usecases.rules.readiness import for_many
from usecases.selection.officers import officers_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.messages import Letter
from usecases.vocabulary.stages import PLAIN
from usecases.vocabulary.verbs import Verb
from usecases.workflow import decide, edit, moves
from usecases.workflow.letters import RELATED as LETTERED
from usecases.workflow.look_over import look_over

RELATED = ("phase__programme", "institution", "case_officer", "category", "own_category")
_LETTERS = {Verb.START: Letter.STARTED, Verb.LAPSE: Letter.LAPSED}
_SCREEN = _("Screening begins for each. The banks read that their submissions are being checked.")
_ASSESS = _("Each goes to assessment. The banks read that they are under assessment.")
_START = _("Each trial starts now as planned, and the banks are told by letter.")
_LAPSE = _("Each place lapses: the trials never start. The banks are told by letter.")
_PROPOSE = _(
    "The same decision is proposed for each. Another person confirms or refuses every one of them; "
    "the banks learn nothing before the release."
)


class SameDecisionForm(ProposeForm):
    """One decision for all: without what belongs to one case alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["rank"], self.fields["version"]


class DeclineForm(SameDecisionForm):
    """A decline says why."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = True


class OfficerForm(WhyForm):
    """Asks who is to handle the cases."""

    officer = forms.ModelChoiceField(User.objects.none(), label=_("Case officer"))
    field_order = ("officer", "reason")

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        self.fields["officer"].queryset = officers_for(person)  # type: ignore[attr-defined]  # a choice of rows


def _whose(case: UseCase) -> str:
    return str(case.institution)


def _told(stage: str, verb: str = "") -> str:
    """Return what the bank reads, and by which letter."""
    reads = _("The bank reads “{words}”.").format(words=PLAIN[stage][0])
    letter = _LETTERS.get(Verb(verb)) if verb else None
    return reads + " " + _("Letter: {name}.").format(name=letter.label) if letter else reads


def _moved(verb: Verb, cases: Sequence[UseCase], person: Person) -> list[Outlook]:
    target, steps = TABLE[verb].target, for_many(cases, person, timezone.now())
    found = []
    for case in cases:
        step = next((each for each in steps[case] if each.move.verb == verb), None)
        why_not = step.why_not if step else NOT_AT_THIS_STAGE
        told = "" if why_not else _told(target, verb)
        found.append(Outlook(case, _whose(case), case.stage, target, told, why_not))
    return found


def _move(verb: Verb, case: UseCase, person: Person, values: dict[str, Any]) -> None:
    moves.move(case, verb, by=person, version=case.version, **values)


def _proposed(outcome: Verb, cases: Sequence[UseCase], person: Person) -> list[Outlook]:
    grounds = grounds_for(cases, person, timezone.now())
    what = _("Proposed: {outcome}. It stays where it is until the release.").format(
        outcome=outcome.label
    )
    return [
        Outlook(case, _whose(case), case.stage, "", "" if why_not else what, why_not)
        for case in cases
        for why_not in [words_of(against_proposing(grounds[case], person, outcome))]
    ]


def _letters(
    outcome: Verb, cases: Sequence[UseCase], person: Person, values: dict[str, Any]
) -> list[Paper]:
    words = {name: values[name] for name in WORDS if name in values}
    found = feedbacks_for(cases, person) if outcome == Verb.DECLINE else {}
    drafts = (
        decide.drafted(each, outcome, by=person, feedback=found.get(each.pk, ""), **words)
        for each in cases
    )
    return composed_many(list(drafts), timezone.now())


def _propose(outcome: Verb, case: UseCase, person: Person, values: dict[str, Any]) -> None:
    decide.propose(case, outcome=outcome, by=person, version=case.version, **values)


def _assigned(cases: Sequence[UseCase], person: Person) -> list[Outlook]:
    return [
        Outlook(case, _whose(case), case.stage, "", "" if why_not else what, why_not)
        for case in cases
        for what in [_("Now: {name}.").format(name=case.case_officer or _("nobody"))]
        for why_not in ["" if "case_officer" in editable_fields(person, case) else SOMEBODY_ELSES]
    ]


def _assign(case: UseCase, person: Person, values: dict[str, Any]) -> None:
    fields = {"case_officer": values["officer"]}
    edit.change(case, fields, by=person, reason=values["reason"], based_on=case.updated_at)


def _looked_over(cases: Sequence[UseCase], person: Person) -> list[Outlook]:
    rows = StageChange.objects.filter(use_case__in=cases, verb=Verb.RECORD, by=person.user)
    own = {*rows.values_list("use_case", flat=True)}
    what = _("It no longer waits to be looked over.")
    return [
        Outlook(case, _whose(case), case.stage, "", "" if why_not else what, why_not)
        for case in cases
        for why_not in [_not_looked_over(case, person, case.pk in own)]
    ]


def _not_looked_over(case: UseCase, person: Person, own: bool) -> Promise | str:
    if not may(on_case(person, case), Action.LOOK_OVER):
        return SOMEBODY_ELSES
    if case.basis != Basis.RECORDED:
        return _("It was not recorded after the fact.")
    if case.looked_over_by_id:
        return _("It was looked over already.")
    return _("You recorded it: another person looks it over.") if own else ""


def _look_over(case: UseCase, person: Person, values: dict[str, Any]) -> None:
    look_over(case, by=person, **values)


def _may(action: Action) -> Callable[[Person], bool]:
    return lambda person: may(person, action)


def _acts() -> Iterable[BulkAct]:
    leads = ((Verb.SCREEN, _SCREEN), (Verb.ASSESS, _ASSESS), (Verb.START, _START))
    for verb, lead in (*leads, (Verb.LAPSE, _LAPSE)):
        moves_them = (_may(TABLE[verb].action), partial(_moved, verb), partial(_move, verb))
        asks_why = TABLE[verb].needs_reason
        form = WhyForm if asks_why else ReasonForm
        yield BulkAct(verb, verb.label, lead, *moves_them, form, RELATED, asks_why)
    assigns = (_may(Action.HANDLE), _assigned, _assign, OfficerForm)
    lead = _("Each gets the same case officer, whom the history names with your reason.")
    yield BulkAct("assign", _("Assign a case officer"), lead, *assigns, RELATED)
    for outcome in (Verb.ACCEPT, Verb.WAITLIST, Verb.DECLINE):
        label = PROPOSALS[outcome][0]
        declines = outcome == Verb.DECLINE
        proposes = (partial(_proposed, outcome), partial(_propose, outcome))
        asks = DeclineForm if declines else SameDecisionForm
        acts = (_may(Action.PROPOSE), *proposes, asks, (*RELATED, *LETTERED), declines)
        letters = partial(_letters, outcome)
        yield BulkAct(f"propose-{outcome}", label, _PROPOSE, *acts, letters=letters)
    lead = _("You have compared each with its source and found it right.")
    looks = (_may(Action.LOOK_OVER), _looked_over, _look_over, ReasonForm, RELATED)
    yield BulkAct("look-over", _("Looked over"), lead, *looks)


CASE_ACTS: tuple[BulkAct, ...] = tuple(_acts())

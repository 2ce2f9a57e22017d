"""Begins a draft from an earlier use case of the same institution."""

from uuid import UUID

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.casefile import Lineage
from usecases.models.parties import Party
from usecases.models.person import Person
from usecases.models.questions import Answer, Question
from usecases.models.usecases import UseCase
from usecases.rules.visibility import own_cases_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.casefile import LineageKind
from usecases.vocabulary.sections import BANK_FIELDS
from usecases.vocabulary.terms import PartyRole
from usecases.workflow.draft import begin
from usecases.workflow.fetch import fetch, require


def start_from(earlier: UseCase, *, phase: UUID, by: Person) -> UseCase:
    """Begin a draft in an open phase with the answers of another use case of the institution.

    In another phase than its own the draft continues what was handed in; in the same phase the
    two have nothing to do with each other. Who may read and write the earlier one is not taken
    over: technology partners come along without a section, joint institutions are asked anew.
    """
    with writing(by=by):
        rows = own_cases_for(by).select_related("phase", "own_category")
        source = fetch(rows, earlier.pk)
        require(by, Action.DRAFT, source)
        draft = begin(phase=phase, by=by)
        bank = draft.institution
        trail.amend(draft, {n: getattr(source, n) for n in BANK_FIELDS}, private_to=bank)
        for party in source.parties.filter(role=PartyRole.PROVIDER).select_related("partner"):
            copy = Party(use_case=draft, role=party.role, partner=party.partner)
            trail.add(copy, private_to=bank)
        _answers(source, draft)
        if source.phase_id != draft.phase_id and source.reference:
            link = Lineage(earlier=source, later=draft, kind=LineageKind.CONTINUES)
            trail.add(link, private_to=bank)
        return draft


def _answers(source: UseCase, draft: UseCase) -> None:
    """Carry over the answers to the phase's own questions that are asked again just so."""
    asked = Question.objects.filter(phase=draft.phase, until_version__isnull=True)
    again = {each.code: each for each in asked}
    for answer in source.answers.select_related("question"):
        question = again.get(answer.question.code)
        if question is not None and _same(question, answer.question):
            copy = Answer(use_case=draft, question=question, value=answer.value)
            trail.add(copy, private_to=draft.institution)


def _same(one: Question, other: Question) -> bool:
    """Whether an answer to the other question is one to this: same kind, same choices."""
    codes = [{each["code"] for each in question.choices} for question in (one, other)]
    return one.kind == other.kind and codes[0] == codes[1]

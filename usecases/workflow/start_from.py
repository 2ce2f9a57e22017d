"""Begins a draft from an earlier use case of the same institution."""

from uuid import UUID

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.casefile import Lineage
from usecases.models.parties import Party
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.asked import asked_one
from usecases.rules.questions import misfit
from usecases.rules.visibility import own_cases_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.casefile import LineageKind
from usecases.vocabulary.sections import BANK_FIELDS
from usecases.vocabulary.terms import PartyRole
from usecases.workflow.draft import begin
from usecases.workflow.fetch import fetch, require
from usecases.workflow.respond import respond


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
        _answers(source, draft, by)
        if source.phase_id != draft.phase_id and source.reference:
            link = Lineage(earlier=source, later=draft, kind=LineageKind.CONTINUES)
            trail.add(link, private_to=bank)
        return draft


def _answers(source: UseCase, draft: UseCase, by: Person) -> None:
    """Carry over the answers to the phase's own questions that the draft is asked just so."""
    had, asks = asked_one(source), asked_one(draft)
    kinds = {each.code: each.kind for each in had.questions}
    fits = {
        each.code: had.values[each.code]
        for each in asks.questions
        if had.values.get(each.code) is not None
        and kinds.get(each.code) == each.kind
        and misfit(each, had.values[each.code]) is None
    }
    if fits:
        respond(draft, answers=fits, by=by)

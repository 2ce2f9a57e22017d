"""What banks have in hand once a decision was released: of many use cases in as few queries."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.models.outcomes import Outcome
from usecases.models.person import Person
from usecases.models.proposals import DecisionReply, PlanProposal
from usecases.models.reviews import Decision
from usecases.models.usecases import UseCase
from usecases.portal.coming import Coming, tab_url
from usecases.portal.planning import Planning
from usecases.portal.tab_outcome import Asked
from usecases.rules import replies
from usecases.rules.due import due_day, state_of, today_of
from usecases.rules.follow_ups import follow_ups
from usecases.rules.visibility import decisions_for, outcomes_for, stage_changes_for
from usecases.rules.visibility_casefile import notes_for
from usecases.rules.visibility_plans import plan_proposals_for
from usecases.rules.visibility_replies import clearances_for, decision_replies_for
from usecases.rules.visibility_trials import deliverables_for
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.monitoring import EXPECTED, DeliverableState
from usecases.vocabulary.stages import Stage

Found = Iterator[tuple[UseCase, Coming]]


def duties(cases: Iterable[UseCase], person: Person, at: datetime) -> dict[UUID, list[Coming]]:
    """Return what is to be done about these use cases, the earliest first.

    It is the turn of the institution that leads; whoever reads along is told what is to come.
    """
    live = {case.pk: case for case in cases if case.basis == Basis.LIVE}
    own = person.membership.institution_id if person.membership else None
    found: dict[UUID, list[Coming]] = {key: [] for key in live}
    for case, each in _all(live, person, at):
        yours = each.yours and case.institution_id == own
        found[case.pk].append(Coming(each.words, yours, each.on, each.late and yours, each.url))
    return {key: sorted(rows, key=lambda each: each.order) for key, rows in found.items()}


def _all(live: dict[UUID, UseCase], person: Person, at: datetime) -> Found:
    expected = {key: case for key, case in live.items() if case.stage in EXPECTED}
    completed = {key: case for key, case in live.items() if case.stage == Stage.COMPLETED}
    accepted = {key: case for key, case in live.items() if case.stage == Stage.ACCEPTED}
    decided = {key: case for key, case in live.items() if case.stage in replies.ANSWERABLE}
    if decided:
        yield from _to_reply(decided, person)
    if live:
        yield from _to_clear(live, person)
    if accepted:
        yield from _to_plan(accepted, person)
    if expected:
        yield from _notes(expected, person, at)
        yield from _deliverables(expected, person, at)
    if completed:
        yield from _follow_ups(completed, person, at)


def _to_reply(cases: dict[UUID, UseCase], person: Person) -> Found:
    """Yield the decisions in force that nobody accepted, and the queries not answered yet."""
    rows: dict[UUID, list[Decision]] = {}
    for row in decisions_for(person).filter(use_case__in=cases):
        rows.setdefault(row.use_case_id, []).append(row)
    said: dict[UUID, list[DecisionReply]] = {}
    for each in decision_replies_for(person).filter(use_case__in=cases):
        said.setdefault(each.decision_id, []).append(each)
    for key, found in rows.items():
        case, url = cases[key], tab_url(cases[key], "decision")
        standing = replies.in_force(case, found)
        for row in found:
            told = said.get(row.pk, [])
            if not list(replies.against_accepting(row, standing, told)):
                words = _("Accept the decision with its conditions, or ask about it")
                yield case, Coming(words, True, url=url)
            if any(not each.accepts and each.answered_at is None for each in told):
                words = _("Your case officer answers your query about the decision")
                yield case, Coming(words, url=url)


def _to_clear(cases: dict[UUID, UseCase], person: Person) -> Found:
    """Yield what a signatory is asked to agree to: a place was announced before that."""
    rows = clearances_for(person).filter(use_case__in=cases, answered_at=None)
    for key in rows.values_list("use_case", flat=True):
        words = _("Agree to what is to be public, or say what to change")
        yield cases[key], Coming(words, True, url=tab_url(cases[key], "public"))


def _to_plan(cases: dict[UUID, UseCase], person: Person) -> Found:
    """Yield whose turn it is with the plan, as long as it can be agreed."""
    rows: dict[UUID, list[PlanProposal]] = {}
    found = plan_proposals_for(person).filter(use_case__in=cases).order_by("-recorded_at", "id")
    for row in found:
        rows.setdefault(row.use_case_id, []).append(row)
    for key, case in cases.items():
        known, url = Planning.of(case, person, rows.get(key, [])), tab_url(case, "trial")
        if known.waits:
            yield (
                case,
                Coming(_("Your case officer agrees to your plan, or sends it back"), url=url),
            )
        elif known.sent_back:
            yield case, Coming(_("Change the trial plan, and propose it anew"), True, url=url)
        elif not known.last:
            yield case, Coming(_("Propose the trial plan with its targets"), True, url=url)


def _notes(cases: dict[UUID, UseCase], person: Person, at: datetime) -> Found:
    """Yield what case officers want done."""
    rows = notes_for(person).filter(use_case__in=cases, closed_at=None, done="")
    for row in rows.exclude(action_wanted=""):
        case = cases[row.use_case_id]
        late = row.due_on is not None and row.due_on < today_of(case.phase.programme, at)
        words = _("Do what your case officer asked for in a note")
        yield case, Coming(words, True, row.due_on, late, tab_url(case, "trial"))


def _deliverables(cases: dict[UUID, UseCase], person: Person, at: datetime) -> Found:
    """Yield what is to be handed in."""
    for row in deliverables_for(person).filter(use_case__in=cases, handed_in_at=None):
        case = cases[row.use_case_id]
        state = state_of(row, case, at)
        if state in (DeliverableState.DUE, DeliverableState.LATE):
            words = format_lazy(_("Hand in: {title}"), title=row.title)
            late, url = state == DeliverableState.LATE, tab_url(case, "trial")
            yield case, Coming(words, True, due_day(row), late, url)


def _follow_ups(cases: dict[UUID, UseCase], person: Person, at: datetime) -> Found:
    """Yield what is asked 6 and 12 months after a trial was completed."""
    told: dict[UUID, list[Outcome]] = {}
    for row in outcomes_for(person).filter(use_case__in=cases, follow_up__isnull=False):
        told.setdefault(row.use_case_id, []).append(row)
    moves = stage_changes_for(person).filter(
        use_case__in=cases, to_stage=Stage.COMPLETED, voided_by=None
    )
    for key, moment in dict(
        moves.order_by("happened_on", "row").values_list("use_case", "happened_on")
    ).items():
        case = cases[key]
        programme, url = case.phase.programme, tab_url(case, "outcome")
        completed, today = today_of(programme, moment), today_of(programme, at)
        for each in (Asked(row, today) for row in follow_ups(completed, told.get(key, []))):
            if each.row.reply is None or each.open:
                text = _("Tell what became of it, after {months} months")
                words = format_lazy(text, months=each.row.months)
                yield case, Coming(words, each.open, each.row.due_on, each.late, url)

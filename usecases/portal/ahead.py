"""What comes next for a bank's use case: whose turn it is, by when, and where it is done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.models.trials import Trial
from usecases.models.usecases import UseCase
from usecases.portal.place import Place
from usecases.portal.planning import planning_of
from usecases.portal.questions import Question
from usecases.portal.tab_decision import Decided
from usecases.portal.tab_outcome import Asked
from usecases.rules.due import due_day, state_of, today_of
from usecases.rules.visibility import trials_for
from usecases.rules.visibility_casefile import notes_for
from usecases.rules.visibility_replies import clearances_for
from usecases.rules.visibility_trials import deliverables_for
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.monitoring import EXPECTED, RUNNING, DeliverableState
from usecases.vocabulary.stages import UNDER_REVIEW, Stage


@dataclass(frozen=True)
class Coming:
    """One thing that is to come: whose turn it is, by when, and where it is done."""

    words: Promise | str
    yours: bool = False
    on: date | datetime | None = None
    late: bool = False
    url: str = ""


def ahead(
    place: Place, questions: list[Question], decided: list[Decided], asked: list[Asked]
) -> list[Coming]:
    """Return what comes next, the bank's own first and in the order of time."""
    if place.case.basis != Basis.LIVE:
        return []
    found = [
        *_to_answer(place, questions),
        *_to_reply(place, decided),
        *_to_clear(place),
        *_review(place),
        *_trial(place),
        *_after(place, asked),
    ]
    return sorted(found, key=lambda each: (not each.yours, str(each.on or "9999")))


def _to_answer(place: Place, questions: list[Question]) -> Iterator[Coming]:
    if place.case.stage != Stage.CLARIFYING:
        return
    for each in questions:
        if each.row.closed_at is None:
            url = reverse("portal:question", args=[place.case.pk, each.row.pk])
            words = format_lazy(_("Answer question {number}"), number=each.number)
            yield Coming(words, True, each.row.due_at, each.late, url)


def _to_reply(place: Place, decided: list[Decided]) -> Iterator[Coming]:
    for each in decided:
        url = _tab(place.case, "decision")
        if each.acceptable:
            words = _("Accept the decision with its conditions, or ask about it")
            yield Coming(words, True, url=url)
        if any(not reply.accepts and reply.answered_at is None for reply in each.replies):
            yield Coming(_("Your case officer answers your query about the decision"), url=url)


def _to_clear(place: Place) -> Iterator[Coming]:
    rows = clearances_for(place.person).filter(use_case=place.case, answered_at=None)
    if place.placed and rows.exists():
        words = _("Agree to what is to be public, or say what to change")
        yield Coming(words, True, url=_tab(place.case, "public"))


def _review(place: Place) -> Iterator[Coming]:
    """Say what follows while nothing is decided; the day of the announcement is the phase's."""
    case = place.case
    if case.stage not in {Stage.SUBMITTED, *UNDER_REVIEW}:
        return
    if case.stage in (Stage.SUBMITTED, Stage.SCREENING):
        yield Coming(_("The selection committee assesses it"))
    day = case.phase.announced_on
    coming = day if day and day >= today_of(case.phase.programme, place.now) else None
    yield Coming(_("The decision is announced, and reaches you by letter"), on=coming)


def _trial(place: Place) -> Iterator[Coming]:
    """Say what the trial asks for: its dates, its reports, what the case officer wants done."""
    case = place.case
    if case.stage not in EXPECTED:
        return
    trial = trials_for(place.person).filter(use_case=case).first()
    yield from _dates(case, trial)
    yield from _to_plan(place)
    today, url = today_of(case.phase.programme, place.now), _tab(case, "trial")
    for note in notes_for(place.person).filter(use_case=case, closed_at=None):
        if note.action_wanted and not note.done:
            late = note.due_on is not None and note.due_on < today
            words = _("Do what your case officer asked for in a note")
            yield Coming(words, True, note.due_on, late, url)
    for row in deliverables_for(place.person).filter(use_case=case):
        state = state_of(row, case, place.now)
        if state in (DeliverableState.DUE, DeliverableState.LATE):
            words = format_lazy(_("Hand in: {title}"), title=row.title)
            yield Coming(words, True, due_day(row), state == DeliverableState.LATE, url)


def _to_plan(place: Place) -> Iterator[Coming]:
    """Say whose turn it is with the plan, as long as it can be agreed."""
    known, url = planning_of(place.case, place.person), _tab(place.case, "trial")
    if known.waits:
        yield Coming(_("Your case officer agrees to your plan, or sends it back"), url=url)
    elif known.sent_back:
        yield Coming(_("Change the trial plan, and propose it anew"), True, url=url)
    elif known.planned and not known.last:
        yield Coming(_("Propose the trial plan with its targets"), True, url=url)


def _dates(case: UseCase, trial: Trial | None) -> Iterator[Coming]:
    if case.stage == Stage.ACCEPTED:
        yield Coming(_("The trial starts"), on=trial.planned_from if trial else None)
    if case.stage in RUNNING:
        yield Coming(_("The trial ends"), on=trial.planned_to if trial else None)


def _after(place: Place, asked: list[Asked]) -> Iterator[Coming]:
    for each in asked:
        if each.row.reply is None or each.open:
            words = format_lazy(
                _("Tell what became of it, after {months} months"), months=each.row.months
            )
            yield Coming(words, each.open, each.row.due_on, each.late, _tab(place.case, "outcome"))


def _tab(case: Any, name: str) -> str:
    return f"{reverse('portal:use-case', args=[case.pk])}?tab={name}"

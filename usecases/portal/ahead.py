"""What comes next for a bank's use case: whose turn it is, by when, and where it is done."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.models.usecases import UseCase
from usecases.portal.coming import Coming
from usecases.portal.duties import duties
from usecases.portal.place import Place
from usecases.portal.questions import Question
from usecases.rules.due import today_of
from usecases.rules.visibility import trials_for
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.monitoring import RUNNING
from usecases.vocabulary.stages import UNDER_REVIEW, Stage


def ahead(place: Place, questions: list[Question]) -> list[Coming]:
    """Return what comes next, the bank's own first and in the order of time."""
    if place.case.basis != Basis.LIVE:
        return []
    found = [
        *_to_answer(place, questions),
        *_review(place),
        *_dates(place),
        *duties([place.case], place.person, place.now)[place.case.pk],
    ]
    return sorted(found, key=lambda each: each.order)


def _to_answer(place: Place, questions: list[Question]) -> Iterator[Coming]:
    if place.case.stage != Stage.CLARIFYING:
        return
    for each in questions:
        if each.row.closed_at is None:
            url = reverse("portal:question", args=[place.case.pk, each.row.pk])
            words = format_lazy(_("Answer question {number}"), number=each.number)
            yield Coming(words, place.leads, each.row.due_at, each.late, url)


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


def _dates(place: Place) -> Iterator[Coming]:
    case: UseCase = place.case
    if case.stage != Stage.ACCEPTED and case.stage not in RUNNING:
        return
    trial = trials_for(place.person).filter(use_case=case).first()
    if case.stage == Stage.ACCEPTED:
        yield Coming(_("The trial starts"), on=trial.planned_from if trial else None)
    else:
        yield Coming(_("The trial ends"), on=trial.planned_to if trial else None)

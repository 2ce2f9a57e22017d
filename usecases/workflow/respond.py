"""The bank answers the phase's own questions: in a draft, and again while it is being asked."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.person import Person
from usecases.models.questions import Answer, Question
from usecases.models.usecases import UseCase
from usecases.rules.asked import Asked, answers_of, asked_one
from usecases.rules.clarified import may_answer, revisions_of
from usecases.rules.formversions import is_behind
from usecases.rules.missing import Missing
from usecases.rules.questions import field_of, misfit, settled
from usecases.vocabulary.actions import Action
from usecases.vocabulary.questions import REVISED
from usecases.vocabulary.stages import Stage
from usecases.workflow import revise
from usecases.workflow.errors import Invalid, Stale, WrongStage
from usecases.workflow.fetch import fetch_use_case, require

Answers = Mapping[str, Any]


def respond(
    use_case: UseCase, *, answers: Answers, by: Person, based_on: Answers | None = None
) -> UseCase:
    """Write answers, each by the code of its question; nothing is no answer.

    `based_on` holds the answers that the writer saw: one that somebody else changed since raises
    `Stale`, named as its field is. While the bank is being asked the answers are its own until
    they are signed. Answers by files are files (`workflow.bank_files`).
    """
    with writing(by=by):
        case = fetch_use_case(use_case, by)
        require(by, Action.DRAFT, case)
        if case.stage != Stage.DRAFT and not may_answer(by, case):
            raise WrongStage
        revision = revisions_of([case] if case.stage == Stage.CLARIFYING else []).get(case, {})
        asked = asked_one(case, revision)
        kept = _settled(asked, answers)
        _refuse_conflicts(asked, kept, based_on or {})
        if case.stage == Stage.DRAFT:
            _keep(case, asked, kept)
        else:
            _keep_unsigned(case, asked, kept)
        return fetch_use_case(use_case, by)


def take_over(case: UseCase) -> None:
    """Make answers that were written while the bank was asked its word: they are being signed.
    Inside `writing()`, before the rest of the revision is taken over and closed.
    """
    answers = revisions_of([case]).get(case, {}).get(REVISED, {})
    if answers:
        asked = asked_one(case)
        known = {each.code for each in asked.questions}
        _write(case, asked, {k: v for k, v in answers.items() if k in known}, private=False)


def _settled(asked: Asked, answers: Answers) -> dict[str, Any]:
    """Return the answers as they are kept, or refuse what is asked no more or does not fit."""
    known = {each.code: each for each in asked.questions}
    text = _("The form has no such question.")
    faults = [Missing(field_of(code), "unknown", text) for code in answers if code not in known]
    kept = {code: settled(known[code], answers[code]) for code in answers if code in known}
    faults += [fault for code in kept if (fault := misfit(known[code], kept[code]))]
    if faults:
        raise Invalid(*faults)
    return kept


def _refuse_conflicts(asked: Asked, kept: Answers, based_on: Answers) -> None:
    text = _("Somebody else changed this in the meantime.")
    faults = [
        Missing(field_of(code), "stale", text)
        for code, seen in based_on.items()
        if code in kept and asked.values.get(code) not in (seen, kept[code])
    ]
    if faults:
        raise Stale(*faults)


def _keep(case: UseCase, asked: Asked, kept: dict[str, Any]) -> None:
    """Keep answers in a draft; the signatory who read it before reads it again.

    Where the form has changed since, every question is marked as seen.
    """
    seen = {each.code: asked.values.get(each.code) for each in asked.questions}
    behind = is_behind(case)
    written = _write(case, asked, {**seen, **kept} if behind else kept, private=True)
    if written:
        UseCase.objects.filter(pk=case.pk).update(version=F("version") + 1)


def _write(case: UseCase, asked: Asked, answers: Answers, *, private: bool) -> bool:
    """Write the rows of answers under the questions as they are asked now."""
    bank, rows = case.institution if private else None, answers_of(case)
    written = False
    for question in asked.questions:
        if question.code not in answers:
            continue
        value, row = answers[question.code], rows.get(question.code)
        if misfit(question, value):
            continue  # an answer to an earlier wording, left for the bank to give again
        if row is None:
            trail.add(Answer(use_case=case, question=question, value=value), private_to=bank)
            written = True
        else:
            fields = {"question": question, "value": value}
            written = bool(trail.amend(row, fields, private_to=bank)) or written
    return written


def _keep_unsigned(case: UseCase, asked: Asked, kept: dict[str, Any]) -> None:
    """Keep what differs from what was handed in, beside the other changes."""
    handed_in = {each.question.code: each.value for each in answers_of(case).values()}
    changed = {**{code: asked.values.get(code) for code in _codes(asked.questions)}, **kept}
    differing = {code: value for code, value in changed.items() if value != handed_in.get(code)}
    revise.keep_beside(case, {REVISED: differing} if differing else {})


def _codes(questions: tuple[Question, ...]) -> list[str]:
    return [each.code for each in questions]

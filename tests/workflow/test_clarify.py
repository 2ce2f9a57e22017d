"""Questions to the bank: asked, answered, closed, or passed over."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from tests.factories.clarifications import answered, asked, replied
from tests.factories.institutions import bank_b
from tests.factories.reviews import proposed_decision
from tests.factories.usecases import use_case_at
from tests.people import approver, assessor, editor, officer, signatory, viewer
from tests.workflow.refusals import (
    NOT_ALLOWED,
    NOT_FOUND,
    STALE,
    WRONG_STAGE,
    letters,
    life,
    refused,
)
from usecases.models.clarifications import Clarification
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.clarified import stamp_of
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.verbs import Verb
from usecases.workflow import assess, clarify, decide, revise, submit

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SOON = NOW + timedelta(days=5)


def fresh(case: UseCase) -> UseCase:
    return UseCase.objects.get(pk=case.pk)


def states(case: UseCase) -> list[tuple[str, bool | None, str]]:
    """Return the questions of a case: text, answered or not, why it was closed."""
    rows = Clarification.objects.filter(use_case=case).order_by("recorded_at")
    return [(each.question, each.answered, each.closing) for each in rows]


@time_machine.travel(NOW, tick=False)
def test_an_officer_asks_several_questions_at_once() -> None:
    case = use_case_at(Stage.ASSESSING)
    questions = [(" Which data? ", SOON), ("Which model?", date(2026, 3, 9))]
    rows = clarify.ask(case, questions=questions, by=officer(), reason="Two gaps.")
    assert [(each.question, each.due_at) for each in rows] == [
        ("Which data?", SOON),
        ("Which model?", datetime(2026, 3, 9, 15, 59, 59, 999999, tzinfo=UTC)),
    ]
    assert [(each.asked_by, each.asked_at) for each in rows] == [
        (officer().user, NOW),
        (officer().user, NOW + timedelta(microseconds=1)),
    ]
    assert life(case)[-1] == (Verb.ASK, Stage.ASSESSING, Stage.CLARIFYING, officer().user)
    assert [each for each in letters(case) if each[0] == "asked"] == [
        ("asked", "mail", "signatory@alpha-bank.example"),
        ("asked", "notice", "signatory@alpha-bank.example"),
    ]


@time_machine.travel(NOW, tick=False)
def test_more_can_be_asked_without_a_move() -> None:
    case = use_case_at(Stage.CLARIFYING)
    moves = life(case)
    clarify.ask(case, questions=[("And who checks?", SOON)], by=officer(), version=case.version)
    assert life(case) == moves
    assert [each[0] for each in states(case)] == ["Which data do you use?", "And who checks?"]


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize("stage", [Stage.SCREENING, Stage.CLARIFYING])
def test_each_faulty_question_is_named(stage: str) -> None:
    case = use_case_at(stage)
    past = [("", SOON), ("Why?", NOW), ("x" * 2001, date(2026, 3, 1))]
    assert refused(clarify.ask, case, questions=past, by=officer()) == [
        ("question_1", "required"),
        ("due_at_2", "past"),
        ("question_3", "too-long"),
        ("due_at_3", "past"),
    ]
    assert refused(clarify.ask, case, questions=[], by=officer()) == [("question_1", "number")]
    many = [("Why?", SOON)] * 21
    assert refused(clarify.ask, case, questions=many, by=officer()) == [("questions", "number")]


@pytest.mark.parametrize("stage", [Stage.SCREENING, Stage.CLARIFYING])
def test_others_do_not_ask(stage: str) -> None:
    case = use_case_at(stage)
    for person in (approver(), signatory(), editor()):
        assert refused(asked, case, by=person) == NOT_ALLOWED
    for person in (assessor(), signatory(bank_b())):
        assert refused(asked, case, by=person) == NOT_FOUND
    assert refused(asked, case, by=officer(), version=case.version - 1) == STALE


@pytest.mark.parametrize("stage", [Stage.SUBMITTED, Stage.ACCEPTED, Stage.WITHDRAWN])
def test_at_other_stages_nothing_is_asked(stage: str) -> None:
    case, by = use_case_at(stage), officer()
    assert refused(asked, case, by=by) == WRONG_STAGE


@pytest.mark.parametrize("stage", [Stage.SCREENING, Stage.ASSESSING])
def test_the_answer_leads_back_to_where_it_was_asked(stage: str) -> None:
    case = use_case_at(stage)
    asked(case, "Which data?", "Which model?")
    submission = answered(case, "Ours.")
    moved = (Verb.ANSWER, Stage.CLARIFYING, stage, signatory().user)
    assert (fresh(case).stage, life(case)[-1]) == (stage, moved)
    assert submission.number == 2
    assert submission.content["clarifications"] == [
        {"question": "Which data?", "reply": "Ours.", "files": []},
        {"question": "Which model?", "reply": "Ours.", "files": []},
    ]
    rows = Clarification.objects.filter(use_case=case)
    assert {(each.answered, each.submission, each.closed_by) for each in rows} == {
        (True, submission, signatory().user)
    }
    assert [each[2] for each in letters(case) if each[:2] == ("answered", "mail")] == [
        "editor@alpha-bank.example",
        "signatory@alpha-bank.example",
    ]


def test_what_was_withdrawn_and_reopened_goes_back_to_where_it_was_asked() -> None:
    case = use_case_at(Stage.ASSESSING)
    asked(case)
    submit.withdraw(case, by=signatory(), reason="Our plans changed.")
    from_there = clarify.asked_from(case)
    assert from_there == Stage.ASSESSING


def test_every_open_question_needs_a_reply() -> None:
    case = use_case_at(Stage.SCREENING)
    first, _second = asked(case, "Which data?", "Which model?")
    revise.reply(first, text="Ours.", by=editor())
    missing = [("clarifications", "required")]
    assert refused(clarify.answer, case, by=signatory()) == missing
    assert fresh(case).stage == Stage.CLARIFYING


def test_only_the_signatory_of_the_bank_answers() -> None:
    case = use_case_at(Stage.CLARIFYING)
    replied(case)
    for person in (editor(), viewer(), officer(), approver()):
        assert refused(clarify.answer, case, by=person) == NOT_ALLOWED
    for person in (signatory(bank_b()), assessor()):
        assert refused(clarify.answer, case, by=person) == NOT_FOUND
    assert refused(clarify.answer, case, by=signatory(), version=case.version - 1) == STALE
    answered(case)
    assert refused(clarify.answer, case, by=signatory()) == WRONG_STAGE


def test_a_signature_is_about_what_was_read() -> None:
    case = use_case_at(Stage.CLARIFYING)
    replied(case)
    read = stamp_of(fresh(case))
    replied(case, "Customers' data too.")
    assert refused(clarify.answer, case, by=signatory(), read=read) == STALE
    read = stamp_of(fresh(case))
    revise.write(case, fields={"title": "Another"}, by=editor())
    assert refused(clarify.answer, case, by=signatory(), read=read) == STALE
    read = stamp_of(fresh(case))
    assert clarify.answer(case, by=signatory(), read=read).number == 2


def test_an_answer_voids_what_was_proposed_before() -> None:
    case = use_case_at(Stage.ASSESSING)
    decision, second = proposed_decision(case), approver()
    asked(case)
    submission = answered(case)
    assert submission.digest != decision.digest
    assert refused(decide.confirm, decision, by=second) == [("", "void")]


def test_the_last_question_closed_leads_on() -> None:
    case = use_case_at(Stage.ASSESSING)
    first, second = asked(case, "Which data?", "Which model?")
    clarify.close(first, by=officer(), reason="Found it.")
    assert fresh(case).stage == Stage.CLARIFYING
    assert refused(clarify.close, first, by=officer(), reason="Again.") == [("", "closed")]
    assert refused(clarify.close, second, by=officer(), reason=" ") == [("reason", "required")]
    clarify.close(second, by=officer(), reason="Not needed.")
    assert fresh(case).stage == Stage.ASSESSING
    assert life(case)[-1][:3] == (Verb.PROCEED, Stage.CLARIFYING, Stage.ASSESSING)
    assert states(case) == [
        ("Which data?", False, "Found it."),
        ("Which model?", False, "Not needed."),
    ]
    mailed = {each[0] for each in letters(case)}
    assert mailed == {"received", "asked", "question-closed", "proceeded"}
    assert case.submissions.count() == 1


def test_the_officer_goes_on_without_an_answer() -> None:
    case = use_case_at(Stage.SCREENING)
    asked(case, "Which data?", "Which model?")
    replied(case)
    assert refused(clarify.proceed, case, by=officer(), reason="") == [("reason", "required")]
    case = fresh(case)
    clarify.proceed(case, by=officer(), reason="It is late.", version=case.version)
    assert fresh(case).stage == Stage.SCREENING
    assert {each[1:] for each in states(case)} == {(False, "It is late.")}
    assess.assess(case, by=officer())


def close(case: UseCase, by: Person) -> object:
    return clarify.close(case.clarifications.get(), by=by, reason="No.")


def proceed(case: UseCase, by: Person) -> object:
    return clarify.proceed(case, by=by, reason="No.")


@pytest.mark.parametrize("verb", [close, proceed])
def test_only_an_officer_goes_on(verb: object) -> None:
    case = use_case_at(Stage.CLARIFYING)
    for person in (approver(), signatory(), editor()):
        assert refused(verb, case, person) == NOT_ALLOWED  # type: ignore[arg-type]  # a verb
    for person in (assessor(), signatory(bank_b())):
        assert refused(verb, case, person) == NOT_FOUND  # type: ignore[arg-type]  # a verb
    answered(case)
    assert refused(verb, case, officer()) == WRONG_STAGE  # type: ignore[arg-type]  # a verb

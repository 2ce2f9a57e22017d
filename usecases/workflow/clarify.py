"""The regulator asks, the bank answers, or the review goes on without an answer."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.audit.writing import current
from usecases.models.clarifications import Clarification
from usecases.models.person import Person
from usecases.models.submissions import Submission
from usecases.models.trail import StageChange
from usecases.models.usecases import UseCase
from usecases.notices.outbox import tell
from usecases.rules.clarified import open_questions, stamp_of
from usecases.rules.deadlines import day_end
from usecases.rules.lifecycle import TABLE
from usecases.rules.missing import Missing
from usecases.rules.visibility_reviews import clarifications_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.limits import QUESTION_CHARACTERS, QUESTIONS_AT_ONCE
from usecases.vocabulary.messages import Letter
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.verbs import Verb
from usecases.workflow import respond, revise, submit
from usecases.workflow.errors import Invalid, Stale, WrongStage, invalid
from usecases.workflow.fetch import fetch, fetch_use_case, require
from usecases.workflow.move import check, perform
from usecases.workflow.validate import validate

Asked = tuple[str, datetime | date]
_APART = datetime.resolution  # what is asked at once keeps its order


def ask(
    use_case: UseCase,
    *,
    questions: Iterable[Asked],
    by: Person,
    reason: str = "",
    version: int | None = None,
) -> list[Clarification]:
    """Ask the bank; the clock stops until it answers. While it is being asked, ask more.

    A date alone means the end of that day in the programme's zone. Faults are named by the
    number of the question: `question_1`, `due_at_1`.
    """
    with writing(by=by, reason=reason) as opened:
        case = fetch_use_case(use_case, by)
        if case.stage == Stage.CLARIFYING:
            case = _being_asked(case, by, version)
        else:
            case = check(case, Verb.ASK, by=by, reason=reason, version=version)
        asked = [
            Clarification(
                use_case=case,
                question=text.strip(),
                due_at=_end_of(due, case),
                asked_by=opened.user,
                asked_at=opened.moment + number * _APART,
            )
            for number, (text, due) in enumerate(questions)
        ]
        _refuse_faulty(asked, opened.moment)
        if case.stage != Stage.CLARIFYING:
            perform(case, Verb.ASK, reason=reason)
        rows = [trail.add(each) for each in asked]
        tell(Letter.ASKED, case, questions=rows)
        return rows


def answer(
    use_case: UseCase, *, by: Person, reason: str = "", version: int | None = None, read: str = ""
) -> Submission:
    """Sign the answers, with all that was changed meanwhile: the submission is frozen anew and
    the review goes on where the questions were asked.

    `read` is the stamp (`rules.clarified.stamp_of`) of what the signatory read; if a colleague
    wrote on since, `Stale`.
    """
    with writing(by=by, reason=reason):
        case = check(use_case, Verb.ANSWER, by=by, reason=reason, version=version)
        if read and read != stamp_of(case):
            raise Stale
        answered = list(open_questions(case))
        respond.take_over(case)
        revise.take_over(case)
        submission = submit.freeze(case, answered)
        for each in answered:
            _close(each, answered=True, submission=submission)
        perform(case, Verb.ANSWER, reason=reason, target=asked_from(case))
        tell(Letter.ANSWERED, case, submission=submission, questions=answered)
        return submission


def close(clarification: Clarification, *, by: Person, reason: str) -> Clarification:
    """Close a question that needs no answer any more; with the last one the review goes on."""
    with writing(by=by, reason=reason):
        row = fetch(clarifications_for(by).select_related("use_case"), clarification.pk)
        case = _being_asked(fetch_use_case(row.use_case, by), by, None)
        _say_why(reason)
        if row.closed_at is not None:
            raise invalid("", "closed", _("This question is closed already."))
        if open_questions(case).exclude(pk=row.pk).exists():
            _close(row, answered=False, closing=reason.strip())
            tell(Letter.QUESTION_CLOSED, case, question=row)
        else:
            proceed(case, by=by, reason=reason)
        return fetch(clarifications_for(by), row.pk)


def proceed(
    use_case: UseCase, *, by: Person, reason: str, version: int | None = None
) -> StageChange:
    """Go on without an answer: every open question is closed unanswered.

    What the bank wrote and did not sign stays its own.
    """
    with writing(by=by, reason=reason):
        case = check(use_case, Verb.PROCEED, by=by, reason=reason, version=version)
        left = list(open_questions(case))
        for each in left:
            _close(each, answered=False, closing=reason.strip())
        change = perform(case, Verb.PROCEED, reason=reason, target=asked_from(case))
        tell(Letter.PROCEEDED, case, questions=left)
        return change


def asked_from(case: UseCase) -> str:
    """Return the stage at which the questions were asked: the last one where that is possible."""
    stages = case.stage_changes.standing().order_by("-happened_on", "-row")
    found = stages.filter(to_stage__in=TABLE[Verb.ASK].sources)
    return found.values_list("to_stage", flat=True).first() or Stage.SCREENING


def _being_asked(case: UseCase, by: Person, version: int | None) -> UseCase:
    """Return a case on which the bank is being asked, if the person handles it."""
    require(by, Action.HANDLE, case)
    if version is not None and case.version != version:
        raise Stale
    if case.stage != Stage.CLARIFYING:
        raise WrongStage
    return case


def _end_of(due: datetime | date, case: UseCase) -> datetime:
    return due if isinstance(due, datetime) else day_end(due, case.phase.programme)


def _refuse_faulty(asked: list[Clarification], at: datetime) -> None:
    """Refuse no question, too many, an empty one, and one that is due already; each by number."""
    if not 0 < len(asked) <= QUESTIONS_AT_ONCE:
        text = format_lazy(_("Ask between one and {most} questions."), most=QUESTIONS_AT_ONCE)
        raise invalid("questions" if asked else "question_1", "number", text)
    long = format_lazy(_("At most {most} characters."), most=QUESTION_CHARACTERS)
    faults = []
    for number, each in enumerate(asked, 1):
        if not each.question:
            faults.append(Missing(f"question_{number}", "required", _("Write the question.")))
        elif len(each.question) > QUESTION_CHARACTERS:
            faults.append(Missing(f"question_{number}", "too-long", long))
        if each.due_at <= at:
            text = _("Give a day that is still to come.")
            faults.append(Missing(f"due_at_{number}", "past", text))
    if faults:
        raise Invalid(*faults)
    for each in asked:
        validate(each)


def _say_why(reason: str) -> None:
    if not reason.strip():
        raise invalid("reason", "required", _("Say why."))


def _close(row: Clarification, *, answered: bool, **told: Any) -> None:
    opened = current()
    closed = {"closed_at": opened.moment, "closed_by": opened.user, "answered": answered}
    trail.amend(row, {**closed, **told})

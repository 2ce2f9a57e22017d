"""Rows of reviews and trials as they come, written without their verbs."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from tests.factories.access import make_user
from tests.factories.base import add
from tests.factories.institutions import bank_a, make_partner
from tests.factories.phases import authority, phase
from tests.factories.usecases import recorded_case, use_case_at
from tests.factories.words import make_term
from usecases.models.assessments import Assessment, Assignment, Criterion, Materiality, Score
from usecases.models.clarifications import Clarification, Revision
from usecases.models.drafting import SharedAnswer
from usecases.models.findings import Finding
from usecases.models.institutions import Contributor
from usecases.models.interests import Interest
from usecases.models.letters import LetterTemplate
from usecases.models.messages import Message
from usecases.models.monitoring import Deliverable, Incident
from usecases.models.outcomes import Benefit, Outcome
from usecases.models.permits import Permit
from usecases.models.phase_reports import PhaseReport, PhaseReportText
from usecases.models.proposals import PlanProposal
from usecases.models.questions import Answer, Question
from usecases.models.results import Cycle, Result
from usecases.models.trials import Amendment, Target
from usecases.models.words import Metric
from usecases.vocabulary.stages import Stage

AT = datetime(2020, 6, 1, tzinfo=UTC)


def contributor() -> Contributor:
    return add(
        Contributor(user=make_user(), partner=make_partner(), institution=bank_a(), since=AT)
    )


def criterion() -> Criterion:
    return add(Criterion(phase=phase(), code="innovation", label_en="Innovation"))


def assignment() -> Assignment:
    case = use_case_at(Stage.SUBMITTED)
    return add(Assignment(use_case=case, assessor=make_user(), assigned_by=make_user()))


def interest(target: str) -> Interest:
    targets: dict[str, Any] = {
        "institution": bank_a,
        "partner": make_partner,
        "use_case": recorded_case,
    }
    person, about = make_user(), {target: targets[target]()}
    told = {"standing": "none", "declared_by": person, "declared_at": AT}
    return add(Interest(person=person, phase=phase(), **about, **told))


def assessment() -> Assessment:
    case = use_case_at(Stage.SUBMITTED)
    frozen = case.submissions.get()
    return add(Assessment(use_case=case, submission=frozen, assessor=make_user()))


def score() -> Score:
    row = assessment()
    return add(Score(assessment=row, use_case=row.use_case, criterion=criterion(), score=3))


def materiality() -> Materiality:
    case = use_case_at(Stage.SUBMITTED)
    said = {"material": True, "reason": "New data.", "said_by": make_user(), "said_at": AT}
    return add(Materiality(use_case=case, submission=case.submissions.get(), **said))


def clarification() -> Clarification:
    case = use_case_at(Stage.SUBMITTED)
    asked = {"asked_by": make_user(), "asked_at": AT, "due_at": AT}
    return add(Clarification(use_case=case, question="Which data?", **asked))


def revision() -> Revision:
    return add(Revision(use_case=recorded_case()))


def letter_template() -> LetterTemplate:
    words = {"subject_en": "Your use case", "text_en": "Dear {institution}"}
    return add(LetterTemplate(authority=authority(), outcome="accept", **words))


def metric(code: str = "recall", **fields: Any) -> Metric:
    told = {"label_en": code.capitalize(), "unit": "percentage", "direction": "higher"}
    return add(Metric(code=code, **{**told, **fields}))


def target() -> Target:
    case = recorded_case()
    return add(Target(use_case=case, metric=metric(), success="at-least", value=Decimal(90)))


def amendment() -> Amendment:
    told = {"field": "plan", "reason": "Later.", "amended_by": make_user(), "amended_at": AT}
    return add(Amendment(use_case=recorded_case(), **told))


def cycle() -> Cycle:
    return add(Cycle(use_case=recorded_case(), number=1))


def result(**fields: Any) -> Result:
    row = target()
    tested = add(Cycle(use_case=row.use_case, number=1))
    told = {
        "value": Decimal(90),
        "percentage": True,
        "numerator": 9,
        "denominator": 10,
        "evaluator": "people",
        "happened_on": AT,
        "final": True,
    }
    measured = {"use_case": row.use_case, "cycle": tested, "metric": row.metric, "target": row}
    return add(Result(**measured, **{**told, **fields}))


def benefit() -> Benefit:
    case = recorded_case()
    outcome = add(Outcome(use_case=case, result="in-production", happened_on=AT))
    claimed = {"metric": metric(), "value": Decimal(30)}
    return add(Benefit(outcome=outcome, use_case=case, **claimed))


def deliverable() -> Deliverable:
    told = {"kind": "end-report", "title": "End report", "due_on": date(2020, 6, 1)}
    return add(Deliverable(use_case=recorded_case(), **told))


def incident() -> Incident:
    told = {"severity": "low", "description": "A wrong tariff.", "detected_at": AT}
    return add(Incident(use_case=recorded_case(), reported_at=AT, **told))


def finding() -> Finding:
    topic = make_term("topic", "hallucination")
    return add(Finding(topic=topic, statement_en="Check.", cited="A report", page="4"))


def report_text() -> PhaseReportText:
    report = add(PhaseReport(phase=phase()))
    return add(PhaseReportText(report=report, section="summary", number=1, written_by=make_user()))


def question() -> Question:
    return add(Question(phase=phase(), code="cloud", kind="text", label_en="Which cloud?"))


def answer() -> Answer:
    return add(Answer(use_case=use_case_at(Stage.DRAFT), question=question(), value="None."))


def permit() -> Permit:
    given = {"institution": bank_a(), "phase": phase(), "given_by": make_user()}
    return add(Permit(until=AT, reason="Illness.", **given))


def plan_proposal() -> PlanProposal:
    return add(PlanProposal(use_case=use_case_at(Stage.ACCEPTED)))


def shared_answer() -> SharedAnswer:
    return add(SharedAnswer(institution=bank_a(), field="risks", name="Chat", text="Known."))


def reminder() -> Message:
    words = {"letter": "reminder", "subject": "Due", "body": "It is due.", "key": "draft:1"}
    return add(Message(channel="notice", recipient=make_user(), **words))

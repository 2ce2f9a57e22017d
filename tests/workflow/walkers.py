"""The people of the random walk by name, the table of moves once more, what moves need."""

from collections.abc import Callable
from dataclasses import dataclass

from tests import people
from tests.factories.base import system
from tests.factories.institutions import bank_a, bank_b
from tests.factories.monitoring import signed_end_report
from tests.factories.outcomes import told_outcome
from tests.factories.phases import make_authority
from tests.factories.trials import PLAN, final_results, make_target
from usecases.models.monitoring import Deliverable
from usecases.models.person import ANONYMOUS, Person
from usecases.models.results import Result
from usecases.models.reviews import Decision
from usecases.models.trials import Trial
from usecases.models.usecases import UseCase
from usecases.rules.clarified import open_questions
from usecases.workflow import revise, trial

WHO = (
    "officer", "officer2", "elsewhere", "approver", "approver2", "auditor", "assessor",
    "administrator", "signatory-a", "editor-a", "viewer-a", "signatory-b", "system", "anonymous",
)  # fmt: skip
OFFICERS, APPROVERS = {"officer", "officer2"}, {"approver", "approver2"}

WITHDRAWABLE = (
    *("submitted", "screening", "clarifying", "assessing", "waitlisted", "accepted"),
    *("trialling", "suspended"),
)
ANYWHERE = (*WITHDRAWABLE, "completed", "declined", "lapsed", "terminated", "withdrawn")
BACK = "where it was"
# verb: {from: to}, and who: the table of the domain once more, in the smallest form.
MOVES: dict[str, dict[str, str]] = {
    "submit": {"draft": "submitted"},
    "screen": {"submitted": "screening"},
    "assess": {"screening": "assessing"},
    "answer": {"clarifying": BACK},
    "proceed": {"clarifying": BACK},
    "start": {"accepted": "trialling"},
    "complete": {"trialling": "completed"},
    "withdraw": dict.fromkeys(WITHDRAWABLE, "withdrawn"),
    "recall": {"submitted": "draft"},
    "lapse": dict.fromkeys(("waitlisted", "accepted"), "lapsed"),
    "suspend": dict.fromkeys(("trialling", "suspended"), "suspended"),
    "resume": {"suspended": "trialling"},
    "terminate": dict.fromkeys(("trialling", "suspended"), "terminated"),
    "reopen": {"declined": "screening", "withdrawn": BACK},
    "void": dict.fromkeys(ANYWHERE, "void"),
}
RELEASES: dict[str, dict[str, str]] = {
    "accept": {"assessing": "accepted", "waitlisted": "accepted"},
    "waitlist": {"assessing": "waitlisted"},
    "decline": dict.fromkeys(("screening", "assessing", "waitlisted"), "declined"),
}
ONWARD = ("submit", "screen", "answer", "assess", "start", "complete")
NEXT = {origin: verb for verb in ONWARD for origin in MOVES[verb]}
SIGNS, HEADS = {"submit", "withdraw", "recall", "answer"}, {"lapse", "terminate", "reopen", "void"}
PAUSES = {"suspend", "resume"}
ENDS = {"accept": "completed", "decline": "declined", "withdraw": "withdrawn"}


@dataclass
class Open:
    """A decision on its way, as the walk knows it."""

    decision: Decision
    outcome: str
    proposer: str
    confirmed: bool = False
    dropped: bool = False  # its letter was: the case moved to where it stands no longer


def everybody() -> dict[str, Person]:
    """Make the people of the walk."""
    return {
        "officer": people.officer(),
        "officer2": people.officer("officer2"),
        "elsewhere": people.officer(authority=make_authority("SFC")),
        "approver": people.approver(),
        "approver2": people.approver("approver2"),
        "auditor": people.auditor(),
        "assessor": people.assessor(),
        "administrator": people.administrator(),
        "signatory-a": people.signatory(bank_a()),
        "editor-a": people.editor(bank_a()),
        "viewer-a": people.viewer(bank_a()),
        "signatory-b": people.signatory(bank_b()),
        "system": system(),
        "anonymous": ANONYMOUS,
    }


def ready(case: UseCase, verb: str) -> bool:
    """Whether replies, plan and target, or results, end report and outcome are there."""
    aims = case.targets.filter(dropped_at__isnull=True)
    if verb == "answer":
        return not open_questions(case).filter(reply="").exists()
    if verb == "start":
        return Trial.objects.filter(use_case=case).exists() and aims.exists()
    if verb == "complete":
        final = Result.objects.filter(use_case=case, final=True).values("target")
        signed = Deliverable.objects.filter(use_case=case, signed_off_at__isnull=False)
        measured = not aims.exclude(pk__in=final).exists()
        return measured and signed.exists() and case.outcomes.exists()
    return True


def _reply(case: UseCase, signer: Person) -> None:
    for question in open_questions(case):
        revise.reply(question, text="Published rules only.", by=signer)


def _plan(case: UseCase, _: Person) -> None:
    trial.plan(case, fields=PLAN, by=people.officer())


def _aim(case: UseCase, _: Person) -> None:
    if not case.targets.exists():
        make_target(case)


def _measure(case: UseCase, _: Person) -> None:
    if not Result.objects.filter(use_case=case, final=True).exists():
        final_results(case)


def _report(case: UseCase, _: Person) -> None:
    signed_end_report(case)


def _tell(case: UseCase, _: Person) -> None:
    told_outcome(case)


# What is written at a stage before the next move, and in which order.
PREPARED: dict[str, tuple[Callable[[UseCase, Person], None], ...]] = {
    "clarifying": (_reply,),
    "accepted": (_plan, _aim),
    "trialling": (_measure, _report, _tell),
}

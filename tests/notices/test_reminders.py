"""Reminders come before and after the day, once a step, to whoever has the thing in hand."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import Freeze
from tests.factories.access import make_member, make_user
from tests.factories.base import add
from tests.factories.clarifications import answered, asked
from tests.factories.institutions import bank_a, bank_b
from tests.factories.memory import once
from tests.factories.monitoring import bank_note, due_deliverable, handed_in
from tests.factories.phases import CLOSED, open_phase
from tests.factories.usecases import recorded_case, use_case_at
from tests.models.behind import set_to
from tests.people import editor, officer, signatory, system, viewer
from usecases.models.messages import Message
from usecases.models.permits import Permit
from usecases.models.proposals import Clearance, PlanProposal
from usecases.models.usecases import UseCase
from usecases.rules.visibility_register import messages_for
from usecases.vocabulary.stages import Stage
from usecases.workflow import draft, preferences, submit
from usecases.workflow.remind import Reminders, remind

pytestmark = pytest.mark.django_db

# Ten in the morning in Hong Kong.
BEGINNING = datetime(2026, 3, 2, 2, tzinfo=UTC)
DUE = datetime(2026, 3, 20, 15, 59, tzinfo=UTC)  # 20 March there, a minute before midnight


def closing_case(**fields: object) -> UseCase:
    """A draft in a phase that closes."""
    phase = once("closing", lambda: open_phase("GS2", closes_at=DUE))
    return use_case_at(Stage.DRAFT, phase=phase, **fields)  # type: ignore[arg-type]  # the bank's


def permitted() -> None:
    """A draft whose phase has closed, and that may come late."""
    phase = open_phase("GS2", closes_at=DUE)
    use_case_at(Stage.DRAFT, phase=phase)
    use_case_at(Stage.DRAFT, phase=phase, institution=bank_b())
    until = {"until": DUE, "reason": "An outage.", "given_by": make_user()}
    add(Permit(institution=bank_a(), phase=phase, **until))
    set_to(phase, closes_at=BEGINNING - timedelta(days=1))


def questioned() -> None:
    """A use case about which two things are asked."""
    case = use_case_at(Stage.SCREENING)
    asked(case, questions=[("Which data?", DUE), ("Whose?", DUE)])


def sent_back() -> None:
    """A plan that is to be proposed again."""
    by = {"proposed_by": make_user(), "proposed_at": BEGINNING, "answered_by": make_user()}
    told = {"answered_at": DUE, "agreed": False, "answer": "Say who watches."}
    add(PlanProposal(use_case=use_case_at(Stage.ACCEPTED), **by, **told))


def to_be_cleared() -> None:
    """A text that a bank is to agree to."""
    add(Clearance(use_case=use_case_at(Stage.COMPLETED), asked_by=make_user(), asked_at=DUE))


def completed() -> None:
    """A trial of which the bank is asked after six months, on 20 March."""
    use_case_at(Stage.COMPLETED, at=datetime(2025, 9, 20, 9, tzinfo=UTC))


KINDS: dict[str, tuple[Callable[[], object], list[str]]] = {
    "draft": (
        lambda: closing_case(title="Chat"),
        [
            "06 Due 20 March 2026: hand in the draft “Chat” for phase GS2",
            "13 Due 20 March 2026: hand in the draft “Chat” for phase GS2",
            "17 Due 20 March 2026: hand in the draft “Chat” for phase GS2",
            "19 Due 20 March 2026: hand in the draft “Chat” for phase GS2",
        ],
    ),
    "permit": (
        permitted,
        [
            "06 Due 20 March 2026: hand in the draft “Use case 1” for phase GS2",
            "13 Due 20 March 2026: hand in the draft “Use case 1” for phase GS2",
            "17 Due 20 March 2026: hand in the draft “Use case 1” for phase GS2",
            "19 Due 20 March 2026: hand in the draft “Use case 1” for phase GS2",
        ],
    ),
    "question": (
        questioned,
        [
            "17 Due 20 March 2026: answer what was asked about GS1-001",
            "19 Due 20 March 2026: answer what was asked about GS1-001",
            "21 Overdue since 20 March 2026: answer what was asked about GS1-001",
            "27 Overdue since 20 March 2026: answer what was asked about GS1-001",
        ],
    ),
    "deliverable": (
        lambda: due_deliverable(use_case_at(Stage.TRIALLING), due_on=DUE.date()),
        [
            "06 Due 20 March 2026: hand in “First results” for GS1-001",
            "17 Due 20 March 2026: hand in “First results” for GS1-001",
            "21 Overdue since 20 March 2026: hand in “First results” for GS1-001",
            "27 Overdue since 20 March 2026: hand in “First results” for GS1-001",
            "03 Overdue since 20 March 2026: hand in “First results” for GS1-001",
        ],
    ),
    "note": (
        lambda: bank_note(
            use_case_at(Stage.TRIALLING), action_wanted="Take it out.", due_on=DUE.date()
        ),
        [
            "13 Due 20 March 2026: do what a note about GS1-001 asks",
            "19 Due 20 March 2026: do what a note about GS1-001 asks",
            "21 Overdue since 20 March 2026: do what a note about GS1-001 asks",
            "27 Overdue since 20 March 2026: do what a note about GS1-001 asks",
        ],
    ),
    "plan": (
        sent_back,
        [
            f"{day} Waiting since 20 March 2026: propose the plan of GS1-001 again, with the "
            "changes asked for"
            for day in ("23", "27", "03")
        ],
    ),
    "clearance": (
        to_be_cleared,
        [
            f"{day} Waiting since 20 March 2026: say whether the text about GS1-001 may be "
            "published"
            for day in ("23", "27", "03")
        ],
    ),
    "follow-up": (
        completed,
        [
            "06 Due 20 March 2026: tell us what became of GS1-001 after its trial",
            "20 Due today: tell us what became of GS1-001 after its trial",
            "03 Overdue since 20 March 2026: tell us what became of GS1-001 after its trial",
            "19 Overdue since 20 March 2026: tell us what became of GS1-001 after its trial",
        ],
    ),
}


def told(**of: object) -> list[str]:
    """Return the day and the subject of every notice that reminds, in order."""
    rows = Message.objects.filter(letter="reminder", channel="notice", **of)
    return [f"{row.sent_at:%d} {row.subject}" for row in rows.order_by("sent_at", "subject")]


# From 2 March on: the days on which something is said, and those before and after.
DAYS = (3, 4, 5, 10, 11, 12, 14, 15, 16, 17, 18, 19, 20, 21, 22, 24, 25, 26, 31, 32, 33, 47, 48, 49)


def daily(freeze: Freeze) -> None:
    """Remind on each of these days."""
    for number in DAYS:
        freeze(BEGINNING + timedelta(days=number))
        remind(by=system())


@pytest.mark.parametrize(("make", "expected"), KINDS.values(), ids=KINDS.keys())
def test_each_thing_on_its_days(
    make: Callable[[], object], expected: list[str], freeze: Freeze
) -> None:
    freeze(BEGINNING)
    make()
    daily(freeze)
    assert told() == expected


def test_what_is_done_is_spoken_of_no_more(freeze: Freeze) -> None:
    freeze(BEGINNING)
    case = use_case_at(Stage.SCREENING)
    asked(case, questions=[("Which data?", DUE)])
    answered(case)
    trial = use_case_at(Stage.TRIALLING)
    handed_in(due_deliverable(trial, due_on=DUE.date()))
    submit.submit(closing_case(), by=signatory())
    draft.discard(closing_case(), by=signatory())
    recorded_case(Stage.COMPLETED, happened_on=datetime(2025, 9, 20, tzinfo=UTC))
    daily(freeze)
    assert told() == []


def test_a_day_that_was_missed_is_made_up_for_and_never_twice(freeze: Freeze) -> None:
    freeze(BEGINNING)
    closing_case()
    for day, expected in ((8, 1), (8, 0), (9, 0), (17, 1), (17, 0)):
        freeze(datetime(2026, 3, day, 2, tzinfo=UTC))
        assert remind(by=system()) == Reminders(expected, expected)


def test_nobody_is_reminded_on_the_day_on_which_it_was_asked(freeze: Freeze) -> None:
    freeze(datetime(2026, 3, 17, 2, tzinfo=UTC))
    closing_case()
    assert remind(by=system()) == Reminders(0, 0)
    freeze(datetime(2026, 3, 19, 2, tzinfo=UTC))
    assert remind(by=system()) == Reminders(1, 1)


def readers(case: UseCase) -> list[str]:
    rows = Message.objects.filter(channel="notice", letter="reminder", key__contains=str(case.pk))
    return sorted(row.recipient.email for row in rows)


def test_whoever_is_responsible_is_reminded_else_all_who_write(freeze: Freeze) -> None:
    freeze(BEGINNING)
    signatory(bank_b())
    make_member(make_user("gone@example.org"), bank_a(), "editor", until=CLOSED)
    make_member(make_user("off@example.org", is_active=False), bank_a(), "signatory")
    cases = [closing_case(title=name) for name in ("one", "none", "gone", "another bank's")]
    people = [viewer().user, None, make_user("gone2@example.org"), editor(bank_b()).user]
    for case, one in zip(cases, people, strict=True):
        set_to(case, responsible=one)
    editor()
    freeze(datetime(2026, 3, 13, 2, tzinfo=UTC))
    remind(by=system())
    writers = ["editor@alpha-bank.example", "signatory@alpha-bank.example"]
    assert [readers(each) for each in cases] == [
        ["viewer@alpha-bank.example"], writers, writers, writers,
    ]  # fmt: skip


def test_a_draft_is_told_with_what_it_lacks_and_stays_the_banks_own(freeze: Freeze) -> None:
    freeze(BEGINNING)
    case = closing_case(title="Secret plan", problem="", risks="")
    freeze(datetime(2026, 3, 13, 2, tzinfo=UTC))
    remind(by=system())
    message = Message.objects.get(letter="reminder", channel="mail")
    assert message.body.splitlines() == [
        "Use case: Secret plan",
        "Phase: Phase 1 (GS2)",
        "To be handed in by: 20 March 2026, 23:59 HKT",
        "",
        "2 answers are missing. Then a signatory checks and signs.",
        "You are reminded because you are responsible for this use case.",
        "",
        f"http://127.0.0.1:8000/portal/use-cases/{case.pk}/",
    ]
    draft.write(case, fields={"title": "Plain", "problem": "Slow.", "risks": "Few."}, by=editor())
    submit.submit(case, by=signatory())
    seen = messages_for(officer()).values_list("subject", flat=True)
    assert {each for each in seen if "Secret" in each} == set()


def test_a_notice_is_there_whatever_one_prefers_and_mail_as_one_does(freeze: Freeze) -> None:
    freeze(BEGINNING)
    closing_case()
    preferences.prefer(mail="each", reminders=False, by=signatory())
    freeze(datetime(2026, 3, 13, 2, tzinfo=UTC))
    remind(by=system())
    assert [row.channel for row in Message.objects.filter(letter="reminder")] == ["notice"]


def test_queries_do_not_grow_with_what_is_due(freeze: Freeze) -> None:
    freeze(BEGINNING)
    closing_case()
    counts = []
    for number, day in ((1, 17), (2, 19)):
        freeze(BEGINNING)
        for _each in range(number):
            asked(use_case_at(Stage.SCREENING), questions=[("Which data?", DUE)])
            bank_note(use_case_at(Stage.TRIALLING), action_wanted="Stop.", due_on=DUE.date())
        freeze(datetime(2026, 3, day, 2, tzinfo=UTC))
        with CaptureQueriesContext(connection) as captured:
            remind(by=system())
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_the_follow_ups_come_after_six_and_twelve_months(freeze: Freeze) -> None:
    freeze(BEGINNING)
    use_case_at(Stage.COMPLETED, at=datetime(2025, 3, 20, 9, tzinfo=UTC))
    freeze(datetime(2026, 3, 20, 2, tzinfo=UTC))
    remind(by=system())
    keys = Message.objects.filter(letter="reminder", channel="notice")
    assert [row.key.split(":", 2)[2] for row in keys] == [f"{date(2026, 3, 20)}:0"]

"""The whole main job, by hand: a bank, an officer, an approver, and a reporting tool."""

import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from django.core import mail
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor
from tests.factories.access import make_token
from tests.factories.institutions import bank_a
from tests.factories.phases import open_phase
from tests.factories.words import category, metric
from tests.people import approver, officer, signatory
from usecases.models.usecases import UseCase
from usecases.notices.outbox import deliver
from usecases.vocabulary.sections import SECTIONS
from usecases.vocabulary.trials import DeliverableKind, Evaluator, Success

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PROSE = "Callers follow a script 我們 help them."
STEPS = ("submitted", "assessing", "accepted", "trialling", "completed", "in_production")


class Reporter:
    """A reporting tool: it pulls the funnel of one phase, as it is and as it was yesterday."""

    def __init__(self, server: LiveServer, phase: str) -> None:
        user = officer("reporter").user
        assert user is not None
        _token, self.secret = make_token(user, "read", "report")
        self.address = f"{server.url}/api/v1/reports/funnel/?phase={phase}"
        self.yesterday = (timezone.now() - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")

    def _row(self, suffix: str = "") -> dict[str, Any]:
        header = {"Authorization": f"Bearer {self.secret}"}
        with urlopen(Request(self.address + suffix, headers=header), timeout=20) as answer:  # noqa: S310 - our own server
            row: dict[str, Any] = json.load(answer)["rows"][0]
            return row

    def funnel(self) -> tuple[int, ...]:
        """Return how many reached each step; yesterday nobody had."""
        then = self._row(f"&as_at={self.yesterday}")
        assert [then[step] for step in STEPS] == [0] * len(STEPS)
        now = self._row()
        return tuple(now[step] for step in STEPS)


def test_from_the_draft_to_the_outcome(visit: Visit, live_server: LiveServer) -> None:
    phase = open_phase("HAR1")
    category(), metric()
    bank, staff, head = visit(None), visit(None), visit(None)
    bank.sign_in(signatory(bank_a()))
    staff.sign_in(officer())
    head.sign_in(approver())
    reporter = Reporter(live_server, phase.code)

    write_and_sign(bank)
    case = UseCase.objects.get()
    assert case.reference == "HAR1-001"
    assert case.reference in bank.text
    assert case.submissions.get().digest in bank.text
    assert reporter.funnel() == (1, 0, 0, 0, 0, 0)
    receipts(case)

    page = f"/admin/usecases/usecase/{case.pk}/change/"
    act(staff, page, "Begin screening")
    assert reporter.funnel() == (1, 0, 0, 0, 0, 0)
    act(staff, page, "Send to assessment")
    assert reporter.funnel() == (1, 1, 0, 0, 0, 0)

    before = what_the_bank_reads(bank, case)
    act(staff, page, "Propose to accept", text="Welcome to the sandbox.")
    assert what_the_bank_reads(bank, case) == before
    act(head, page, "Confirm")
    assert what_the_bank_reads(bank, case) == before
    assert reporter.funnel() == (1, 1, 0, 0, 0, 0)
    act(head, page, "Release")
    assert reporter.funnel() == (1, 1, 1, 0, 0, 0)
    assert "Welcome to the sandbox." in bank_page(bank, case, "decision")

    today = timezone.now().date()
    act(
        staff,
        page,
        "Trial plan",
        plan="Six weeks on masked data.",
        planned_from=today.isoformat(),
        planned_to=(today + timedelta(days=42)).isoformat(),
    )
    aim_and_ask_for_a_report(staff, page)
    act(staff, page, "Start the trial")
    assert reporter.funnel() == (1, 1, 1, 1, 0, 0)
    measure_and_sign_off(staff, page, case)
    staff.open(page)
    staff.press("Tell the outcome")
    staff.page.select_option("[name=result]", "in-production")
    staff.press("Tell the outcome")
    act(staff, page, "Complete the trial")
    assert reporter.funnel() == (1, 1, 1, 1, 1, 1)
    assert "Trial completed" in bank_page(bank, case)
    assert [each.complaints for each in (bank, staff, head)] == [[], [], []]


def aim_and_ask_for_a_report(staff: Visitor, page: str) -> None:
    """Say what the trial is to reach, and by when its end report is due."""
    staff.open(page)
    staff.press("Set a target")
    staff.page.select_option("[name=metric]", label=str(metric()))
    staff.page.select_option("[name=success]", Success.AT_LEAST)
    staff.fill(value="90")
    staff.press("Set a target")
    staff.open(page)
    staff.page.locator("details.case-more > summary").click()
    staff.press("Set a deliverable")
    staff.page.select_option("[name=kind]", DeliverableKind.END_REPORT)
    staff.fill(title="End report", due_on="2099-12-31")
    staff.press("Set a deliverable")


def measure_and_sign_off(staff: Visitor, page: str, case: UseCase) -> None:
    """Write what was measured, and read the end report."""
    staff.open(page)
    staff.page.locator("details.case-more > summary").click()
    staff.press("Begin a test cycle")
    staff.press("Begin a test cycle")
    staff.open(f"/admin/usecases/target/{case.targets.get().pk}/act/result/")
    staff.page.select_option("[name=cycle]", index=1)
    staff.page.select_option("[name=evaluator]", Evaluator.PEOPLE)
    staff.fill(value="92", numerator="184", denominator="200", sample_size="200")
    staff.page.check("[name=final]")
    staff.press("Write a result")
    report = f"/admin/usecases/deliverable/{case.deliverables.get().pk}/change/"
    act(staff, report, "Record that it came", text="All of it.")
    act(staff, report, "Sign off")


def write_and_sign(bank: Visitor) -> None:
    """Write every section, as a bank does, and sign; what is missing is listed until then."""
    bank.open("/portal/")
    bank.press("Start a submission in HAR1")
    for section in SECTIONS:
        bank.press(str(section.title))
        for name in section.fields:
            answer(bank, name)
        bank.press("Save and return")
    bank.press("Check and sign")
    bank.page.check("[name=confirm]")
    bank.press("Sign and submit")


def answer(bank: Visitor, name: str) -> None:
    """Answer one question, whatever kind it is."""
    field = bank.page.locator(f"main [name={name}]")
    kind = field.first.evaluate("e => e.type")
    if kind in {"textarea", "text"} and name not in {"compute_asked", "model_size"}:
        field.fill(PROSE)
    elif kind == "text":
        field.fill("120.5")
    elif kind == "select-one":
        field.select_option(index=1)
    else:
        field.first.check()


def act(visitor: Visitor, page: str, name: str, **fields: str) -> None:
    """Open a use case, press the button of an act, fill in its page, and press again."""
    assert visitor.open(page) == 200
    visitor.press(name)
    visitor.fill(**fields)
    visitor.press(name)
    assert urlsplit(visitor.page.url).path.endswith("/change/"), visitor.text


def bank_page(bank: Visitor, case: UseCase, tab: str = "status") -> str:
    """Return what the bank reads of its use case in one of its tabs."""
    assert bank.open(f"/portal/use-cases/{case.pk}/?tab={tab}") == 200
    return bank.text


def what_the_bank_reads(bank: Visitor, case: UseCase) -> list[str]:
    """Return all that the bank can read that might tell of a decision."""
    pages = ("/portal/", "/portal/use-cases/", "/portal/notices/")
    texts = [bank_page(bank, case, tab) for tab in ("status", "submission", "files")]
    for address in pages:
        bank.open(address)
        texts.append(bank.text)
    return texts


def receipts(case: UseCase) -> None:
    """The receipt goes out by mail, with reference and digest."""
    deliver()
    (receipt,) = mail.outbox
    assert case.reference in receipt.subject
    assert case.submissions.get().digest in receipt.body

"""After the decision: a bank accepts it or asks, agrees to what is public, tells the outcome."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests import people
from tests.factories.institutions import bank_b
from tests.factories.reviews import released_decision
from tests.factories.usecases import use_case_at
from tests.portal.visits import at, tab, visit, words
from usecases.models.outcomes import Outcome
from usecases.models.proposals import Clearance, DecisionReply
from usecases.models.reviews import Decision
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow import clarify, clear, edit

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision() -> Decision:
    return released_decision(use_case_at(Stage.ASSESSING), conditions="A report every month.")


def asked(stage: str = Stage.ACCEPTED) -> Clearance:
    fields: dict[str, Any] = {"public_title": "For everybody", "public_summary": "What it does."}
    return clear.ask(use_case_at(stage, **fields), by=people.officer())


def test_a_signatory_accepts_once_however_often_it_is_sent(decision: Decision) -> None:
    case, client = decision.use_case, visit(people.signatory())
    where = at("accept-decision", case.pk, decision.pk)
    assert "Accept the decision with its conditions" in words(client.get(at("use-case", case.pk)))
    assert "A report every month." in words(client.get(where))
    unread = client.post(where, {})
    assert (unread.status_code, DecisionReply.objects.count()) == (422, 0)
    for _click in range(2):
        assert client.post(where, {"confirm": "on"})["Location"] == tab(case, "decision")
    assert DecisionReply.objects.filter(accepts=True).count() == 1
    assert "Accepted by Signatory" in words(client.get(tab(case, "decision")))
    assert "You accepted the decision" in words(client.get(at("use-case", case.pk)))


def test_an_editor_asks_and_what_was_typed_stays(decision: Decision) -> None:
    case, client = decision.use_case, visit(people.editor())
    where = at("query-decision", case.pk, decision.pk)
    assert client.post(where, {"text": " "}).status_code == 422
    assert client.post(where, {"text": "From when on?"})["Location"] == tab(case, "decision")
    second = client.post(where, {"text": "And until when?"})
    assert second.status_code == 422
    assert "And until when?" in words(second)
    shown = words(client.get(tab(case, "decision")))
    assert "From when on?" in shown
    assert "Only a signatory of your institution may." in shown
    assert client.get(at("accept-decision", case.pk, decision.pk)).status_code == 403


@pytest.mark.parametrize("name", ["accept-decision", "query-decision"])
def test_a_viewer_only_reads_and_another_bank_finds_nothing(decision: Decision, name: str) -> None:
    where = at(name, decision.use_case_id, decision.pk)
    assert visit(people.viewer()).post(where, {"confirm": "on", "text": "x"}).status_code == 403
    assert visit(people.signatory(bank_b())).get(where).status_code == 404
    assert DecisionReply.objects.count() == 0


def test_a_signatory_reads_exactly_what_is_to_be_public_and_agrees() -> None:
    row = asked()
    case, client = row.use_case, visit(people.signatory())
    assert "Agree to what is to be public" in words(client.get(at("use-case", case.pk)))
    where = at("clearance", case.pk, row.pk)
    shown = words(client.get(where))
    for text in ("For everybody", "What it does.", case.reference, "Alpha Bank", "Never public"):
        assert text in shown
    agreeing = {"confirm": "on", "read": clear.stamp(row), "agree": ""}
    fields = {"public_title": "Another"}
    edit.change(UseCase.objects.get(pk=case.pk), fields, by=people.officer(), reason="A word.")
    clear.ask(case, by=people.officer())
    stale = client.post(where, agreeing)
    assert (stale.status_code, "Another" in words(stale)) == (409, True)
    row.refresh_from_db()
    for _click in range(2):
        sent = client.post(where, {**agreeing, "read": clear.stamp(row)})
        assert sent["Location"] == tab(case, "public")
    row.refresh_from_db()
    assert (row.agreed, row.answered_by) == (True, people.signatory().user)


def test_a_signatory_asks_for_a_change_and_others_only_read() -> None:
    row = asked()
    case, where = row.use_case, at("clearance", row.use_case_id, row.pk)
    for role in ("editor", "viewer"):
        client = visit(getattr(people, role)())
        assert "What it does." in words(client.get(tab(case, "public")))
        assert client.post(where, {"change": "", "text": "x"}).status_code == 403
    assert visit(people.signatory(bank_b())).get(where).status_code == 404
    client = visit(people.signatory())
    assert client.post(where, {"change": "", "text": " "}).status_code == 422
    client.post(where, {"change": "", "text": "Leave out the vendor."})
    row.refresh_from_db()
    assert (row.agreed, row.answer) == (False, "Leave out the vendor.")


def told(client: Client, where: str, **fields: str) -> Any:
    return client.post(where, {"result": "in-production", "lessons": "Start small.", **fields})


def test_a_bank_tells_the_outcome_once_however_often_it_is_sent() -> None:
    case, client = use_case_at(Stage.TRIALLING), visit(people.editor())
    assert told(client, at("outcome", case.pk), result="no-reply").status_code == 422
    for _click in range(2):
        assert told(client, at("outcome", case.pk))["Location"] == tab(case, "outcome")
    (row,) = Outcome.objects.filter(use_case=case)
    assert (row.result, row.told_by, row.lessons) == ("in-production", "Editor", "Start small.")
    assert "Start small." in words(client.get(tab(case, "outcome")))
    assert visit(people.viewer()).get(at("outcome", case.pk)).status_code == 403
    assert visit(people.editor(bank_b())).get(at("outcome", case.pk)).status_code == 404


def test_a_follow_up_is_told_when_it_is_asked_and_not_before() -> None:
    case, client = use_case_at(Stage.COMPLETED), visit(people.editor())
    assert client.get(at("follow-up", case.pk, 6))["Location"] == at("use-case", case.pk)
    assert client.get(at("follow-up", case.pk, 7)).status_code == 404
    row = case.stage_changes.get(to_stage=Stage.COMPLETED)
    type(row).objects.filter(pk=row.pk).update(happened_on=row.happened_on.replace(year=2020))
    assert "Tell what became of it, after 6 months" in words(client.get(at("use-case", case.pk)))
    assert told(client, at("follow-up", case.pk, 6))["Location"] == tab(case, "outcome")
    assert Outcome.objects.filter(use_case=case, follow_up=6).count() == 1
    assert client.get(at("follow-up", case.pk, 6))["Location"] == at("use-case", case.pk)


def test_versions_are_compared_word_by_word() -> None:
    case = use_case_at(Stage.SCREENING, title="Letters in plain words")
    clarify.ask(case, questions=[("Which?", date(2099, 1, 1))], by=people.officer())
    client = visit(people.signatory())
    question = case.clarifications.get()
    client.post(at("question", case.pk, question.pk), {"reply": "These.", "seen": ""})
    clarify.answer(case, by=people.signatory())
    shown = client.get(tab(case, "submission") + "&from=1&to=2")
    assert "<ins>These.</ins>" in shown.content.decode()
    for bad in ("&from=1&to=3", "&from=x", "&from=1"):
        assert client.get(tab(case, "submission") + bad).status_code == 404
    assert client.get(tab(case, "nothing")).status_code == 404

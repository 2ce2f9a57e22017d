"""Files, what was said of new submissions, void decisions and lights, as programs read them."""

from datetime import date
from typing import Any

import pytest

from tests.api.clients import address, client, told
from tests.factories.base import add
from tests.factories.clarifications import answered, asked
from tests.factories.institutions import bank_b
from tests.factories.monitoring import reported_incident
from tests.factories.reviews import proposed_decision
from tests.factories.usecases import use_case_at
from tests.people import assessor, editor, officer, signatory
from usecases.models.casefile import Attachment
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow import amend, materiality

pytestmark = pytest.mark.django_db


def changed_case(*, decided: bool = False) -> UseCase:
    """A case of which a second version was handed in, after a decision was proposed or not."""
    case = use_case_at(Stage.ASSESSING)
    if decided:
        proposed_decision(case)
    asked(case)
    answered(case)
    return UseCase.objects.get(pk=case.pk)


def listed(by: Person, name: str, **params: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = client(by).get(address(name), params).json()["results"]
    return found


def file_of(case: UseCase, **fields: Any) -> Attachment:
    """Write a file's row; its bytes are nobody's business here."""
    return add(
        Attachment(
            use_case=case, uploaded_by=officer().user, kind="supporting", size=1, sha256="0" * 64,
            content_type="text/plain", file="x", **fields,
        )
    )  # fmt: skip


def test_a_bank_reads_of_its_own_files_those_that_are_not_for_staff_only() -> None:
    case = use_case_at(Stage.TRIALLING)
    for name, internal in (("open.txt", False), ("secret.txt", True)):
        file_of(case, name=name, internal=internal)
    named = {by: sorted(str(each["name"]) for each in listed(by, "attachments"))
             for by in (officer(), signatory(case.institution), editor(bank_b()))}  # fmt: skip
    assert list(named.values()) == [["open.txt", "secret.txt"], ["open.txt"], []]
    secret = Attachment.objects.get(name="secret.txt").pk
    assert client(editor(case.institution)).get(address("attachments", secret)).status_code == 404
    (row,) = listed(signatory(case.institution), "attachments")
    assert {"internal", "uploaded_by", "file"} & {*row} == set()
    assert listed(officer(), "attachments", scan_state="clean") == []


def test_what_was_said_of_a_new_submission_is_for_staff() -> None:
    case = changed_case()
    materiality.say(case, material=True, by=officer(), reason="Another model.")
    (row,) = listed(officer(), "materialities", material="true")
    assert (row["material"], row["reason"]) == (True, "Another model.")
    assert listed(signatory(case.institution), "materialities") == []
    assert listed(assessor(), "materialities") == []


def test_a_decision_about_an_earlier_submission_is_void() -> None:
    case = changed_case(decided=True)
    (row,) = listed(officer(), "decisions")
    assert row["void"] is True
    assert len(listed(officer(), "decisions", void="true")) == 1
    other = proposed_decision(use_case_at(Stage.ASSESSING))
    (stands,) = listed(officer(), "decisions", void="false")
    assert (stands["id"], stands["void"]) == (str(other.pk), False)
    assert listed(signatory(case.institution), "decisions") == []


def test_lights_are_asked_for_by_staff_only() -> None:
    calm, red = use_case_at(Stage.TRIALLING), use_case_at(Stage.TRIALLING)
    for case in (calm, red):
        plan = {"planned_to": date(2099, 12, 31)}
        amend.amend(case.trial, fields=plan, reason="It takes longer.", by=officer())
    reported_incident(red, severity="critical")
    for name, column in (("use-cases", "id"), ("trials", "use_case")):
        assert [each[column] for each in listed(officer(), name, light="red")] == [str(red.pk)]
        assert [each[column] for each in listed(officer(), name, light="green")] == [str(calm.pk)]
        refused = client(signatory(red.institution)).get(address(name), {"light": "red"})
        assert told(refused)[0] == 400

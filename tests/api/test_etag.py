"""ETags: what a client has already is not sent again, and a write says what it is based on."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.access.routes import routes
from tests.api.clients import NOBODY, address, bare, client, tag, told
from tests.factories.institutions import bank_b
from tests.factories.reviews import confirmed_decision
from tests.factories.usecases import use_case_at
from tests.people import editor, officer, signatory
from usecases.models.usecases import UseCase
from usecases.workflow import edit

pytestmark = pytest.mark.django_db


def test_what_the_client_has_is_not_sent_again() -> None:
    case, program = use_case_at("submitted"), client(officer())
    asked = address("use-cases", case.pk)
    known = program.get(asked)["ETag"]
    for given in (known, f"W/{known}", f'"other", {known}', "*"):
        again = program.get(asked, HTTP_IF_NONE_MATCH=given)
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", known)
    assert program.get(asked, HTTP_IF_NONE_MATCH='"other"').status_code == 200


def test_it_changes_with_what_is_shown_and_with_nothing_else() -> None:
    case = use_case_at("assessing")
    asked = address("use-cases", case.pk)
    staff, bank = client(officer()), client(signatory())
    before = (staff.get(asked)["ETag"], bank.get(asked)["ETag"])
    confirmed_decision(case)
    assert (staff.get(asked)["ETag"], bank.get(asked)["ETag"]) == before
    edit.change(case, {"confidentiality": "restricted"}, by=officer(), reason="Sensitive.")
    assert staff.get(asked)["ETag"] != before[0]
    assert bank.get(asked)["ETag"] == before[1]


def test_a_write_without_it() -> None:
    case, program = use_case_at("draft"), bare(signatory())
    for answer in (
        program.patch(address("use-cases", case.pk), {"title": "New"}),
        program.delete(address("use-cases", case.pk)),
        program.post(address("use-cases", case.pk, "moves"), {"verb": "submit"}),
        program.post(address("use-cases", NOBODY, "moves"), {"verb": "submit"}),
        program.post(address("use-cases", case.pk, "decisions"), {"outcome": "accept"}),
    ):
        assert told(answer) == (428, "precondition-required", {})


def test_a_write_based_on_something_else() -> None:
    case, program = use_case_at("draft"), client(signatory())
    old = tag(program, case)
    colleague = client(editor())
    body = {"title": "The colleague's"}
    assert (
        colleague.patch(address("use-cases", case.pk), body, **tag(colleague, case)).status_code
        == 200
    )
    for answer in (
        program.patch(address("use-cases", case.pk), {"title": "Mine"}, **old),
        program.delete(address("use-cases", case.pk), **old),
        program.post(address("use-cases", case.pk, "moves"), {"verb": "submit"}, **old),
    ):
        assert told(answer) == (412, "stale", {})
    stored = UseCase.objects.get(pk=case.pk)
    assert (stored.title, stored.stage, stored.discarded_at) == ("The colleague's", "draft", None)


def test_one_that_a_proxy_made_weak_is_as_good() -> None:
    case, program = use_case_at("draft"), client(signatory())
    weak = f"W/{tag(program, case)['HTTP_IF_MATCH']}"
    answer = program.patch(
        address("use-cases", case.pk), {"title": "Mine"}, HTTP_IF_MATCH=f'"other", {weak}'
    )
    assert answer.status_code == 200


def test_a_star_is_content_with_whatever_is_there() -> None:
    case, program = use_case_at("draft"), client(signatory())
    body = {"title": "Mine"}
    asked = address("use-cases", case.pk)
    assert program.patch(asked, body, HTTP_IF_MATCH="*").status_code == 200
    stranger = client(signatory(bank_b()))
    assert told(stranger.patch(asked, body, HTTP_IF_MATCH="*")) == (404, "not-found", {})


def test_every_write_to_a_record_asks_for_it() -> None:
    program, silent = bare(officer()), []
    for route in routes():
        if route.name.startswith("api:") and route.key:
            for method in ("post", "patch", "delete"):
                answer = getattr(program, method)(route.address(NOBODY), {})
                if answer.status_code not in (405, 428):
                    silent.append((route.name, method, answer.status_code))
    assert silent == []


def test_a_decision_is_held_to_it_too() -> None:
    case, program = use_case_at("assessing"), client(officer())
    decision = confirmed_decision(case)
    refusal = address("decisions", decision.pk, "refuse")
    stale = program.post(refusal, {"reason": "No."}, HTTP_IF_MATCH='"other"')
    assert told(stale) == (412, "stale", {})
    now = program.get(address("decisions", decision.pk))["ETag"]
    assert program.post(refusal, {"reason": "No."}, HTTP_IF_MATCH=now).status_code == 200


def test_a_report_that_the_client_has_is_not_counted_again() -> None:
    use_case_at("accepted")
    asked, program = address("reports", "phases"), client(officer())
    known = program.get(asked)["ETag"]
    with CaptureQueriesContext(connection) as captured:
        again = program.get(asked, HTTP_IF_NONE_MATCH=known)
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", known)
    # The token, its owner's roles and memberships, the last rows of the trail.
    assert len(captured) == 5
    use_case_at("accepted")
    newer = program.get(asked, HTTP_IF_NONE_MATCH=known)
    assert (newer.status_code, newer["ETag"] != known) == (200, True)
    assert newer.json()["rows"][0]["use_cases"] == 2


def test_of_a_report_it_tells_outsiders_nothing_of_hidden_acts() -> None:
    asked = address("reports", "phases")
    before = client().get(asked)["ETag"]
    use_case_at("accepted")
    assert client().get(asked, HTTP_IF_NONE_MATCH=before).status_code == 304
    assert client(officer()).get(asked)["ETag"] != client(signatory()).get(asked)["ETag"] == before


def test_of_a_report_it_goes_with_the_columns_and_the_host() -> None:
    asked, program = address("reports", "phases"), client(officer())
    whole, part = program.get(asked), program.get(asked, {"columns": "use_cases"})
    assert whole["ETag"] != part["ETag"]
    assert len(part.json()["columns"]) < len(whole.json()["columns"])
    assert program.get(asked)["ETag"] == whole["ETag"]
    elsewhere = program.get(asked, HTTP_HOST="localhost")
    assert b"http://localhost" in elsewhere.content or not elsewhere.json()["rows"]

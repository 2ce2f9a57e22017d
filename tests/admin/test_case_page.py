"""The page of a use case is one place: head, tabs, notes, lineage, and the form beneath."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.admin.test_attacks import of_another_authority
from tests.admin.test_forms import case_form
from tests.admin.test_pages import address, signed_in
from tests.admin.world import account
from tests.factories.access import make_token
from tests.factories.base import add
from tests.factories.institutions import bank_b, make_partner
from tests.factories.phases import open_phase
from tests.factories.reviews import confirmed_decision, proposed_decision
from tests.factories.usecases import recorded_case, use_case_at
from tests.people import approver, officer, signatory
from usecases.admin.case_tabs import NAMES, TABS
from usecases.models.casefile import Alias, Attachment, Lineage, Note
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow import decide, edit
from usecases.workflow.note import write_note

pytestmark = pytest.mark.django_db

CANARY = "only colleagues read this sentence"


def tab(client: Client, case: UseCase, name: str = "", **more: str) -> Any:
    return client.get(
        address("usecase", "change", case.pk), {**({"tab": name} if name else {}), **more}
    )


def numbers(page: Any) -> dict[str, int | None]:
    return {each.name: number for each, number in page.context["tabs"]}


def attached(case: UseCase, **fields: Any) -> Attachment:
    told = {
        "kind": "letter", "name": "letter.pdf", "size": 3, "sha256": "0" * 64,
        "content_type": "application/pdf", "uploaded_by": officer().user, **fields,
    }  # fmt: skip
    return add(Attachment(use_case=case, file="none", **told))


def test_the_head_says_where_it_stands(time_machine: Any) -> None:
    time_machine.move_to("2026-03-12 02:00:00+00:00", tick=False)
    submitted = datetime(2026, 3, 1, 1, tzinfo=UTC)
    case = use_case_at(Stage.SUBMITTED, partners=[make_partner("Acme")], at=submitted)
    add(Alias(use_case=case, reference="OLD-001"))
    page = tab(signed_in("officer"), case)
    text = page.content.decode()
    here, age = page.context["here"], page.context["submitted"]
    assert (here.days, age.days, here.move) == (11, 11, age.move)
    for said in (
        "GS1-001",
        "OLD-001",
        "11 days at this stage",
        "Acme",
        "1 March 2026",
        "Nobody yet",
    ):
        assert said in text


def test_next_steps_stand_before_what_is_done_seldom() -> None:
    page = tab(signed_in("officer"), use_case_at(Stage.ACCEPTED))
    more = {act.name: act.more for act in page.context["acts"]}
    assert (more["start"], more["plan"], more["note"], more["attach"], more["publish"]) == (
        False, False, True, True, True,
    )  # fmt: skip
    assert 'id="why-start"' in page.content.decode()


def test_an_open_decision_is_acted_on_in_the_head() -> None:
    case = use_case_at(Stage.ASSESSING)
    decision = proposed_decision(case)
    page = tab(signed_in("approver"), case, "notes")
    ((found, state, acts),) = page.context["open_decisions"]
    assert (found, str(state), [act.name for act in acts]) == (
        decision, "Proposed", ["confirm", "refuse"],
    )  # fmt: skip
    greyed = dict(page.context["missing"])
    (why,) = (each for each in greyed if "is open already" in each)
    assert [act.name for act in greyed[why]] == ["accept", "waitlist", "decline"]
    decide.refuse(decision, by=approver(), reason="Too early")
    assert tab(signed_in("approver"), case).context["open_decisions"] == []


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_tab_opens(name: str) -> None:
    case = use_case_at(Stage.COMPLETED, partners=[make_partner()])
    page = tab(signed_in("officer"), case, name)
    assert page.status_code == 200
    current = re.findall(r'<a href="([^"]*)" aria-current="page">', page.content.decode())
    here = address("usecase", "change", case.pk)
    assert current == [here if name == TABS[0].name else f"{here}?tab={name}"]


def test_the_plain_address_is_the_first_tab() -> None:
    page = tab(signed_in("officer"), use_case_at(Stage.SUBMITTED))
    assert page.context["tab"] == TABS[0]


def test_there_is_no_other_tab() -> None:
    client, case = signed_in("officer"), use_case_at(Stage.SUBMITTED)
    for name in ("nowhere", "../edit", "Edit"):
        assert tab(client, case, name).status_code == 404


@pytest.mark.parametrize("role", ["approver", "auditor"])
def test_whoever_edits_nothing_has_no_such_tab(role: str) -> None:
    client, case = signed_in(role), use_case_at(Stage.SUBMITTED)
    assert "edit" not in numbers(tab(client, case))
    assert tab(client, case, "edit").status_code == 404


def test_each_tab_says_how_much_stands_on_it() -> None:
    case = use_case_at(Stage.TRIALLING)
    write_note(case, text="One", by=officer())
    write_note(case, text="Two", by=officer())
    attached(case)
    add(Lineage(earlier=recorded_case(), later=case, kind="continues"))
    page = tab(signed_in("officer"), case, "history")
    found = numbers(page)
    assert found.pop("history") == len(page.context["events"])
    assert found == {
        "submission": 1, "reviews": None, "trial": 1, "outcome": 0, "files": 1, "notes": 2,
        "lineage": 1, "edit": None,
    }  # fmt: skip


def test_what_is_saved_leads_back_to_the_page() -> None:
    case = use_case_at(Stage.SCREENING)
    path = address("usecase", "change", case.pk)
    answer = signed_in("officer").post(f"{path}?tab=edit", case_form(case, public_title="Said"))
    assert answer["Location"] == path
    assert UseCase.objects.get(pk=case.pk).public_title == "Said"


def test_what_is_refused_stays_with_the_form() -> None:
    case = use_case_at(Stage.SCREENING)
    form = case_form(case, public_title="Mine")
    edit.change(case, {"public_title": "Theirs"}, by=officer("second"), reason="quicker")
    page = signed_in("officer").post(address("usecase", "change", case.pk), form)
    assert (page.status_code, page.context["tab"].name) == (200, "edit")
    assert b"Stored now: Theirs" in page.content


def test_a_note_is_written_and_read_newest_first() -> None:
    client, case = signed_in("officer"), use_case_at(Stage.SUBMITTED)
    path = address("usecase", "act", case.pk, "note")
    for text in ("First", "<b>Second</b>\nline"):
        answer = client.post(path, {"text": text})
        assert answer["Location"] == address("usecase", "change", case.pk) + "?tab=notes"
    page = tab(client, case, "notes")
    assert [note.text for note in page.context["notes"]] == ["<b>Second</b>\nline", "First"]
    assert "&lt;b&gt;Second&lt;/b&gt;<br>line" in page.content.decode()
    refused = client.post(path, {"text": " "})
    assert (list(refused.context["form"].errors), Note.objects.count()) == (["text"], 2)


def test_an_auditor_reads_notes_and_writes_none() -> None:
    case, client = use_case_at(Stage.SUBMITTED), signed_in("auditor")
    write_note(case, text=CANARY, by=officer())
    page = tab(client, case, "notes")
    assert (CANARY in page.content.decode(), page.context["note_form"]) == (True, None)
    assert client.post(address("usecase", "act", case.pk, "note"), {"text": "x"}).status_code == 404


def test_notes_and_internal_files_reach_nobody_else() -> None:
    case = use_case_at(Stage.COMPLETED)
    write_note(case, text=CANARY, by=officer())
    attached(case, internal=True, name=f"{CANARY}.pdf", description=CANARY)
    outsiders = of_another_authority()
    for name in NAMES:
        assert tab(outsiders, case, name).status_code == 404
    found = outsiders.get(address("change", "changelist")).content
    own, other = outside_of(case, signatory()), outside_of(case, signatory(bank_b()))
    assert [status for status, _content in own] == [200] * len(own)
    assert {status for status, _content in other} == {200, 404}
    found += b"".join(content for _status, content in (*own, *other))
    assert CANARY.encode() not in found


def outside_of(case: UseCase, person: Person) -> list[tuple[int, bytes]]:
    """Read all that a bank can read of a case, in the portal and by a token."""
    user, client = account(person), Client()
    client.force_login(user)
    _token, secret = make_token(user, "read", "report", "submit")
    portal = ("/portal/", "/portal/use-cases/", f"/portal/use-cases/{case.pk}/", "/portal/notices/")
    lists = ("use-cases/", f"use-cases/{case.pk}/", "changes/", "stage-changes/", "submissions/")
    answers = [client.get(path) for path in portal]
    bearer = {"authorization": f"Bearer {secret}"}
    answers += [Client().get(f"/api/v1/{path}", headers=bearer) for path in lists]
    return [(answer.status_code, answer.content) for answer in answers]


def test_lineage_is_told_both_ways() -> None:
    earlier, later = recorded_case(), use_case_at(Stage.SUBMITTED, phase=open_phase("GS2"))
    link = add(Lineage(earlier=earlier, later=later, kind="continues"))
    client = signed_in("officer")
    page = tab(client, later, "lineage")
    assert (page.context["follows"], page.context["followed_by"]) == ([(link, earlier)], [])
    assert address("usecase", "change", earlier.pk) in page.content.decode()
    assert tab(client, earlier, "lineage").context["followed_by"] == [(link, later)]


def test_an_approver_looks_over_what_was_recorded() -> None:
    case = recorded_case(by=officer())
    path = address("usecase", "act", case.pk, "look-over")
    assert signed_in("officer").post(path).status_code == 404
    client = signed_in("approver")
    assert "Not yet" in tab(client, case).content.decode()
    assert client.post(path, {"reason": ""}).status_code == 302
    assert UseCase.objects.get(pk=case.pk).looked_over_by == approver().user
    assert client.post(path).status_code == 404


def filled(times: int, partners: int) -> UseCase:
    """Make a case with so many decisions, notes, files and links."""
    case = use_case_at(Stage.ASSESSING, partners=[make_partner() for _ in range(partners)])
    for _number in range(times - 1):
        decide.refuse(proposed_decision(case), by=approver(), reason="Again")
    confirmed_decision(case)
    for number in range(times):
        write_note(case, text="Seen", by=officer(f"colleague-{number}"))
        attached(case)
        add(Lineage(earlier=recorded_case(), later=case, kind="continues"))
        add(Alias(use_case=case, reference=f"OLD-{case.pk.hex[:8]}-{number}"))
    return case


@pytest.mark.parametrize("role", ["officer", "auditor"])
@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_tab_asks_as_often_for_three_as_for_one(name: str, role: str) -> None:
    client, found = signed_in(role), []
    if role == "auditor" and name == "edit":
        return
    for times in (1, 3):
        # The form asks once for each party: its stock field looks its own choice up.
        case = filled(times, 1 if name == "edit" else times)
        tab(client, case, name)
        with CaptureQueriesContext(connection) as captured:
            assert tab(client, case, name).status_code == 200
        found.append(len(captured))
    assert found[0] == found[1]
    assert found[0] <= 50

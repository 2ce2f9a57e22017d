"""Bulk acts: told row by row first, then all of them or none, and nothing to the forger."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.admin.test_attacks import NOBODY, of_another_authority
from tests.admin.test_pages import address, signed_in
from tests.factories.phases import open_phase
from tests.factories.publications import proposed_publication
from tests.factories.reviews import confirmed_decision, proposed_decision
from tests.factories.trials import planned_trial
from tests.factories.usecases import recorded_case, use_case_at
from tests.factories.words import reason
from tests.people import approver, auditor, officer
from usecases.admin.bulk_acts import MOST, Outlook, stamp
from usecases.models.messages import Message
from usecases.models.publications import Publication
from usecases.models.reviews import Decision
from usecases.models.trail import Change, StageChange
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow import assess, decide, publish
from usecases.workflow.edit import change

pytestmark = pytest.mark.django_db


def chosen(client: Client, act: str, *records: Any, query: str = "", **data: Any) -> Any:
    """Choose rows of the list and an act; return the answer."""
    model = records[0]._meta.model_name if records else "usecase"
    form = {"action": act, "_selected_action": [each.pk for each in records], **data}
    return client.post(f"{address(model, 'changelist')}?{query}", form)


def done(client: Client, page: Any, **data: Any) -> Any:
    """Press the button of a preview."""
    opts, act = page.context["opts"], page.context["act"]
    form = {"rows": page.context["rows"], "back": page.context["query"], **data}
    return client.post(address(opts.model_name, "bulk", act.name), form)


def told(page: Any) -> dict[Any, str]:
    """Return of each row why it stays as it is."""
    outlook: list[Outlook] = page.context["outlook"]
    return {each.row: str(each.why_not) for each in outlook}


def stages(*cases: UseCase) -> list[str]:
    return [UseCase.objects.get(pk=case.pk).stage for case in cases]


def rows_of_the_trail() -> tuple[int, int, int]:
    return Change.objects.count(), StageChange.objects.count(), Message.objects.count()


BOTH = "basis__exact=recorded&basis__exact=live"
LATE = "Not possible at the present stage."


def test_a_preview_says_what_happens_to_each_and_writes_nothing() -> None:
    new, late = use_case_at(Stage.SUBMITTED), use_case_at(Stage.ASSESSING)
    before, client = rows_of_the_trail(), signed_in("officer")
    page = chosen(client, "screen", new, late)
    assert told(page) == {new: "", late: LATE}
    assert (page.context["ready"], page.context["stays"]) == (1, 1)
    (outlook,) = [each for each in page.context["outlook"] if each.row == new]
    assert (outlook.stage, outlook.target) == ("submitted", "screening")
    assert outlook.what == "The bank reads “Being checked”."
    assert "the 1 that can" in page.content.decode()
    assert rows_of_the_trail() == before


def test_those_that_can_are_done_and_the_outcome_lists_each() -> None:
    new, late = use_case_at(Stage.SUBMITTED), use_case_at(Stage.ASSESSING)
    client = signed_in("officer")
    page = done(client, chosen(client, "screen", new, late), reason="A busy morning")
    assert page.status_code == 200
    assert told(page) == {new: "", late: LATE}
    assert stages(new, late) == ["screening", "assessing"]
    move = StageChange.objects.get(use_case=new, verb="screen")
    assert (move.reason, move.by, move.door) == ("A busy morning", officer().user, "console")


def test_all_of_them_or_none() -> None:
    cases = [use_case_at(Stage.SUBMITTED) for _number in range(3)]
    client = signed_in("officer")
    page = chosen(client, "screen", *cases)
    assess.screen(cases[1], by=officer("second"))
    before = rows_of_the_trail()
    again = done(client, page)
    assert again.context["changed"] != ""
    marked = [each.row for each in again.context["outlook"] if each.changed]
    assert marked == [cases[1]]
    assert rows_of_the_trail() == before
    assert stages(*cases) == ["submitted", "screening", "submitted"]
    assert done(client, again).status_code == 200
    assert stages(*cases) == ["screening", "screening", "screening"]


def test_a_refusal_in_the_midst_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    cases = [use_case_at(Stage.SCREENING) for _number in range(2)]
    client = signed_in("officer")
    page = chosen(client, "propose-decline", *cases)
    before = rows_of_the_trail()
    again = done(client, page, text="Sorry")
    assert list(again.context["form"].errors) == ["reason"]
    assert rows_of_the_trail() == before
    done(client, page, text="Sorry", reason=reason().pk)
    assert Decision.objects.filter(outcome="decline", proposed_by=officer().user).count() == 2


def test_what_changed_elsewhere_is_told_though_the_row_did_not() -> None:
    case, client = use_case_at(Stage.ASSESSING), signed_in("officer")
    page = chosen(client, "propose-accept", case)
    proposed_decision(case, by=officer("second"))
    again = done(client, page)
    text = "A decision about this submission is open already. Refuse it or take it back first."
    assert told(again) == {case: text}
    assert [each.changed for each in again.context["outlook"]] == [True]
    assert Decision.objects.count() == 1


def test_an_edit_since_the_preview_is_refused() -> None:
    case, client = use_case_at(Stage.SUBMITTED), signed_in("officer")
    page = chosen(client, "screen", case)
    change(case, {"public_title": "Another"}, by=officer("second"), reason="Clearer")
    assert [each.changed for each in done(client, page).context["outlook"]] == [True]
    assert stages(case) == ["submitted"]


def test_the_same_page_sent_twice_does_it_once() -> None:
    case, client = use_case_at(Stage.SUBMITTED), signed_in("officer")
    page = chosen(client, "screen", case)
    done(client, page)
    assert done(client, page).context["changed"] != ""
    assert StageChange.objects.filter(use_case=case, verb="screen").count() == 1


def test_all_of_the_selection() -> None:
    for number in range(3):
        use_case_at(Stage.SUBMITTED if number else Stage.SCREENING)
    client, path = (
        signed_in("officer"),
        f"{address('usecase', 'changelist')}?stage__exact=submitted",
    )
    first = UseCase.objects.filter(stage="submitted").first()
    assert first is not None
    form = {"action": "screen", "_selected_action": [first.pk], "select_across": "1"}
    page = client.post(path, form)
    assert len(page.context["outlook"]) == 2
    assert "stage__exact=submitted" in page.context["query"]
    done(client, page)
    assert UseCase.objects.filter(stage="screening").count() == 3


def test_a_case_officer_is_assigned_with_a_reason() -> None:
    cases = [use_case_at(Stage.SUBMITTED) for _number in range(2)]
    client, second = signed_in("officer"), officer("second").user
    auditor()
    page = chosen(client, "assign", *cases)
    offered = {each.email for each in page.context["form"].fields["officer"].queryset}
    assert offered == {"officer@regulator.example", "second@regulator.example"}
    assert second is not None
    assert list(done(client, page, officer=second.pk).context["form"].errors) == ["reason"]
    assert done(client, page, officer=second.pk, reason="Holidays").context["ready"] == 2
    assert {each.case_officer for each in UseCase.objects.all()} == {second}


def test_trials_are_started_and_the_letters_announced() -> None:
    ready, waits = use_case_at(Stage.ACCEPTED), use_case_at(Stage.ACCEPTED)
    planned_trial(ready, planned_from=date(2026, 1, 1), planned_to=date(2026, 6, 1))
    client = signed_in("officer")
    page = chosen(client, "start", ready, waits)
    texts = {each.row: str(each.what) for each in page.context["outlook"]}
    assert texts[ready] == "The bank reads “In trial”. Letter: Trial started."
    assert "The trial has no plan yet." in told(page)[waits]
    before = Message.objects.filter(letter="started").count()
    done(client, page)
    assert stages(ready, waits) == ["trialling", "accepted"]
    assert Message.objects.filter(letter="started").count() > before


def test_places_lapse_with_a_reason() -> None:
    waits, late = use_case_at(Stage.WAITLISTED), use_case_at(Stage.COMPLETED)
    client = signed_in("approver")
    page = chosen(client, "lapse", waits, late, query="basis__exact=live")
    assert told(page) == {waits: "", late: LATE}
    assert "btn-danger" in page.content.decode()
    assert list(done(client, page).context["form"].errors) == ["reason"]
    done(client, page, reason="The phase is over.")
    assert stages(waits, late) == ["lapsed", "completed"]
    assert Message.objects.filter(letter="lapsed").exists()


def test_recorded_cases_are_looked_over() -> None:
    recorded, live = recorded_case(Stage.COMPLETED), use_case_at(Stage.SUBMITTED)
    client = signed_in("approver")
    page = chosen(client, "look-over", recorded, live, query=BOTH)
    assert told(page) == {recorded: "", live: "It was not recorded after the fact."}
    done(client, page)
    assert UseCase.objects.get(pk=recorded.pk).looked_over_by == approver().user


def test_decisions_are_confirmed_and_released_after_a_look() -> None:
    proposed = [proposed_decision(use_case_at(Stage.ASSESSING)) for _number in range(2)]
    client = signed_in("approver")
    own = proposed_decision(use_case_at(Stage.ASSESSING), by=approver())
    page = chosen(client, "confirm", *proposed, own)
    assert told(page)[own] == "You proposed it: another person confirms it."
    done(client, page)
    page = chosen(client, "release", *proposed, own)
    assert told(page) == {
        proposed[0]: "",
        proposed[1]: "",
        own: "Another person has to confirm it first.",
    }
    assert [bool(each.paper) for each in page.context["outlook"]] == [True, True, False]
    done(client, page)
    assert set(Decision.objects.filter(released_at__isnull=False)) == set(proposed)


def test_a_dangerous_act_asks_why() -> None:
    decision, client = confirmed_decision(use_case_at(Stage.ASSESSING)), signed_in("approver")
    page = chosen(client, "refuse", decision)
    assert "btn-danger" in page.content.decode()
    assert list(done(client, page).context["form"].errors) == ["reason"]
    done(client, page, reason="A new figure came in.")
    assert Decision.objects.get(pk=decision.pk).refusal == "A new figure came in."


def test_publications_are_confirmed_and_withdrawn() -> None:
    one, own = proposed_publication(open_phase()), publish.propose(open_phase(), by=approver())
    client = signed_in("approver")
    page = chosen(client, "publish", one, own)
    assert told(page) == {one: "", own: "You proposed it: another person confirms it."}
    done(client, page)
    assert Publication.objects.get(pk=one.pk).published_at is not None
    page = chosen(client, "withdraw", one)
    done(client, page, reason="Wrong name")
    assert Publication.objects.get(pk=one.pk).withdrawn_at is not None


def test_who_may_not_is_offered_nothing_and_does_nothing() -> None:
    case, decision = use_case_at(Stage.SUBMITTED), confirmed_decision(use_case_at(Stage.ASSESSING))
    auditor()
    before = rows_of_the_trail()
    for role, act, record in (
        ("auditor", "screen", case),
        ("approver", "screen", case),
        ("officer", "look-over", case),
        ("officer", "release", decision),
        ("auditor", "release", decision),
    ):
        client = signed_in(role)
        assert "outlook" not in (chosen(client, act, record).context or {})
        path = address(str(record._meta.model_name), "bulk", act)
        form = {"rows": f"{record.pk}@{stamp(record)}@1", "reason": "Forged"}
        assert client.post(path, form).status_code == 404
    assert rows_of_the_trail() == before


def test_rows_of_another_authority_are_not_there() -> None:
    case, client = use_case_at(Stage.SUBMITTED, title="Canary"), of_another_authority()
    before = rows_of_the_trail()
    answers = [
        chosen(client, "screen", case),
        chosen(client, "screen", case, select_across="1"),
        client.post(address("usecase", "bulk", "screen"), {"rows": f"{case.pk}@{stamp(case)}@1"}),
    ]
    absent = client.post(address("usecase", "bulk", "screen"), {"rows": f"{NOBODY}@x@1"})
    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert absent.status_code == 302
    page = client.get(address("usecase", "changelist")).content.decode()
    assert ("Nothing was changed" in page, "Canary" in page) == (True, False)
    assert rows_of_the_trail() == before


@pytest.mark.parametrize("rows", ["", "x", "x@y@z", f"{NOBODY}@y", "@@", " ".join(["a@b@c"] * 600)])
def test_rows_that_are_none_are_refused(rows: str) -> None:
    answer = signed_in("officer").post(address("usecase", "bulk", "screen"), {"rows": rows})
    assert answer.status_code == 400


@pytest.mark.parametrize("key", ["x", "", NOBODY, "' OR 1=1"])
def test_a_forged_choice_is_an_error_and_changes_nothing(key: str) -> None:
    case, client = use_case_at(Stage.SUBMITTED), signed_in("officer")
    form = {"action": "screen", "_selected_action": [case.pk, key]}
    page = client.post(address("usecase", "changelist"), form, follow=True)
    assert "Some of the chosen rows are not in this list" in page.content.decode()
    assert stages(case) == ["submitted"]


def test_an_unknown_act_is_not_there() -> None:
    client = signed_in("officer")
    assert client.post(address("usecase", "bulk", "nothing"), {"rows": "x"}).status_code == 404
    assert client.get(address("usecase", "bulk", "screen")).status_code == 302


def test_more_than_can_be_done_at_once_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    cases = [use_case_at(Stage.SUBMITTED) for _number in range(2)]
    monkeypatch.setattr("usecases.admin.bulk.MOST", 1)
    page = chosen(signed_in("officer"), "screen", *cases)
    assert (page.status_code, MOST) == (302, 500)
    assert stages(*cases) == ["submitted", "submitted"]


@pytest.mark.parametrize(
    ("role", "act", "stage"),
    [
        ("officer", "screen", Stage.SUBMITTED),
        ("officer", "start", Stage.ACCEPTED),
        ("officer", "assign", Stage.SUBMITTED),
        ("officer", "propose-accept", Stage.ASSESSING),
        ("approver", "look-over", Stage.SUBMITTED),
    ],
)
def test_a_preview_asks_as_often_for_three_rows_as_for_one(role: str, act: str, stage: str) -> None:
    cases, client = [use_case_at(stage) for _number in range(3)], signed_in(role)
    officer("second")
    assert counted(client, act, *cases) == counted(client, act, cases[0])


@pytest.mark.parametrize("act", ["confirm", "release", "refuse"])
def test_a_preview_of_decisions_asks_as_often(act: str) -> None:
    rows = [confirmed_decision(use_case_at(Stage.ASSESSING)) for _number in range(3)]
    client = signed_in("approver")
    assert counted(client, act, *rows) == counted(client, act, rows[0])


@pytest.mark.parametrize("act", ["publish", "withdraw"])
def test_a_preview_of_publications_asks_as_often(act: str) -> None:
    rows = [proposed_publication(open_phase()) for _number in range(3)]
    client = signed_in("approver")
    assert counted(client, act, *rows) == counted(client, act, rows[0])


def counted(client: Client, act: str, *records: Any) -> int:
    chosen(client, act, *records)
    with CaptureQueriesContext(connection) as captured:
        assert chosen(client, act, *records).status_code == 200
    return len(captured)


def test_a_decision_by_another_digest_is_told() -> None:
    decision = confirmed_decision(use_case_at(Stage.ASSESSING))
    client = signed_in("approver")
    page = chosen(client, "release", decision)
    decide.refuse(decision, by=approver("second"), reason="Not yet")
    again = done(client, page)
    assert told(again) == {decision: "It was refused or taken back: propose anew."}
    assert stages(decision.use_case) == ["assessing"]

"""Next steps as buttons: a page says what will happen, a verb does it, another person agrees."""

from typing import Any

import pytest
from django.test import Client

from tests.admin.test_pages import address, signed_in
from tests.admin.world import account
from tests.factories.institutions import bank_a
from tests.factories.monitoring import signed_end_report
from tests.factories.publications import proposed_publication
from tests.factories.reviews import proposed_decision
from tests.factories.trials import final_results
from tests.factories.usecases import recorded_case, use_case_at
from tests.factories.words import category, metric, reason
from tests.people import approver, officer
from usecases.models.access import Token
from usecases.models.publications import Publication
from usecases.models.reviews import Decision
from usecases.models.trail import StageChange
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow import tokens

pytestmark = pytest.mark.django_db


def act(client: Client, case: UseCase, name: str, **data: object) -> Any:
    """Press a button on the page of a use case, with the version shown there."""
    return client.post(address("usecase", "act", case.pk, name), {"version": case.version, **data})


def stage(case: UseCase) -> str:
    return UseCase.objects.get(pk=case.pk).stage


def buttons(role: str, case: UseCase) -> dict[str, str]:
    """Return the next steps of a case, without what stands under "More"."""
    page = signed_in(role).get(address("usecase", "change", case.pk))
    return {each.name: str(each.why_not) for each in page.context["acts"] if not each.more}


def test_the_buttons_say_why_not() -> None:
    case = use_case_at(Stage.ACCEPTED)
    unplanned = (
        "The trial has no plan yet. The trial has no planned start. The trial has no planned end. "
        "The trial has no target yet."
    )
    assert buttons("officer", case) == {"start": unplanned, "plan": "", "target": ""}
    assert buttons("auditor", case) == {"start": unplanned}


def test_a_move_is_confirmed_on_its_own_page() -> None:
    case, client = use_case_at(Stage.SUBMITTED), signed_in("officer")
    page = client.get(address("usecase", "act", case.pk, "screen"))
    assert (page.status_code, stage(case)) == (200, Stage.SUBMITTED)
    assert act(client, case, "screen", reason="Complete.").status_code == 302
    row = StageChange.objects.get(use_case=case, verb="screen")
    assert (stage(case), row.reason, row.door) == (Stage.SCREENING, "Complete.", "console")


def test_a_move_of_what_changed_meanwhile_is_refused() -> None:
    case, client = use_case_at(Stage.SUBMITTED), signed_in("officer")
    page = act(client, case, "screen", version=case.version - 1)
    text = "Somebody else changed this in the meantime. Look at it again."
    assert page.context["form"].errors == {"__all__": [text]}
    assert stage(case) == Stage.SUBMITTED


@pytest.mark.parametrize("version", ["", "x"])
def test_a_move_without_a_version_is_refused(version: str) -> None:
    case = use_case_at(Stage.SUBMITTED)
    page = act(signed_in("officer"), case, "screen", version=version)
    assert (list(page.context["form"].errors), stage(case)) == (["version"], Stage.SUBMITTED)


@pytest.mark.parametrize("name", ["complete", "submit", "terminate", "release"])
def test_a_step_that_is_not_offered_is_not_there(name: str) -> None:
    case = use_case_at(Stage.SUBMITTED)
    assert act(signed_in("officer"), case, name).status_code == 404


@pytest.mark.parametrize("role", ["approver", "auditor"])
def test_a_step_of_somebody_else_is_refused(role: str) -> None:
    case = use_case_at(Stage.SUBMITTED)
    page = act(signed_in(role), case, "screen")
    assert page.context["form"].errors == {"__all__": ["You may not do this."]}
    assert stage(case) == Stage.SUBMITTED


def test_a_decision_goes_through_two_people() -> None:
    case, first, second = use_case_at(Stage.ASSESSING), signed_in("officer"), signed_in("approver")
    assert act(first, case, "accept", text="Welcome").status_code == 302
    decision = Decision.objects.get(use_case=case)
    assert (decision.proposed_by, stage(case)) == (officer().user, Stage.ASSESSING)
    confirm = address("decision", "act", decision.pk, "confirm")
    assert first.post(confirm).status_code == 404
    assert second.post(confirm).status_code == 302
    assert stage(case) == Stage.ASSESSING
    assert second.post(address("decision", "act", decision.pk, "release")).status_code == 302
    assert stage(case) == Stage.ACCEPTED


def test_a_decline_needs_its_coded_reason() -> None:
    case, client = use_case_at(Stage.SCREENING), signed_in("officer")
    page = act(client, case, "decline", text="Sorry")
    assert page.context["form"].errors == {"reason": ["A decline needs a coded reason."]}
    forged = act(client, case, "decline", reason=category().pk)
    assert list(forged.context["form"].errors) == ["reason"]
    assert act(client, case, "decline", reason=reason().pk).status_code == 302


def test_whoever_proposes_does_not_confirm() -> None:
    case, client = use_case_at(Stage.ASSESSING), signed_in("approver")
    act(client, case, "accept")
    decision = Decision.objects.get(use_case=case)
    page = client.post(address("decision", "act", decision.pk, "confirm"))
    text = "You proposed it: another person confirms it."
    assert page.context["form"].errors == {"__all__": [text]}
    assert Decision.objects.get(use_case=case).confirmed_by is None


def test_a_proposal_is_refused_with_a_reason() -> None:
    decision, client = proposed_decision(use_case_at(Stage.ASSESSING)), signed_in("approver")
    path = address("decision", "act", decision.pk, "refuse")
    assert list(client.post(path).context["form"].errors) == ["reason"]
    assert client.post(path, {"reason": "Too early"}).status_code == 302
    assert Decision.objects.get(pk=decision.pk).refused_by == approver().user


def test_a_trial_is_planned_started_told_and_completed() -> None:
    case, client = use_case_at(Stage.ACCEPTED), signed_in("officer")
    dates = {"planned_from": "2026-02-01", "planned_to": "2026-01-01"}
    page = act(client, case, "plan", plan="Try it", **dates)
    wrong = {"__all__": ["The trial is planned to end before it begins."]}
    assert page.context["form"].errors == wrong
    dates["planned_to"] = "2026-03-01"
    assert act(client, case, "plan", plan="Try it", **dates).status_code == 302
    said = {"metric": metric().pk, "success": "at-least", "value": "90"}
    assert act(client, case, "target", **said).status_code == 302
    assert act(client, case, "start").status_code == 302
    case = UseCase.objects.get(pk=case.pk)
    assert buttons("officer", case)["complete"] == (
        "Without a final result or a reason why there is none: Precision at least 90 %. "
        "No end report is set: set one, and sign it off once it is handed in. "
        "No outcome is recorded yet."
    )
    final_results(case)
    signed_end_report(case)
    assert act(client, case, "outcome", result="in-production").status_code == 302
    assert act(client, case, "complete").status_code == 302
    assert stage(case) == Stage.COMPLETED


def test_a_later_stage_is_recorded_of_a_recorded_case_only() -> None:
    case, client = recorded_case(Stage.ACCEPTED), signed_in("officer")
    form = {"stage": "completed", "happened_on": "2021-01-01", "source": "A report"}
    assert act(client, case, "stage", **form).status_code == 302
    assert stage(case) == Stage.COMPLETED
    assert act(client, use_case_at(Stage.ACCEPTED), "stage", **form).status_code == 404


def test_a_publication_goes_through_two_people() -> None:
    client = signed_in("officer")
    bank = bank_a()
    assert client.post(address("institution", "act", bank.pk, "publish")).status_code == 302
    found = Publication.objects.get(record=bank.pk)
    path = address("publication", "act", found.pk, "confirm")
    assert client.post(path).status_code == 404
    assert signed_in("approver").post(path).status_code == 302
    found.refresh_from_db()
    assert (found.confirmed_by, found.published_at is None) == (approver().user, False)
    withdraw = address("publication", "act", found.pk, "withdraw")
    assert signed_in("approver").post(withdraw, {"reason": "Wrong"}).status_code == 302
    assert proposed_publication(bank).version == 2


def test_a_token_is_revoked() -> None:
    owner = account(officer())
    token, _secret = tokens.create_token(owner, name="t", scopes=["read"], by=officer())
    path = address("token", "act", token.pk, "revoke")
    assert signed_in("approver").post(path).status_code == 404
    assert signed_in("administrator").post(path).status_code == 302
    assert Token.objects.get(pk=token.pk).revoked_at is not None

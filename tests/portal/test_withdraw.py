"""A signatory withdraws with a reason, after being told that the bank cannot undo it."""

import pytest

from tests import people
from tests.factories.reviews import confirmed_decision, released_decision
from tests.factories.usecases import use_case_at
from tests.portal.visits import at, stored, visit, words
from usecases.models.trail import StageChange
from usecases.vocabulary.stages import Stage
from usecases.workflow import decide

pytestmark = pytest.mark.django_db

LIVE = [
    Stage.SUBMITTED, Stage.SCREENING, Stage.ASSESSING, Stage.WAITLISTED, Stage.ACCEPTED,
    Stage.TRIALLING,
]  # fmt: skip
ENDED = [Stage.COMPLETED, Stage.DECLINED, Stage.WITHDRAWN]


@pytest.mark.parametrize("stage", LIVE)
def test_it_is_withdrawn_and_the_reason_is_kept(stage: str) -> None:
    case, client = use_case_at(stage), visit(people.signatory())
    page = client.get(at("withdraw", case.pk))
    assert "Your institution cannot undo this" in words(page)
    version = page.context["form"]["version"].value()
    posted = {"version": version, "reason": "Our plans changed.", "confirm": "on"}
    assert client.post(at("withdraw", case.pk), posted)["Location"] == at("use-case", case.pk)
    assert stored(case).stage == Stage.WITHDRAWN
    assert StageChange.objects.latest("row").reason == "Our plans changed."
    shown = words(client.get(at("use-case", case.pk)))
    assert "Your reason: Our plans changed." in shown


@pytest.mark.parametrize("role", ["editor", "viewer"])
def test_only_a_signatory_may(role: str) -> None:
    case, client = use_case_at(Stage.SUBMITTED), visit(getattr(people, role)())
    assert "Only a signatory of your institution may." in words(client.get(at("use-case", case.pk)))
    assert client.get(at("withdraw", case.pk)).status_code == 403
    posted = {"version": case.version, "reason": "Mine", "confirm": "on"}
    assert client.post(at("withdraw", case.pk), posted).status_code == 403
    assert stored(case).stage == Stage.SUBMITTED


@pytest.mark.parametrize("lacking", ["reason", "confirm", "version"])
def test_what_lacks_is_named_and_what_was_typed_stays(lacking: str) -> None:
    case, client = use_case_at(Stage.SUBMITTED), visit(people.signatory())
    posted = {"version": str(case.version), "reason": "Typed", "confirm": "on"}
    del posted[lacking]
    response = client.post(at("withdraw", case.pk), posted)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [lacking])
    assert response.context["form"]["reason"].value() == posted.get("reason")
    assert stored(case).stage == Stage.SUBMITTED


def test_blanks_are_no_reason_and_too_much_is_too_much() -> None:
    case, client = use_case_at(Stage.SUBMITTED), visit(people.signatory())
    for reason in ("  \n ", "x" * 2001):
        posted = {"version": case.version, "reason": reason, "confirm": "on"}
        response = client.post(at("withdraw", case.pk), posted)
        assert (response.status_code, list(response.context["form"].errors)) == (422, ["reason"])


def test_a_status_that_changed_since_is_to_be_looked_at_again() -> None:
    case, client = use_case_at(Stage.ASSESSING), visit(people.signatory())
    posted = {"version": stored(case).version, "reason": "Typed", "confirm": "on"}
    released_decision(case)
    response = client.post(at("withdraw", case.pk), posted)
    assert response.status_code == 409
    assert response.context["form"]["reason"].value() == "Typed"
    assert stored(case).stage == Stage.ACCEPTED
    again = {**posted, "version": response.context["form"]["version"].value()}
    assert client.post(at("withdraw", case.pk), again).status_code == 302


def test_a_decision_not_yet_released_does_not_stand_in_the_way() -> None:
    case, client = use_case_at(Stage.ASSESSING), visit(people.signatory())
    posted = {"version": stored(case).version, "reason": "Ours", "confirm": "on"}
    confirmed_decision(case)
    assert client.post(at("withdraw", case.pk), posted).status_code == 302
    assert stored(case).stage == Stage.WITHDRAWN


@pytest.mark.parametrize("stage", [*ENDED, Stage.DRAFT])
def test_what_has_ended_or_not_begun_is_not_withdrawn(stage: str) -> None:
    case, client = use_case_at(stage), visit(people.signatory())
    posted = {"version": stored(case).version, "reason": "Typed", "confirm": "on"}
    for response in (
        client.get(at("withdraw", case.pk)),
        client.post(at("withdraw", case.pk), posted),
    ):
        assert response["Location"] == at("use-case", case.pk)
    assert stored(case).stage == stage


def test_a_refused_decision_stays_unknown() -> None:
    case = use_case_at(Stage.ASSESSING)
    decision = confirmed_decision(case, text="Canary")
    decide.refuse(decision, by=people.approver(), reason="Canary")
    assert "Canary" not in words(visit(people.signatory()).get(at("use-case", case.pk)))

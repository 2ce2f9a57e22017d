"""What one writes is saved while one writes; never over what somebody else wrote."""

import json
from typing import Any

import pytest
from django.test import Client

from tests import people
from tests.conftest import Freeze
from tests.factories.clarifications import replied
from tests.factories.institutions import bank_b
from tests.factories.usecases import use_case_at
from tests.portal.visits import at, open_section, stored, visit, words
from usecases.models.clarifications import Revision
from usecases.models.trail import Change
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow import draft as drafts
from usecases.workflow import submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> UseCase:
    return use_case_at(Stage.DRAFT, problem="As it was", solution="As it was")


def save(
    client: Client, case: UseCase, posted: dict[str, str], **typed: str
) -> tuple[int, dict[str, Any]]:
    """Type, and let the page save; the page keeps the seal that it gets, as the script does."""
    posted.update(typed)
    answer = client.post(at("section", case.pk, "problem"), {**posted, "autosave": "1"})
    told = json.loads(answer.content)
    posted["seen"] = told["seen"]
    return answer.status_code, told


def texts(case: UseCase) -> list[str]:
    now = stored(case)
    return [now.problem, now.solution]


def test_it_says_when_it_saved_in_the_zone_of_the_programme(draft: UseCase, freeze: Freeze) -> None:
    client = visit(people.editor())
    posted = open_section(client, draft, "problem")
    freeze("2026-11-30T02:32:00Z")
    client = visit(people.editor())
    status, told = save(client, draft, posted, problem="Mine", unknown="kept apart")
    assert (status, told["saved"]) == (200, "Saved at 10:32 HKT")
    assert [told[each] for each in ("faults", "conflicts", "newer")] == [[], [], []]
    assert texts(draft) == ["Mine", "As it was"]
    save(client, draft, posted, problem="Mine, longer")
    assert texts(draft) == ["Mine, longer", "As it was"]
    rows = Change.objects.filter(kind="usecase", private_to=draft.institution)
    assert [row.after for row in rows if row.before][:2] == [
        {"problem": "Mine, longer"},
        {"problem": "Mine"},
    ]


def test_what_a_colleague_wrote_in_another_field_is_told_and_never_written_over(
    draft: UseCase,
) -> None:
    client = visit(people.editor())
    posted = open_section(client, draft, "problem")
    drafts.write(draft, fields={"solution": "Theirs"}, by=people.signatory())
    told = save(client, draft, posted, problem="Mine")[1]
    assert told["newer"] == [f"“Solution” ({people.signatory().user})"]
    save(client, draft, posted, problem="Mine again")
    assert texts(draft) == ["Mine again", "Theirs"]


def test_a_field_that_both_wrote_waits_and_the_rest_is_saved(draft: UseCase) -> None:
    client = visit(people.editor())
    posted = open_section(client, draft, "problem")
    drafts.write(draft, fields={"problem": "Theirs"}, by=people.signatory())
    for _time in range(2):  # asked again it says so again
        told = save(client, draft, posted, problem="Mine", solution="Mine too")[1]
        assert [each.split(" (")[0] for each in told["conflicts"]] == ["“Problem”"]
        assert texts(draft) == ["Theirs", "Mine too"]
    shown = client.post(at("section", draft.pk, "problem"), {**posted, "then": "stay"})
    assert shown.status_code == 409
    assert "data-autosave " not in shown.content.decode().partition("<form")[2]
    told_apart = [(each["mine"], each["theirs"]) for each in shown.context["conflicts"]]
    assert told_apart == [("Mine", "Theirs")]


def test_a_text_that_is_too_long_holds_back_itself_alone(draft: UseCase) -> None:
    client = visit(people.editor())
    posted = open_section(client, draft, "problem")
    told = save(client, draft, posted, problem="字" * 401, solution="Mine")[1]
    assert told["faults"] == ["Problem: 401 words, 400 allowed."]
    assert texts(draft) == ["As it was", "Mine"]
    told = save(client, draft, posted, problem="字" * 400)[1]
    assert (told["faults"], texts(draft)) == ([], ["字" * 400, "Mine"])


def test_an_answer_that_never_came_back_is_no_conflict_with_oneself(draft: UseCase) -> None:
    client = visit(people.editor())
    posted = open_section(client, draft, "problem")
    save(client, draft, dict(posted), problem="Mine")
    told = save(client, draft, posted, problem="Mine")[1]
    assert (told["conflicts"], texts(draft)[0]) == ([], "Mine")


def test_after_it_was_handed_in_nothing_is_saved_and_it_says_so(draft: UseCase) -> None:
    client = visit(people.editor())
    posted = open_section(client, draft, "problem")
    submit.submit(draft, by=people.signatory())
    status, told = save(client, draft, posted, problem="Too late")
    assert (status, told["late"], texts(draft)[0]) == (409, True, "As it was")


def test_while_answering_it_goes_into_the_revision() -> None:
    case = use_case_at(Stage.CLARIFYING, problem="As it was")
    replied(case)
    client = visit(people.editor())
    posted = open_section(client, case, "problem")
    assert save(client, case, posted, problem="Mine")[0] == 200
    assert Revision.objects.get().content == {"problem": "Mine"}
    assert stored(case).problem == "As it was"


@pytest.mark.parametrize("who", ["viewer", "other", "nobody"])
def test_nobody_else_saves_anything(draft: UseCase, who: str) -> None:
    posted = open_section(visit(people.editor()), draft, "problem")
    person = {
        "viewer": people.viewer(),
        "other": people.editor(bank_b()),
        "nobody": people.ANONYMOUS,
    }
    posted = {**posted, "problem": "Forged", "autosave": "1"}
    answer = visit(person[who]).post(at("section", draft.pk, "problem"), posted)
    assert answer.status_code == {"viewer": 403, "other": 404, "nobody": 403}[who]
    assert texts(draft)[0] == "As it was"


def test_what_was_typed_before_the_session_ended_is_given_back(draft: UseCase) -> None:
    client = visit(people.editor())
    posted = {**open_section(client, draft, "problem"), "problem": "Typed <all> afternoon"}
    client.logout()
    answer = client.post(at("section", draft.pk, "problem"), posted)
    assert (answer.status_code, "You are signed out" in words(answer)) == (403, True)
    typed = ["Half the time.", "Typed <all> afternoon", "As it was"]  # by their fields' names
    assert answer.context["typed"] == typed
    assert answer.context["sign_in"].startswith("/accounts/login/?next=/portal/use-cases/")
    assert "Typed &lt;all&gt; afternoon" in answer.content.decode()
    assert texts(draft)[0] == "As it was"

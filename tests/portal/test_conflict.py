"""Two people on one section see a conflict, never a lost change; on two sections they never do."""

from decimal import Decimal
from typing import Any

import pytest
from django.core import signing

from tests import people
from tests.factories.usecases import use_case_at
from tests.factories.words import make_category
from tests.portal.visits import at, open_section, seen, stored, visit
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> UseCase:
    return use_case_at(Stage.DRAFT, problem="As it was", solution="As it was")


def _mine() -> Any:
    return visit(people.editor())


def _theirs(draft: UseCase, code: str, **changed: str) -> None:
    client = visit(people.signatory())
    posted = {**open_section(client, draft, code), **changed}
    assert client.post(at("section", draft.pk, code), posted).status_code == 302


def test_one_field_changed_by_both_is_shown_side_by_side(draft: UseCase) -> None:
    client = _mine()
    posted = open_section(client, draft, "problem")
    _theirs(draft, "problem", problem="Theirs")
    response = client.post(
        at("section", draft.pk, "problem"), {**posted, "problem": "Mine", "solution": "Also mine"}
    )
    assert response.status_code == 409
    told = [(each["label"], each["mine"], each["theirs"]) for each in response.context["conflicts"]]
    assert told == [("Problem", "Mine", "Theirs")]
    assert response.context["conflicts"][0]["saved"].by == people.signatory().user
    form = response.context["form"]
    assert [form[name].value() for name in ("problem", "solution")] == ["Mine", "Also mine"]
    assert [stored(draft).problem, stored(draft).solution] == ["Theirs", "As it was"]


@pytest.mark.parametrize(
    ("choice", "typed", "stands"),
    [
        ("mine", "Mine", "Mine"),
        ("theirs", "Mine", "Theirs"),
        ("mine", "Theirs and mine", "Theirs and mine"),
        ("", "Mine", "Mine"),
    ],
    ids=["mine", "theirs", "joined", "no choice"],
)
def test_then_one_chooses_and_saves_again(
    draft: UseCase, choice: str, typed: str, stands: str
) -> None:
    client, address = _mine(), at("section", draft.pk, "problem")
    posted = {**open_section(client, draft, "problem"), "problem": "Mine", "solution": "Also mine"}
    _theirs(draft, "problem", problem="Theirs")
    again = client.post(address, posted)
    settled = {**posted, "seen": seen(again), "problem": typed, "choice_problem": choice}
    assert client.post(address, settled).status_code == 302
    assert [stored(draft).problem, stored(draft).solution] == [stands, "Also mine"]


def test_theirs_once_chosen_stands_although_another_field_was_wrong(draft: UseCase) -> None:
    client, address = _mine(), at("section", draft.pk, "problem")
    posted = {**open_section(client, draft, "problem"), "problem": "Mine"}
    _theirs(draft, "problem", problem="Theirs")
    shown = client.post(address, posted)
    chosen = {**posted, "seen": seen(shown), "choice_problem": "theirs", "solution": "字" * 601}
    wrong = client.post(address, chosen)
    assert wrong.status_code == 422
    kept = {**posted, "seen": seen(wrong), "solution": "Mine"}
    kept["problem"] = wrong.context["form"]["problem"].value()
    assert client.post(address, kept).status_code == 302
    assert [stored(draft).problem, stored(draft).solution] == ["Theirs", "Mine"]


def test_a_third_change_meanwhile_is_a_new_conflict(draft: UseCase) -> None:
    client, address = _mine(), at("section", draft.pk, "problem")
    posted = {**open_section(client, draft, "problem"), "problem": "Mine"}
    _theirs(draft, "problem", problem="Theirs")
    shown = client.post(address, posted)
    _theirs(draft, "problem", problem="Theirs again")
    once_more = client.post(address, {**posted, "seen": seen(shown), "choice_problem": "mine"})
    assert once_more.status_code == 409
    assert once_more.context["conflicts"][0]["theirs"] == "Theirs again"
    assert stored(draft).problem == "Theirs again"


def test_two_fields_of_one_section_are_no_conflict_and_neither_is_lost(draft: UseCase) -> None:
    client = _mine()
    posted = {**open_section(client, draft, "problem"), "solution": "Mine"}
    _theirs(draft, "problem", problem="Theirs")
    assert client.post(at("section", draft.pk, "problem"), posted).status_code == 302
    assert [stored(draft).problem, stored(draft).solution] == ["Theirs", "Mine"]


def test_two_sections_are_no_conflict(draft: UseCase) -> None:
    client = _mine()
    posted = {**open_section(client, draft, "support"), "support_wanted": "Mine"}
    _theirs(draft, "problem", problem="Theirs")
    _theirs(draft, "about", title="Theirs")
    assert client.post(at("section", draft.pk, "support"), posted).status_code == 302
    saved = stored(draft)
    assert [saved.problem, saved.title, saved.support_wanted] == ["Theirs", "Theirs", "Mine"]


def test_the_same_change_by_both_is_no_conflict(draft: UseCase) -> None:
    client = _mine()
    posted = {**open_section(client, draft, "problem"), "problem": "The same"}
    _theirs(draft, "problem", problem="The same")
    assert client.post(at("section", draft.pk, "problem"), posted).status_code == 302


def test_numbers_choices_and_ticks_conflict_too(draft: UseCase) -> None:
    other, third = make_category(), make_category()
    client = _mine()
    about, ai = open_section(client, draft, "about"), open_section(client, draft, "ai")
    _theirs(draft, "about", own_category=str(other.pk))
    _theirs(draft, "ai", compute_asked="7", data_public="on")
    first = client.post(at("section", draft.pk, "about"), {**about, "own_category": str(third.pk)})
    second = client.post(
        at("section", draft.pk, "ai"), {**ai, "compute_asked": "8.50", "data_personal": "on"}
    )
    shown = [(x["mine"], x["theirs"]) for x in first.context["conflicts"]]
    assert shown == [(third.label, other.label)]
    shown = [(x["mine"], x["theirs"]) for x in second.context["conflicts"]]
    assert shown == [("8.5", "7")]
    settled = {**ai, "seen": seen(second), "choice_compute_asked": "theirs", "data_personal": "on"}
    assert client.post(at("section", draft.pk, "ai"), settled).status_code == 302
    saved = stored(draft)
    assert (saved.compute_asked, saved.data_public, saved.data_personal) == (Decimal(7), True, True)
    assert saved.own_category == other


def _forged(draft: UseCase) -> dict[str, str]:
    values = {"problem": "Theirs"}
    elsewhere = signing.dumps(values, salt=f"portal.section.{draft.pk}.about")
    return {"none": "", "broken": "abc", "of another section": elsewhere}


@pytest.mark.parametrize("kind", ["none", "broken", "of another section"])
def test_what_was_seen_cannot_be_forged_to_overwrite(draft: UseCase, kind: str) -> None:
    client = _mine()
    posted = {**open_section(client, draft, "problem"), "problem": "Mine"}
    _theirs(draft, "problem", problem="Theirs")
    response = client.post(
        at("section", draft.pk, "problem"), {**posted, "seen": _forged(draft)[kind]}
    )
    assert response.status_code == 409
    assert [each["label"] for each in response.context["conflicts"]] == ["Problem"]
    assert stored(draft).problem == "Theirs"


def test_an_empty_post_wipes_nothing(draft: UseCase) -> None:
    assert _mine().post(at("section", draft.pk, "problem"), {}).status_code == 302
    assert [stored(draft).problem, stored(draft).version] == ["As it was", draft.version]

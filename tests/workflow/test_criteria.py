"""Criteria: written for a phase by default or by hand, fixed at its first live submission."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from tests.factories.assessments import make_criterion
from tests.factories.base import system
from tests.factories.phases import make_phase, open_phase, phase, programme
from tests.factories.usecases import recorded_case, use_case_at
from tests.people import administrator, approver, assessor, auditor, officer, signatory
from tests.workflow.refusals import refused
from usecases.models.assessments import Criterion
from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.models.trail import Change
from usecases.rules.criteria import LOCKED, criteria_of, locked, points
from usecases.vocabulary.criteria import DEFAULTS
from usecases.vocabulary.stages import Stage
from usecases.workflow import criteria, edit
from usecases.workflow.errors import Invalid, NotAllowed, NotFound

pytestmark = pytest.mark.django_db

CODES = ["innovation", "complexity", "contribution", "fair-use"]


def test_a_phase_that_a_person_adds_begins_with_the_published_criteria() -> None:
    fresh = Phase(programme=programme(), number=7, code="GS7", name_en="Seventh")
    edit.create(fresh, by=officer())
    found = criteria_of(fresh)
    assert [(each.code, each.weight, each.lowest, each.highest) for each in found] == [
        (code, Decimal(1), 1, 5) for code in CODES
    ]
    assert Change.objects.filter(kind="criterion", by=officer().user).count() == 4
    assert all(text for each in found for _score, text in points(each))


def test_files_bring_their_own() -> None:
    fresh = Phase(programme=programme(), number=7, code="GS7", name_en="Seventh")
    edit.create(fresh, by=system())
    assert criteria_of(fresh) == []


@pytest.mark.parametrize("language", ["en", "zh_hant", "zh_hans"])
def test_every_default_has_every_word(language: str) -> None:
    for each in DEFAULTS:
        words = each.words[language]
        assert (bool(words.label), len(words.points), len({*words.points})) == (True, 5, 5)


def test_adopt_and_copy() -> None:
    first, second = open_phase("GS1"), open_phase("GS2")
    criteria.adopt(first, by=officer())
    criteria.copy(second, source=first, by=administrator())
    shown = [[(c.code, c.label_zh_hans, c.scale) for c in criteria_of(p)] for p in (first, second)]
    assert [each[0] for each in shown[0]] == CODES
    assert shown[0] == shown[1]
    both: tuple[Callable[[], Any], ...] = (
        lambda: criteria.adopt(second, by=officer()),
        lambda: criteria.copy(second, source=first, by=officer()),
    )
    for act in both:
        assert refused(act) == [("phase", "present")]


def test_nothing_to_copy() -> None:
    to = open_phase("GS2")
    assert refused(criteria.copy, to, source=phase(), by=officer()) == [("source", "empty")]


@pytest.mark.parametrize("who", [approver, assessor, auditor])
def test_not_theirs(who: Callable[[], Person]) -> None:
    with pytest.raises(NotAllowed):
        criteria.adopt(phase(), by=who())
    with pytest.raises(NotAllowed):
        edit.create(Criterion(phase=phase(), code="a", label_en="A"), by=who())


def test_there_is_no_such_phase_for_a_bank() -> None:
    with pytest.raises(NotFound):
        criteria.adopt(make_phase("GS9"), by=signatory())


def _doors(criterion: Criterion) -> dict[str, Callable[[], Any]]:
    """Every way to add, change or take away."""
    where = criterion.phase
    return {
        "adopt": lambda: criteria.adopt(where, by=officer()),
        "copy": lambda: criteria.copy(where, source=where, by=officer()),
        "add": lambda: edit.create(
            Criterion(phase=where, code="new", label_en="New"), by=officer()
        ),
        "weigh": lambda: edit.change(criterion, {"weight": 9}, by=officer()),
        "word": lambda: edit.change(criterion, {"scale": {"1": "Other"}}, by=administrator()),
        "take away": lambda: edit.change(criterion, {"active": False}, by=officer()),
    }


def test_fixed_from_the_first_live_submission() -> None:
    administrator()
    criterion = make_criterion(phase())
    use_case_at(Stage.DRAFT)
    recorded_case(Stage.ACCEPTED)
    assert not locked(phase().pk)
    edit.change(criterion, {"weight": 2}, by=officer())
    use_case_at(Stage.SUBMITTED)
    assert locked(phase().pk)
    for name, act in _doors(criterion).items():
        assert (name, refused(act)) == (name, [("phase", "locked")])
    with pytest.raises(Invalid) as caught:
        edit.change(criterion, {"weight": 9}, by=officer())
    assert caught.value.by_field() == {"phase": [str(LOCKED)]}
    assert [(each.code, each.weight) for each in criteria_of(phase())] == [
        ("innovation", Decimal(2))
    ]


def test_another_phase_is_not_fixed_by_it() -> None:
    use_case_at(Stage.SUBMITTED)
    other = make_criterion(open_phase("GS9"))
    edit.change(other, {"weight": 2}, by=officer())


def test_a_criterion_stays_with_its_phase() -> None:
    criterion = make_criterion(phase())
    elsewhere = {"phase": open_phase("GS9")}
    assert refused(edit.change, criterion, elsewhere, by=officer()) == [("phase", "not-editable")]


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "stranger": ({"scale": {"7": "Seven"}}, "scale"),
    "not words": ({"scale": {"1": 1}}, "scale"),
    "a list": ({"scale": ["1"]}, "scale"),
    "another language's stranger": ({"scale": {"zh_hant": {"9": "九"}}}, "scale"),
    "another language is no words": ({"scale": {"zh_hant": "九"}}, "scale"),
    "two lines": ({"scale": {"1": "One\ntwo"}}, "scale"),
    "too long": ({"scale": {"1": "x" * 201}}, "scale"),
    "upside down": ({"lowest": 5, "highest": 1}, "highest"),
    "too many points": ({"lowest": 0, "highest": 11}, "highest"),
    "no weight": ({"weight": 0}, "weight"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_scales(name: str) -> None:
    fields, field = WRONG[name]
    made = {"phase": phase(), "code": "a", "label_en": "A", **fields}
    with pytest.raises(Invalid) as caught:
        edit.create(Criterion(**made), by=officer())
    assert field in caught.value.by_field()
    criterion = make_criterion(phase(), "b")
    with pytest.raises(Invalid) as caught:
        edit.change(criterion, fields, by=officer())
    assert field in caught.value.by_field()

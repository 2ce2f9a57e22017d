"""What the assistant reaches on its sets: the figures that the commands print are held here."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.assistant import publicrecord
from tests.keeping import kept
from usecases.assistant.evaluation import Evaluation, Measure, evaluate
from usecases.assistant.sets import Asked, read_set

pytestmark = pytest.mark.django_db
_world = kept(publicrecord.load)
SETS = Path(__file__).resolve().parent.parent.parent / "fixtures" / "assistant"


def found(name: str) -> dict[str, Measure]:
    result: Evaluation = evaluate(read_set(SETS / f"{name}.jsonl"))
    return {each.name: each for each in result.measures()}


def test_no_look_alike_is_taken_as_structured() -> None:
    measures = found("look_alikes")
    assert measures["look-alikes taken as structured"].part == 0
    assert measures["sentences quoted, computed or fixed"].share == 100


def test_the_goals_are_met_on_the_development_set() -> None:
    assert [name for name, each in found("development").items() if not each.met] == []


def test_structured_questions_kept_aside_are_answered_exactly() -> None:
    measures = found("kept_aside")
    for name in ("structured: exact when answered", "sentences quoted, computed or fixed"):
        assert measures[name].share == 100


def test_a_wrong_gold_fact_is_not_counted() -> None:
    right = Asked("How is personal data masked?", "en", "inside", gold=(("Mask personal",),))
    wrong = Asked("How is personal data masked?", "en", "inside", gold=(("No such words",),))
    measures = {each.name: each for each in evaluate([right, wrong]).measures()}
    assert (measures["inside: gold facts shown"].part, measures["inside: gold facts shown"].whole) == (1, 2)  # fmt: skip  # noqa: E501 - one equality


def test_a_wrong_oracle_is_found() -> None:
    question = "Which banks took part in both phases?"
    oracles: list[dict[str, Any]] = [
        {"rows": "institutions", "phase": ["GS1", "GS2"], "all": True},
        {"rows": "institutions", "phase": ["GS1", "GS2"]},
    ]
    asked = [Asked(question, "en", "structured", oracle=oracle) for oracle in oracles]
    assert [each.right for each in evaluate(asked).results] == [True, False]


@pytest.mark.parametrize(
    ("part", "at_most", "met"),
    [(3, True, True), (4, True, False), (3, False, True), (2, False, False)],
)
def test_a_goal_is_met_or_missed(part: int, at_most: bool, met: bool) -> None:
    assert Measure("", part, 100, Decimal(3), at_most).met == met

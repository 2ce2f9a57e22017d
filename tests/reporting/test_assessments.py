"""What assessments come to: by hand, by an oracle, and only as far as the reader may see."""

from decimal import Decimal
from statistics import mean
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.access import make_grant
from tests.factories.assessments import (
    assigned,
    conflicted,
    declared,
    drafted,
    handed_in,
    make_criterion,
    user_of,
)
from tests.factories.clarifications import answered, asked
from tests.factories.phases import phase
from tests.factories.usecases import use_case_at
from tests.people import approver, assessor, officer, staff
from usecases.models.person import Person, person_for
from usecases.models.usecases import UseCase
from usecases.reporting.assessments import criteria_in_words, judged, judged_for
from usecases.reporting.severity import Severity, severities
from usecases.vocabulary.roles import Role
from usecases.vocabulary.stages import Stage
from usecases.workflow import criteria as verbs
from usecases.workflow.judge import hand_in, write
from usecases.workflow.materiality import say

pytestmark = pytest.mark.django_db


def _assessors(number: int) -> list[Person]:
    return [assessor(f"reader-{n}") for n in range(number)]


def _case(**scores_of: int) -> UseCase:
    """A case of a phase with one criterion, scored by people of these names."""
    if not phase().criteria.exists():
        make_criterion(phase())
    case = use_case_at(Stage.ASSESSING)
    for name, score in scores_of.items():
        handed_in(case, assessor(name), score)
    return case


def test_by_hand() -> None:
    heavy, light = make_criterion(phase(), "a", weight=3), make_criterion(phase(), "b", weight=1)
    case = use_case_at(Stage.ASSESSING)
    for person, scores in zip(_assessors(3), ((5, 1), (4, 4), (1, 2)), strict=True):
        handed_in_with(case, person, {"a": scores[0], "b": scores[1]})
    said = judged([case])[case.pk]
    # Weighted means 4, 4 and 1.25: mean 3.083, median 4, deviation 1.296.
    assert (said.mean, said.median, said.deviation) == (
        Decimal("3.1"),
        Decimal("4.0"),
        Decimal("1.3"),
    )
    assert (said.lowest, said.highest, said.count, said.void) == (
        Decimal("1.3"),
        Decimal("4.0"),
        3,
        0,
    )
    assert [(each.criterion, each.mean) for each in said.by_criterion] == [
        (heavy, Decimal("3.3")),
        (light, Decimal("2.3")),
    ]
    assert [(each.name, each.gap) for each in said.outliers] == [
        (str(_assessors(3)[2].user), Decimal("-2.8")),
        (str(_assessors(3)[0].user), Decimal("1.4")),
        (str(_assessors(3)[1].user), Decimal("1.4")),
    ]
    assert dict(said.recommendations) == {"accept": 3}


def handed_in_with(case: UseCase, person: Person, scores: dict[str, int]) -> None:
    """Assign, declare, and hand in these scores."""
    given = {code: (score, "") for code, score in scores.items()}
    assigned(case, person)
    declared(case, person)
    words = {"comment": "Sound.", "recommendation": "accept"}
    hand_in(case, scores=given, by=person, **words)


def test_nothing_assessed_says_nothing() -> None:
    case = _case()
    said = judged([case])[case.pk]
    assert (said.mean, said.median, said.deviation, said.count, said.outliers) == (
        None,
        None,
        None,
        0,
        (),
    )
    assert criteria_in_words(case) == []


def test_a_draft_counts_nowhere() -> None:
    case = _case(one=4)
    assigned(case, assessor("two"))
    declared(case, assessor("two"))
    drafted(case, assessor("two"), 1)
    said = judged([case])[case.pk]
    assert (said.count, said.void, said.mean) == (1, 0, Decimal("4.0"))


def test_a_conflict_found_later_makes_it_void() -> None:
    case = _case(one=4, two=1)
    conflicted(case, assessor("two"))
    said = judged([case])[case.pk]
    assert (said.count, said.void, said.mean) == (1, 1, Decimal("4.0"))


@pytest.mark.parametrize(("material", "count", "void"), [(True, 0, 1), (False, 1, 0)])
def test_a_new_version(material: bool, count: int, void: int) -> None:
    case = _case(one=4)
    asked(case, "What is the plan?")
    answered(case, "We changed the plan.")
    fresh = UseCase.objects.get(pk=case.pk)
    say(fresh, material=material, by=officer(), reason="Only a name changed.")
    said = judged([fresh])[case.pk]
    assert (said.count, said.void) == (count, void)


def test_closed_to_whoever_still_owes_an_assessment() -> None:
    both = staff(Role.OFFICER, "both")
    case = _case(one=4)
    assert judged_for(both, [case])[case.pk].mean == Decimal("4.0")
    make_grant(user_of(both), Role.ASSESSOR)
    both = person_for(user_of(both))
    assigned(case, both)
    declared(case, both)
    said = judged_for(both, [case])[case.pk]
    assert (said.closed, said.mean, said.count, said.void, said.outliers) == (True, None, 0, 0, ())
    write(case, scores={"innovation": (2, "")}, comment="C.", recommendation="accept", by=both)
    hand_in(case, by=both)
    assert judged_for(both, [case])[case.pk].mean == Decimal("3.0")
    assert judged_for(approver(), [case])[case.pk].count == 2


def test_words_of_the_mean_score() -> None:
    verbs.adopt(phase(), by=officer())
    case = use_case_at(Stage.ASSESSING)
    for person, score in zip(_assessors(2), (3, 4), strict=True):
        handed_in(case, person, score)
    assert criteria_in_words(case)[:2] == [
        ("Level of innovation", "New for the industry here"),
        ("Complexity of the solution", "Substantial engineering of its own"),
    ]
    assert criteria_in_words(case, "zh-hant")[0] == ("創新程度", "對本地業界屬新嘗試")
    assert len(criteria_in_words(case, "zh-hans")) == 4


def test_severity_against_an_oracle() -> None:
    given = ({"a": 5, "b": 3, "c": 1}, {"a": 4, "b": 2}, {"b": 5}, {"a": 1, "c": 4})
    cases = [_case(**scores) for scores in given]
    found = severities(judged(cases).values())
    gaps: dict[str, list[float]] = {}
    for scores in given:
        for name, score in scores.items():
            if others := [s for other, s in scores.items() if other != name]:
                gaps.setdefault(name, []).append(score - mean(others))
    expected: dict[Any, Any] = {
        user_of(assessor(name)).pk: (len(each), pytest.approx(mean(each), abs=0.051))
        for name, each in gaps.items()
    }
    assert {k: (v.cases, float(v.points or 0)) for k, v in found.items()} == expected
    assert Severity(4, None).few
    assert not Severity(5, None).few


def test_three_queries_for_a_whole_phase() -> None:
    def queries() -> int:
        cases = list(UseCase.objects.all())
        with CaptureQueriesContext(connection) as caught:
            judged_for(officer(), cases)
        return len(caught)

    _case(one=4, two=3)
    first = queries()
    _case(one=2, two=3, three=5)
    _case(two=3)
    assert (first, queries()) == (3, 3)

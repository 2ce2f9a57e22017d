"""The verdict asked of the database equals the one that the rule reads, for every row."""

from datetime import timedelta
from random import Random

import pytest
from django.utils import timezone

from tests.factories.base import add
from tests.factories.trials import make_cycle, make_target
from tests.factories.usecases import use_case_at
from tests.factories.words import make_metric
from tests.keeping import kept
from usecases.models.results import Result
from usecases.models.trials import Target
from usecases.rules.verdict import deciding, verdict
from usecases.selection.verdicts import (
    decided,
    judged,
    results_of_verdict,
    targets_of_verdict,
)
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.trials import Operator, Success, Verdict

pytestmark = pytest.mark.django_db


def measured_at_random() -> None:
    """Write targets of every success, each with up to four results of every kind."""
    choose, now = Random(5), timezone.now()  # noqa: S311 - chooses test data, no secrets
    case = use_case_at(Stage.TRIALLING)
    cycle, metric = make_cycle(case), make_metric(unit="score", lowest=None, highest=None)
    for number in range(60):
        target = add(
            Target(
                use_case=case,
                metric=metric,
                aspect=str(number),
                success=choose.choice(Success.values),
                value=choose.randint(-3, 3),
            )
        )
        final = choose.randrange(8)
        for place in range(choose.randrange(5)):
            operator = choose.choice(Operator.values)
            value = choose.randint(-4, 4)
            ranged = operator in ("equal", "about") and choose.random() < 0.5
            add(
                Result(
                    use_case=case,
                    cycle=cycle,
                    metric=metric,
                    target=target,
                    operator=operator,
                    value=value,
                    upper=value + choose.randint(1, 4) if ranged else None,
                    evaluator="people",
                    final=place == final,
                    happened_on=now - timedelta(days=choose.randrange(3)),
                    voided_at=now if choose.random() < 0.2 else None,
                )
            )
    add(Result(use_case=case, cycle=cycle, metric=metric, value=1, evaluator="people",
               happened_on=now))  # fmt: skip


_world = kept(measured_at_random)


def decisive(target: Target) -> Result | None:
    return deciding(target.results.all())


@pytest.mark.parametrize("said", Verdict.values)
def test_targets(said: str) -> None:
    expected = {each.pk for each in Target.objects.all() if verdict(each, decisive(each)) == said}
    found = targets_of_verdict(Target.objects.all(), [said]).values_list("pk", flat=True)
    assert len(found) == len(expected) > 0
    assert set(found) == expected


@pytest.mark.parametrize("said", [each for each in Verdict.values if each != "no-result"])
def test_results(said: str) -> None:
    rows = Result.objects.filter(target__isnull=False).select_related("target")
    expected = {each.pk for each in rows if each.target and verdict(each.target, each) == said}
    found = set(results_of_verdict(Result.objects.all(), [said]).values_list("pk", flat=True))
    assert expected
    assert found == expected


def test_several_verdicts_are_alternatives() -> None:
    both = targets_of_verdict(Target.objects.all(), ["met", "no-result"]).count()
    one, other = (
        targets_of_verdict(Target.objects.all(), [said]).count() for said in ("met", "no-result")
    )
    assert both == one + other


def test_what_decides() -> None:
    expected = {each.pk: decisive(each) for each in Target.objects.all()}
    decisives = {row.pk for row in expected.values() if row is not None}
    assert set(Result.objects.filter(decided()).values_list("pk", flat=True)) == decisives
    assert {each.target.pk: each.result for each in judged(Target.objects.all())} == expected


def test_two_queries(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(2):  # type: ignore[operator]  # pytest-django's
        judged(Target.objects.all())


def test_a_target_of_another_case_takes_nothing() -> None:
    other = make_target(use_case_at(Stage.ACCEPTED))
    assert [each.verdict for each in judged(Target.objects.filter(pk=other.pk))] == ["no-result"]

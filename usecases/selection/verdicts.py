"""Met or missed as a condition on rows: the same reading as `rules.verdict`, by the database."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from usecases.models.results import Result
from usecases.models.trials import Target
from usecases.rules.verdict import deciding, verdict
from usecases.selection.history import Times, arrived_at, stage_changes, void_cases
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.trials import Operator, Success, Verdict

NOW = Times()
_LAST = ("-final", "-happened_on", "-recorded_at")


@dataclass(frozen=True)
class Judged:
    """A target, the result by which it is judged, and what that says."""

    target: Target
    result: Result | None
    verdict: Verdict


def judged(targets: QuerySet[Target]) -> list[Judged]:
    """Return targets with their verdicts, in two queries."""
    rows = list(targets.select_related("metric", "use_case"))
    found: dict[object, list[Result]] = {}
    results = Result.objects.filter(target__in=rows, voided_at__isnull=True)
    for result in results.select_related("cycle", "metric"):
        found.setdefault(result.target_id, []).append(result)
    return [
        Judged(target, result, verdict(target, result))
        for target in rows
        for result in [deciding(found.get(target.pk, ()))]
    ]


def decided(times: Times = NOW) -> Q:
    """The condition that a result is the one by which its target is judged, at a moment."""
    same = Result.objects.filter(times.by(), standing_then(times), target=OuterRef("target"))
    return Q(target__isnull=False, pk=Subquery(same.order_by(*_LAST).values("pk")[:1]))


def standing_then(times: Times) -> Q:
    """The condition that a result was not void, as known then."""
    stands = Q(voided_at__isnull=True)
    return stands | Q(voided_at__gt=times.known_at) if times.known_at else stands


def counting(times: Times = NOW) -> Q:
    """The condition that what hangs on a use case is counted: a void case counts nowhere, once it
    is known to be void.
    """
    if times.now:
        return ~Q(use_case__stage=Stage.VOID)
    return ~Q(use_case__in=void_cases(times).values("use_case"))


def locked(times: Times = NOW) -> Q:
    """The condition that the trial of a target had started by a moment."""
    started = stage_changes(times).filter(to_stage__in=arrived_at(Stage.TRIALLING))
    return counting(times) & Q(Exists(started.filter(use_case=OuterRef("use_case"))))


def targets_of_verdict(
    rows: QuerySet[Target], verdicts: Iterable[str], times: Times = NOW
) -> QuerySet[Target]:
    """Keep targets of which the record says one of these."""
    wanted, condition = set(verdicts), Q(pk__in=())
    of_results = wanted - {Verdict.NO_RESULT}
    if of_results:
        chosen = results_of_verdict(Result.objects.filter(decided(times)), of_results)
        condition |= Q(pk__in=chosen.filter(standing_then(times)).values("target"))
    if Verdict.NO_RESULT in wanted:
        known = Result.objects.filter(times.by(), standing_then(times))
        measured = known.filter(target__isnull=False)
        condition |= ~Q(pk__in=measured.values("target"))
    return rows.filter(condition)


def results_of_verdict(rows: QuerySet[Result], verdicts: Iterable[str]) -> QuerySet[Result]:
    """Keep results that say one of these of their target; one without target says nothing."""
    condition, said = Q(pk__in=()), {Verdict.MET: _met(), Verdict.MISSED: _missed()}
    for each in verdicts:
        if each == Verdict.UNDETERMINED:
            condition |= ~(_met() | _missed())
        elif each in said:
            condition |= said[Verdict(each)]
    return rows.filter(condition, target__isnull=False)


def _met() -> Q:
    return (
        _succeeds(Success.AT_LEAST, _above(itself=True))
        | _succeeds(Success.MORE_THAN, _above(itself=False))
        | _succeeds(Success.AT_MOST, _below(itself=True))
        | _succeeds(Success.LESS_THAN, _below(itself=False))
    )


def _missed() -> Q:
    return (
        _succeeds(Success.AT_LEAST, _below(itself=False))
        | _succeeds(Success.MORE_THAN, _below(itself=True))
        | _succeeds(Success.AT_MOST, _above(itself=False))
        | _succeeds(Success.LESS_THAN, _above(itself=True))
    )


def _succeeds(success: str, condition: Q) -> Q:
    return Q(target__success=success) & condition


def _above(*, itself: bool) -> Q:
    """The condition that all that was measured lies above the target's value, or is it."""
    aim = F("target__value")
    exactly = Q(operator=Operator.EQUAL, **{f"value__{'gte' if itself else 'gt'}": aim})
    return exactly | Q(operator=Operator.MORE, value__gte=aim)


def _below(*, itself: bool) -> Q:
    """The condition that all that was measured lies below the target's value, or is it."""
    aim, side = F("target__value"), "lte" if itself else "lt"
    one = Q(operator=Operator.EQUAL, upper__isnull=True, **{f"value__{side}": aim})
    many = Q(operator=Operator.EQUAL, **{f"upper__{side}": aim})
    return one | many | Q(operator=Operator.LESS, value__lte=aim)

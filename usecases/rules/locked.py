"""Fields that plain edits leave alone: what was agreed before a trial, what results stand on."""

from usecases.models.base import Record
from usecases.models.trials import Trial
from usecases.models.words import Metric
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.trials import PLAN_FIELDS

_ACTUALS = frozenset({"compute_used", "customers_exposed", "transactions_made"})
# What a number means; it stays once a number stands on it.
_MEANING = frozenset({"code", "unit", "direction", "lowest", "highest"})


def locked_fields(record: Record) -> frozenset[str]:
    """Return the fields of a record that its state locks."""
    if isinstance(record, Trial):
        return _of_trial(record)
    if isinstance(record, Metric) and not record._state.adding and _used(record):
        return _MEANING
    return frozenset()


def _of_trial(trial: Trial) -> frozenset[str]:
    """A live trial's plan is open until it starts; what it used is told by a verb of its own."""
    case = getattr(trial, "use_case", None)
    if case is None or case.basis == Basis.RECORDED:
        return frozenset()
    return _ACTUALS if case.stage == Stage.ACCEPTED else _ACTUALS | {*PLAN_FIELDS}


def _used(metric: Metric) -> bool:
    return metric.targets.exists() or metric.results.exists() or metric.claims.exists()

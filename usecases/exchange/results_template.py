"""The file of results to fill in; of one use case it names its targets."""

from django.utils.translation import gettext as _

from usecases.exchange.results_columns import columns_of
from usecases.exchange.results_rows import EXAMPLE
from usecases.exchange.sheet_columns import Column
from usecases.exchange.sheet_template import Accepted, csv_file, workbook
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.visibility_register import metrics_for
from usecases.rules.visibility_trials import cycles_for, targets_for
from usecases.text.digest import plain
from usecases.vocabulary.trials import Evaluator, Operator

_YES = ["yes", "no"]


def csv_template(by: Person, case: UseCase | None = None) -> bytes:
    """Return the header, and an example or a row for each target."""
    columns = columns_of(one_case=case is not None)
    return csv_file(columns, _rows(by, case, columns))


def xlsx_template(by: Person, case: UseCase | None = None) -> bytes:
    """Return a workbook: the sheet to fill in, the explanation, the accepted values."""
    columns, accepted = columns_of(one_case=case is not None), _accepted(by, case)
    rows = _rows(by, case, columns)
    return workbook(_("Results"), columns, rows, accepted, offered=accepted)


def _rows(by: Person, case: UseCase | None, columns: tuple[Column, ...]) -> list[list[str]]:
    if case is None:
        known = {"use_case": EXAMPLE, "metric": next(iter(_metrics(by)), "")}
        return [[known.get(column.name, str(column.example)) for column in columns]]
    last = cycles_for(by).filter(use_case=case).order_by("number").last()
    cycle = str(plain(last.number)) if last else ""
    rows = []
    for target in targets_for(by).filter(use_case=case).select_related("metric"):
        told = {"use_case": case.reference, "cycle": cycle, "metric": target.metric.code}
        told["aspect"] = target.aspect
        rows.append([told.get(column.name, "") for column in columns])
    return rows


def _accepted(by: Person, case: UseCase | None) -> Accepted:
    cycles = cycles_for(by).filter(use_case=case) if case else cycles_for(by).none()
    return {
        "cycle": [str(each.number) for each in cycles],
        "metric": _metrics(by),
        "operator": list(Operator.values),
        "evaluator": list(Evaluator.values),
        **dict.fromkeys(("final", "no_denominator"), _YES),
    }


def _metrics(by: Person) -> list[str]:
    return [each.code for each in metrics_for(by).filter(active=True)]
